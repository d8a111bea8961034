/**
 * From an address line of a card to the communes of 2025.
 *
 * Cards issued before 1 July 2025 have three levels (commune, district, province), later ones two.
 * "exact" is still a proposal: the data names one new commune for each old one although 471 old
 * communes were split, so the screen always asks, and offers the province's other communes.
 */
import type { AddressProposal } from '../../contract/values';
import type {
  AddressIndex,
  NewCommune,
  NewProvince,
  OldCommune,
  OldDistrict,
  OldProvince,
} from './address-index';
import { addressParts, cleanAddressText } from './address-text';
import { foldKey } from './fold';
import type { UnitMatch } from './unit-match';
import { levelOf, matchUnits } from './unit-match';
import { hasMarks, readProvinceName } from './unit-names';

/** Most communes offered: no old district went to more than 13 new ones. */
const MAX_CANDIDATES = 20;

/** Words in front of which a line without commas is cut into levels. */
const LEVEL_WORD =
  /\s+(?=(?:phường|xã|thị trấn|quận|huyện|thị xã|thành phố|tỉnh|đặc khu|tp|tt|tx|p|q|h)[\s.]\s*[\p{L}\d])/giu;

/** What was found about an address, before it is put into the contract's shape. */
type Finding = {
  province?: NewProvince;
  /** New commune codes, the best first. */
  codes: readonly string[];
  detail: string;
};

/**
 * Proposes the communes of 2025 for an address line.
 *
 * @param index the units
 * @param text the line as on the card or as typed, at most a few hundred characters
 * @returns one candidate (`exact`), several with the likeliest first, or none; `province` whenever
 * it was recognised; `detail` is what stands before the recognised levels
 */
export function proposeAddress(index: AddressIndex, text: string): AddressProposal {
  const cleaned = cleanAddressText(text);
  let best: Finding | undefined;
  for (const parts of waysToSplit(cleaned)) {
    const finding = findInParts(index, parts);
    if (finding.codes.length > 0) return toProposal(index, text, finding);
    if (!best?.province && finding.province) best = finding;
  }
  return toProposal(index, text, best ?? { codes: [], detail: cleaned });
}

/** Commas first; dashes and unit words only when commas lead nowhere, as names contain dashes. */
function* waysToSplit(cleaned: string): Generator<string[]> {
  yield addressParts(cleaned);
  if (/\s[-–]\s/u.test(cleaned)) yield addressParts(cleaned.replace(/\s+[-–]\s+/gu, ', '));
  const cut = cleaned.replace(LEVEL_WORD, ', ');
  if (cut !== cleaned) yield addressParts(cut);
}

function toProposal(index: AddressIndex, original: string, finding: Finding): AddressProposal {
  const candidates = [...new Set(finding.codes)]
    .map((code) => index.findByCode(code))
    .filter((place) => place !== undefined)
    .slice(0, MAX_CANDIDATES);
  const province = finding.province?.unit ?? candidates[0]?.province;
  return {
    original,
    detail: finding.detail,
    outcome: candidates.length === 0 ? 'none' : candidates.length === 1 ? 'exact' : 'several',
    candidates,
    ...(province ? { province } : {}),
  };
}

/** The provinces a text names, old and new. */
type Provinces = {
  /** Whether the address is written with marks. */
  isMarked: boolean;
  newProvince: NewProvince;
  /** Whether the text names the new province; then the address may have two levels. */
  isNewName: boolean;
  /** Old provinces of this name, then those that merged into the new one of this name. */
  old: readonly OldProvince[][];
};

function findProvinces(index: AddressIndex, parts: readonly string[]): Provinces | undefined {
  const text = parts.at(-1) ?? '';
  if (levelOf(text) === 'commune') return undefined;
  const keys = new Set(readProvinceName(text).map(({ key }) => key));
  const isNamed = (unit: NewProvince | OldProvince) => keys.has(unit.reading.key);
  const named = index.newProvinces.find(isNamed);
  const old = index.oldProvinces.filter(isNamed);
  const newProvince = named ?? old[0]?.newProvince;
  if (!newProvince) return undefined;
  const merged = named
    ? index.oldProvinces.filter((unit) => unit.newProvince === named && !old.includes(unit))
    : [];
  return {
    isMarked: hasMarks(parts.join(' ')),
    newProvince,
    isNewName: named !== undefined,
    old: [old, merged],
  };
}

function findInParts(index: AddressIndex, allParts: readonly string[]): Finding {
  const parts = [...allParts];
  while (['viet nam', 'vietnam', 'vn'].includes(foldKey(parts.at(-1) ?? ''))) parts.pop();
  const detail = parts.join(', ');
  const provinces = findProvinces(index, parts);
  if (!provinces) return { codes: [], detail };
  const rest = parts.slice(0, -1);
  const newCommune = provinces.isNewName
    ? matchUnits(rest.at(-1), provinces.newProvince.communes(), {
        isMarked: provinces.isMarked,
        minStrength: 2,
      })
    : undefined;
  const found =
    findThreeLevels(provinces, rest, newCommune) ??
    findTwoLevels(provinces, rest, newCommune) ??
    findWithoutDistrict(provinces, rest);
  return {
    province: provinces.newProvince,
    ...(found ?? { codes: [], detail: rest.join(', ') }),
  };
}

type Found = Omit<Finding, 'province'>;

