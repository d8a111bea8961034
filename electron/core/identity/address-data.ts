/** The address data in assets/addresses, made by build/addresses.mjs: shape and checks at load. */
import { z } from 'zod';

/** Where the data is from and since when it holds. */
const Header = z.object({
  source: z.string(),
  license: z.string(),
  law: z.string(),
  validFrom: z.iso.date(),
  /** Day the data set is from; stored with an address as its data version. */
  dataDate: z.iso.date(),
});

const CommuneCode = z.string().regex(/^\d{5}$/);

/** Provinces and communes since 1 July 2025 (Decision 19/2025/QĐ-TTg). */
export const Units2025 = Header.extend({
  table: z.literal('2025'),
  provinces: z.array(
    z.object({
      code: z.string().regex(/^\d{2}$/),
      name: z.string(),
      communes: z.array(z.tuple([CommuneCode, z.string()])),
    }),
  ),
});
export type Units2025 = z.infer<typeof Units2025>;

/** Old province → old district → old commune → what is kept about it. */
function tree<T extends z.ZodType>(leaf: T) {
  return z.record(z.string(), z.record(z.string(), z.record(z.string(), leaf)));
}

/**
 * Old units by name. `units`: those of 30 June 2025 with the code of their new commune (the one the
 * source names: it knows no split). `earlier`: names that were gone before, with all new communes
 * the source relates them to; they are hints, not facts.
 */
export const OldToNew = Header.extend({
  table: z.literal('legacy63'),
  units: tree(CommuneCode),
  earlier: tree(z.array(CommuneCode)),
});
export type OldToNew = z.infer<typeof OldToNew>;

export type AddressData = { units: Units2025; oldToNew: OldToNew };

/**
 * Checks the two parsed JSON files.
 *
 * @throws ZodError when a file is not what build/addresses.mjs makes: the installation is damaged
 */
export function parseAddressData(units: unknown, oldToNew: unknown): AddressData {
  return { units: Units2025.parse(units), oldToNew: OldToNew.parse(oldToNew) };
}
