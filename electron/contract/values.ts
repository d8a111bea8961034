/**
 * Values that cross between processes: dates, sexes, addresses, cards.
 * A schema and its type share one name. All text is NFC at every edge.
 */
import { z } from 'zod';
import { MAX_TEXT_LENGTH } from './plain';

export { MAX_TEXT_LENGTH } from './plain';

/**
 * Text as a person may enter it: brought to NFC, control and direction characters refused by the
 * field that uses it, never silently cut.
 */
export const Text = z
  .string()
  .max(MAX_TEXT_LENGTH)
  .transform((value) => value.normalize('NFC'));
export type Text = z.output<typeof Text>;

/** 12 digits of the "số định danh cá nhân". Leading zeros matter, so it is text. */
export const PersonalId = z.string().regex(/^\d{12}$/);
export type PersonalId = z.infer<typeof PersonalId>;

/**
 * A date whose day, or day and month, may be unknown: papers of older people often carry only a
 * year. `month` without `day` is allowed, `day` without `month` is not.
 */
export const PartialDate = z
  .object({
    year: z.int().min(1800).max(2399),
    month: z.int().min(1).max(12).optional(),
    day: z.int().min(1).max(31).optional(),
  })
  .refine((date) => date.day === undefined || date.month !== undefined, {
    message: 'a day needs a month',
  });
export type PartialDate = z.infer<typeof PartialDate>;

export const Sex = z.enum(['male', 'female']);
export type Sex = z.infer<typeof Sex>;

/** Which table a unit code belongs to: some province codes changed meaning on 1 July 2025. */
export const UnitTable = z.enum(['legacy63', '2025']);
export type UnitTable = z.infer<typeof UnitTable>;

/** A province or commune with its code and the table the code is from. */
export const AdministrativeUnit = z.object({
  code: z.string(),
  name: z.string(),
  table: UnitTable,
});
export type AdministrativeUnit = z.infer<typeof AdministrativeUnit>;

/**
 * An address in two levels (since 1/7/2025), with the text it came from.
 * `decidedBy`: how the commune was found (`exact`: one match; `chosen`: the resident picked from
 * several; `typed`: free choice). `original` is what the card or the resident said, untouched.
 */
export const Address = z.object({
  detail: Text,
  commune: AdministrativeUnit.optional(),
  province: AdministrativeUnit.optional(),
  original: Text.optional(),
  decidedBy: z.enum(['exact', 'chosen', 'typed']),
});
export type Address = z.infer<typeof Address>;

/** How an old three-level address text maps to the units of 2025. */
export const AddressProposal = z.object({
  original: z.string(),
  detail: z.string(),
  outcome: z.enum(['exact', 'several', 'none']),
  /** One candidate for `exact`, two or more for `several`, none for `none`. */
  candidates: z.array(z.object({ commune: AdministrativeUnit, province: AdministrativeUnit })),
  /** The province, when it alone could be found. */
  province: AdministrativeUnit.optional(),
});
export type AddressProposal = z.infer<typeof AddressProposal>;

export const CardVariant = z.enum(['cccd2021', 'canCuoc2024']);
export type CardVariant = z.infer<typeof CardVariant>;

/** Things about a card that do not add up; explained to the resident, never silently accepted. */
export const CardWarning = z.enum([
  'CARD_YEAR_MISMATCH',
  'CARD_SEX_MISMATCH',
  'CARD_PROVINCE_UNKNOWN',
  'CARD_DATE_ORDER',
]);
export type CardWarning = z.infer<typeof CardWarning>;

/**
 * An ID card as its QR code says (layout: formats.md 1.1, Circular 16/2024/TT-BCA art. 6).
 * The QR is unsigned: it fills forms, it proves nothing.
 */
export const IdCard = z.object({
  variant: CardVariant,
  personalId: PersonalId,
  /** Former 9-digit CMND, a second identifier offices may ask for. */
  oldId: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  fullName: Text,
  birthDate: PartialDate,
  sex: Sex,
  /** As on the card (permanent residence on 2021 cards, place of residence on 2024 cards). */
  residence: z.object({ original: Text, cleaned: Text }),
  issueDate: PartialDate.optional(),
  /** Fields 7-10 of the 2024 card, raw: their order is not known, so nothing shows them. */
  extra: z.array(Text),
  warnings: z.array(CardWarning),
});
export type IdCard = z.infer<typeof IdCard>;
