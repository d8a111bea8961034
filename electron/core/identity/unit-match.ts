/** Finding units by one level of an address, and saying how well they match. */
import type { UnitKind, UnitReading } from './unit-names';
import { readUnitName } from './unit-names';

/** Anything with an official name, read once. */
export type NamedUnit = { readonly reading: UnitReading };

/**
 * Units that match equally well. `isSure` is false when the text carries marks and no unit has the
 * same: then the name is only similar.
 */
export type UnitMatch<T extends NamedUnit> = { units: T[]; strength: Strength; isSure: boolean };

/** 3: same name and kind; 2: same name, the text names no kind; 1: same name, another kind. */
type Strength = 1 | 2 | 3;

/** Kinds of the lowest level: a text with such a word is no district. */
const COMMUNE_KINDS: ReadonlySet<UnitKind> = new Set<UnitKind>([
  'ward',
  'commune',
  'township',
  'specialZone',
]);

/** Kinds between province and commune, abolished on 1 July 2025. */
const DISTRICT_KINDS: ReadonlySet<UnitKind> = new Set<UnitKind>([
  'urbanDistrict',
  'ruralDistrict',
  'town',
  'city',
]);

/** Which level the word in front of a name stands for; undefined when there is no word. */
export function levelOf(text: string): 'commune' | 'district' | 'province' | undefined {
  const kind = readUnitName(text)[0]?.kind;
  if (kind === undefined) return undefined;
  if (COMMUNE_KINDS.has(kind)) return 'commune';
  return DISTRICT_KINDS.has(kind) ? 'district' : 'province';
}

/**
 * Finds the units a text names.
 *
 * @param text one level of an address, with or without its word, any spelling
 * @param options `isMarked`: the text is from an address written with marks; without any, marks
 * cannot decide between two names. `minStrength` 2 leaves out units of another kind than the text
 * says.
 * @returns the best matches, or undefined for none
 */
export function matchUnits<T extends NamedUnit>(
  text: string | undefined,
  units: Iterable<T>,
  options: { isMarked: boolean; minStrength?: Strength },
): UnitMatch<T> | undefined {
  if (text === undefined) return undefined;
  const { isMarked, minStrength = 1 } = options;
  const readings = readUnitName(text);
  let best: Strength | 0 = 0;
  let found: { unit: T; marksAgree: boolean }[] = [];
  for (const unit of units) {
    for (const reading of readings) {
      if (reading.key !== unit.reading.key) continue;
      const strength = strengthOf(reading, unit.reading);
      if (strength < minStrength || strength < best) continue;
      if (strength > best) found = [];
      best = strength;
      found.push({ unit, marksAgree: reading.marks === unit.reading.marks });
    }
  }
  if (best === 0) return undefined;
  const agreeing = isMarked ? found.filter(({ marksAgree }) => marksAgree) : [];
  const chosen = agreeing.length > 0 ? agreeing : found;
  return {
    units: [...new Set(chosen.map(({ unit }) => unit))],
    strength: best,
    isSure: agreeing.length > 0 || !isMarked,
  };
}

function strengthOf(reading: UnitReading, official: UnitReading): Strength {
  if (reading.kind === undefined) return 2;
  return reading.kind === official.kind ? 3 : 1;
}
