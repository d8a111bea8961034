/** Names of administrative units as cards write them, with and without the word for their kind. */
import { foldKey, markKey, tightKey } from './fold';

/** Kinds of units, old and new. */
export type UnitKind =
  | 'province'
  | 'city'
  | 'urbanDistrict'
  | 'ruralDistrict'
  | 'town'
  | 'ward'
  | 'commune'
  | 'township'
  | 'specialZone';

/** One way to read a name: the kind its first word says, if any, and keys of the rest. */
export type UnitReading = { kind?: UnitKind; key: string; marks: string };

/**
 * Words and abbreviations in front of names, the longer first. "T" and "X" alone count only with a
 * dot or before a blank, single letters also directly before digits ("P12", "Q1").
 */
const KIND_WORDS: readonly (readonly [RegExp, UnitKind])[] = [
  [/^thành phố\s+/u, 'city'],
  [/^t\.?\s?p\.?\s+|^t\.?p\./u, 'city'],
  [/^thị xã\s+/u, 'town'],
  [/^t\.?\s?x\.?\s+|^t\.?x\./u, 'town'],
  [/^thị trấn\s+/u, 'township'],
  [/^t\.?\s?t\.?\s+|^t\.?t\./u, 'township'],
  [/^đặc khu\s+/u, 'specialZone'],
  [/^tỉnh\s+/u, 'province'],
  [/^t\.\s*|^t\s+/u, 'province'],
  [/^quận\s+/u, 'urbanDistrict'],
  [/^q\.?\s+|^q\.|^q(?=\d)/u, 'urbanDistrict'],
  [/^huyện\s+/u, 'ruralDistrict'],
  [/^h\.?\s+|^h\.(?!\p{L}\.)/u, 'ruralDistrict'],
  [/^phường\s+/u, 'ward'],
  [/^p\.?\s+|^p\.|^p(?=\d)/u, 'ward'],
  [/^xã\s+/u, 'commune'],
  [/^x\.?\s+|^x\./u, 'commune'],
];

/** The same words without their marks, for text typed without them. */
const BARE_KIND_WORDS: readonly (readonly [RegExp, UnitKind])[] = [
  [/^(?:thanh pho|tp) /, 'city'],
  [/^thi xa /, 'town'],
  [/^thi tran /, 'township'],
  [/^dac khu /, 'specialZone'],
  [/^tinh /, 'province'],
  [/^quan /, 'urbanDistrict'],
  [/^huyen /, 'ruralDistrict'],
  [/^phuong /, 'ward'],
  [/^xa /, 'commune'],
];

/**
 * Spellings of provinces that no rule of folding unites with the official name (key: folded without
 * blanks).
 */
const PROVINCE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['hcm', 'hochiminh'],
  ['tphcm', 'hochiminh'],
  ['saigon', 'hochiminh'],
  ['hn', 'hanoi'],
  ['thuathienhue', 'hue'],
  ['tthue', 'hue'],
  ['brvt', 'bariavungtau'],
  ['daclac', 'daklak'],
  ['darlac', 'daklak'],
  ['dacnong', 'daknong'],
  ['baccan', 'backan'],
]);

/** "Phường 01" and "Phường 1" are one, and so are the spellings "Quý" and "Quí". */
function unite(key: string): string {
  return key.replace(/^0+(?=\d)/, '').replace(/y/g, 'i');
}

function reading(name: string, kind?: UnitKind): UnitReading {
  const base = { key: unite(tightKey(name)), marks: unite(markKey(name)) };
  return kind === undefined ? base : { ...base, kind };
}

/**
 * The ways to read one level of an address, the most likely first: with the kind its words name,
 * and as a bare name (a commune may be called "Xá Lượng" or "Thị Trấn").
 */
export function readUnitName(text: string): UnitReading[] {
  const lower = text.normalize('NFC').toLowerCase().trim();
  const readings: UnitReading[] = [];
  for (const [pattern, kind] of KIND_WORDS) {
    const name = lower.replace(pattern, '');
    if (name !== lower && name !== '') {
      readings.push(reading(name, kind));
      break;
    }
  }
  if (readings.length === 0) {
    const folded = foldKey(lower);
    for (const [pattern, kind] of BARE_KIND_WORDS) {
      const name = folded.replace(pattern, '');
      if (name !== folded && name !== '') readings.push(reading(name, kind));
    }
  }
  readings.push(reading(lower));
  return readings.filter(({ key }) => key !== '');
}

/** An official name, always with its word: "Phường Ba Đình" → ward, "badinh". */
export function officialReading(name: string): UnitReading {
  const first = readUnitName(name)[0];
  return first ?? reading(name);
}

/** {@link readUnitName} for a province, with the other spellings provinces have. */
export function readProvinceName(text: string): UnitReading[] {
  return readUnitName(text).map((found) => ({
    ...found,
    key: PROVINCE_ALIASES.get(found.key) ?? found.key,
  }));
}

/** Whether a text has any Vietnamese marks: without any, marks cannot decide between two names. */
export function hasMarks(text: string): boolean {
  return /[\p{M}đĐ]/u.test(text.normalize('NFD'));
}