/** Commune, district, province of before July 2025. */
function findThreeLevels(
  provinces: Provinces,
  rest: readonly string[],
  newCommune: UnitMatch<NewCommune> | undefined,
): Found | undefined {
  const districtText = rest.at(-1);
  if (districtText === undefined || levelOf(districtText) === 'commune') return undefined;
  const others = newCommune?.units.map(({ unit }) => unit.code) ?? [];
  for (const old of provinces.old) {
    const districts = matchUnits(
      districtText,
      old.flatMap((province) => province.districts()),
      provinces,
    );
    const earlier = matchUnits(
      districtText,
      old.flatMap((province) => province.earlierDistricts()),
      provinces,
    );
    const found =
      (districts && findInDistricts(provinces, districts, rest, others)) ??
      (earlier && findEarlier(provinces, earlier, districts, rest, others)) ??
      (districts && findByDistrictAlone(districts, rest, others));
    if (found) return found;
  }
  return undefined;
}

/** The commune in a known district: the ordinary case. */
function findInDistricts(
  provinces: Provinces,
  districts: UnitMatch<OldDistrict>,
  rest: readonly string[],
  others: readonly string[],
): Found | undefined {
  const at = findCommuneLevel(provinces, districts.units, rest);
  if (!at) return undefined;
  const codes = codesOf(at.match.units);
  const isSure = at.match.isSure && districts.isSure;
  return offer(codes, others, isSure ? [] : neighbours(districts.units), rest.slice(0, at.level));
}

/** A commune that was renamed or merged before July 2025: the source only hints at its successor. */
function findEarlier(
  provinces: Provinces,
  earlier: UnitMatch<OldDistrict>,
  districts: UnitMatch<OldDistrict> | undefined,
  rest: readonly string[],
  others: readonly string[],
): Found | undefined {
  const at = findCommuneLevel(provinces, earlier.units, rest);
  const around = neighbours([...(districts?.units ?? []), ...earlier.units]);
  if (at) return offer(codesOf(at.match.units), others, around, rest.slice(0, at.level));
  // The district itself is of an earlier day, and so is all that is known about it.
  return districts ? undefined : offer([], others, around, rest.slice(0, -1));
}

/** The district is known, the commune is not: its new communes are the choice. */
function findByDistrictAlone(
  districts: UnitMatch<OldDistrict>,
  rest: readonly string[],
  others: readonly string[],
): Found {
  const whole = districts.units.map((district) => district.wholeCode).find((code) => code);
  if (whole) return offer([whole], others, [], rest.slice(0, -1));
  return offer([], others, neighbours(districts.units), rest.slice(0, -1));
}

/** Commune and province of 2025. */
function findTwoLevels(
  provinces: Provinces,
  rest: readonly string[],
  newCommune: UnitMatch<NewCommune> | undefined,
): Found | undefined {
  if (!newCommune) return undefined;
  const codes = newCommune.units.map(({ unit }) => unit.code);
  const detail = rest.slice(0, -1);
  if (newCommune.strength === 3 && newCommune.isSure) return offer(codes, [], [], detail);
  // A bare name may as well be an old commune without its district, or a district spelled so that
  // it was not found: then the answer is around the commune of 2025 that has its name.
  const old = matchUnits(rest.at(-1), oldCommunes(provinces), provinces);
  const around = provinces.old
    .flat()
    .flatMap((province) => province.districts())
    .filter((district) => district.newCodes().some((code) => codes.includes(code)));
  return offer(codes, old ? codesOf(old.units) : [], neighbours(around), detail);
}

/** An old commune whose district is left out, or unknown because it was dissolved long ago. */
function findWithoutDistrict(provinces: Provinces, rest: readonly string[]): Found | undefined {
  for (const level of [rest.length - 1, rest.length - 2]) {
    const text = rest[level];
    if (text === undefined || levelOf(text) === 'district') continue;
    const old = matchUnits(text, oldCommunes(provinces), provinces);
    if (!old) continue;
    const districts = provinces.old
      .flat()
      .flatMap((province) => province.districts())
      .filter((district) => district.communes().some((commune) => old.units.includes(commune)));
    return offer(codesOf(old.units), [], neighbours(districts), rest.slice(0, level));
  }
  return undefined;
}

/**
 * Looks for the commune right before the district, then further left where a word says that a part
 * is a commune.
 */
function findCommuneLevel(
  provinces: Provinces,
  districts: readonly OldDistrict[],
  rest: readonly string[],
): { match: UnitMatch<OldCommune>; level: number } | undefined {
  const communes = districts.flatMap((district) => district.communes());
  for (let level = rest.length - 2; level >= 0; level -= 1) {
    const text = rest[level] ?? '';
    if (level < rest.length - 2 && levelOf(text) !== 'commune') continue;
    const match = matchUnits(text, communes, provinces);
    if (match) return { match, level };
  }
  return undefined;
}

function oldCommunes(provinces: Provinces): OldCommune[] {
  return provinces.old
    .flat()
    .flatMap((province) => province.districts())
    .flatMap((district) => district.communes());
}

function codesOf(communes: readonly OldCommune[]): string[] {
  return communes.flatMap(({ codes }) => codes);
}

function neighbours(districts: readonly OldDistrict[]): string[] {
  return districts.flatMap((district) => district.newCodes());
}

function offer(
  best: readonly string[],
  others: readonly string[],
  around: readonly string[],
  detail: readonly string[],
): Found {
  const codes = [...new Set([...best, ...others, ...around])];
  return { codes, detail: detail.join(', ') };
}
