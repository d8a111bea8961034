/** Old and new units with their folded names, built province by province when first asked for. */
import type { AdministrativeUnit } from '../../contract/values';
import type { AddressData } from './address-data';
import type { NamedUnit } from './unit-match';
import type { UnitReading } from './unit-names';
import { officialReading } from './unit-names';

export type NewCommune = NamedUnit & { readonly unit: AdministrativeUnit };

export type NewProvince = NamedUnit & {
  readonly unit: AdministrativeUnit;
  readonly communes: () => readonly NewCommune[];
};

/** A commune before July 2025 with the codes of its new communes. */
export type OldCommune = NamedUnit & { readonly codes: readonly string[] };

export type OldDistrict = NamedUnit & {
  readonly communes: () => readonly OldCommune[];
  /** New code of a district that had no communes. */
  readonly wholeCode?: string;
  /** Codes of all new communes its communes went to. */
  readonly newCodes: () => readonly string[];
};

export type OldProvince = NamedUnit & {
  readonly newProvince: NewProvince;
  readonly districts: () => readonly OldDistrict[];
  /** Districts and communes that were gone before July 2025: hints only. */
  readonly earlierDistricts: () => readonly OldDistrict[];
};

export type AddressIndex = {
  readonly dataDate: string;
  readonly newProvinces: readonly NewProvince[];
  readonly oldProvinces: readonly OldProvince[];
  /** The commune of a code with its province. */
  readonly findByCode: (
    code: string,
  ) => { commune: AdministrativeUnit; province: AdministrativeUnit } | undefined;
};

/** Builds the index; names are folded only when a province is first searched. */
export function buildAddressIndex(data: AddressData): AddressIndex {
  const places = new Map<string, { name: string; province: NewProvince }>();
  const newProvinces = data.units.provinces.map((raw): NewProvince => {
    const province: NewProvince = {
      unit: { code: raw.code, name: raw.name, table: '2025' },
      reading: officialReading(raw.name),
      communes: once(() =>
        raw.communes.map(([code, name]) => ({
          unit: { code, name, table: '2025' },
          reading: officialReading(name),
        })),
      ),
    };
    for (const [code, name] of raw.communes) places.set(code, { name, province });
    return province;
  });
  const oldProvinces = Object.entries(data.oldToNew.units).map(([name, districts]) => {
    const anyCode = Object.values(Object.values(districts)[0] ?? {})[0] ?? '';
    const newProvince = places.get(anyCode)?.province;
    if (!newProvince) throw new Error(`address data: no new province for ${name}`);
    const earlier = data.oldToNew.earlier[name] ?? {};
    return makeOldProvince(name, newProvince, districts, earlier);
  });
  return {
    dataDate: data.units.dataDate,
    newProvinces,
    oldProvinces,
    findByCode: (code) => {
      const place = places.get(code);
      return place
        ? { commune: { code, name: place.name, table: '2025' }, province: place.province.unit }
        : undefined;
    },
  };
}

type Tree<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

function makeOldProvince(
  name: string,
  newProvince: NewProvince,
  districts: Tree<string>,
  earlier: Tree<readonly string[]>,
): OldProvince {
  return {
    reading: officialReading(name),
    newProvince,
    districts: once(() =>
      Object.entries(districts).map(([district, communes]) =>
        makeOldDistrict(
          officialReading(district),
          // A hint that disagrees with the data is often a split: then both are offered.
          Object.entries(communes).map(([commune, code]): [string, readonly string[]] => [
            commune,
            [...new Set([code, ...(earlier[district]?.[commune] ?? [])])],
          ]),
        ),
      ),
    ),
    earlierDistricts: once(() =>
      Object.entries(earlier).map(([district, communes]) =>
        makeOldDistrict(officialReading(district), Object.entries(communes)),
      ),
    ),
  };
}

function makeOldDistrict(
  reading: UnitReading,
  communes: readonly (readonly [string, readonly string[]])[],
): OldDistrict {
  const whole = communes.find(([name]) => name === '')?.[1][0];
  return {
    reading,
    ...(whole === undefined ? {} : { wholeCode: whole }),
    newCodes: () => [...new Set(communes.flatMap(([, codes]) => codes))],
    communes: once(() =>
      communes
        .filter(([name]) => name !== '')
        .map(([name, codes]) => ({ reading: officialReading(name), codes })),
    ),
  };
}

/** A function that computes its value on first use. */
function once<T extends object>(compute: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}
