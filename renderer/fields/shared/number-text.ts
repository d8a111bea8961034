/** A whole number between what is typed and what is stored. */
import type { Result } from '../../../electron/contract/result';
import { err, ok } from '../../../electron/contract/result';
import type { Language } from '../../../electron/contract/view';

/** Up to this difference between `min` and `max` a count is set with − and + alone. */
const SMALL_COUNT_SPAN = 200;

/**
 * The number typed; null when the box is empty. Dots and blanks between thousands are taken, as
 * written in Vietnamese ("50.000"). Errors: NUMBER_NOT_WHOLE.
 */
export function readNumber(text: string): Result<number | null> {
  const trimmed = text.trim();
  if (trimmed === '') return ok(null);
  if (!/^(\d{1,3}([. ]\d{3})+|\d{1,12})$/.test(trimmed)) return err('NUMBER_NOT_WHOLE');
  return ok(Number(trimmed.replace(/[. ]/g, '')));
}

/** A number with its thousands apart: "50.000" in Vietnamese, "50,000" in English. */
export function writeNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(value);
}

/** True for counts such as a number of copies, where − and + are quicker than typing. */
export function isSmallCount(rules: {
  min?: number | undefined;
  max?: number | undefined;
}): boolean {
  return (rules.max ?? Number.POSITIVE_INFINITY) - (rules.min ?? 0) <= SMALL_COUNT_SPAN;
}

/** One less or more, kept between `min` and `max`. */
export function stepNumber(
  value: number | null,
  by: -1 | 1,
  rules: { min?: number | undefined; max?: number | undefined },
): number {
  const min = rules.min ?? 0;
  const max = rules.max ?? Number.MAX_SAFE_INTEGER;
  return Math.min(max, Math.max(min, (value ?? min - (by === 1 ? 1 : 0)) + by));
}
