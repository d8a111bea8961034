/** The three boxes of a date, and the value they make. */
import type { Result } from '../../../electron/contract/result';
import { err, ok } from '../../../electron/contract/result';
import type { PartialDate } from '../../../electron/contract/values';

export interface DateParts {
  day: string;
  month: string;
  year: string;
  /** "Chỉ biết năm": the form accepts a year alone. */
  yearOnly: boolean;
}

/** Years a `PartialDate` can carry; the core decides what is sensible for the question. */
const FIRST_YEAR = 1800;
const LAST_YEAR = 2399;

/** The boxes for a stored date; empty boxes for none. */
export function toDateParts(date: PartialDate | null): DateParts {
  return {
    day: date?.day === undefined ? '' : String(date.day),
    month: date?.month === undefined ? '' : String(date.month),
    year: date === null ? '' : String(date.year),
    yearOnly: date !== null && date.month === undefined,
  };
}

/** A whole number of one to four ASCII digits, or null. */
function toNumber(text: string): number | null {
  const trimmed = text.trim();
  return /^\d{1,4}$/.test(trimmed) ? Number(trimmed) : null;
}

function daysIn(month: number, year: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The date the boxes say; null when all are empty.
 * Errors: DATE_INCOMPLETE (a box is empty), DATE_IMPOSSIBLE (no such day, or not a number).
 */
export function fromDateParts(parts: DateParts): Result<PartialDate | null> {
  const asked = parts.yearOnly ? [parts.year] : [parts.day, parts.month, parts.year];
  const filled = asked.filter((text) => text.trim() !== '');
  if (filled.length === 0) return ok(null);
  if (filled.length < asked.length) return err('DATE_INCOMPLETE');
  const year = toNumber(parts.year);
  if (year === null || year < FIRST_YEAR || year > LAST_YEAR) return err('DATE_IMPOSSIBLE');
  if (parts.yearOnly) return ok({ year });
  const month = toNumber(parts.month);
  const day = toNumber(parts.day);
  if (month === null || day === null || month < 1 || month > 12) return err('DATE_IMPOSSIBLE');
  if (day < 1 || day > daysIn(month, year)) return err('DATE_IMPOSSIBLE');
  return ok({ year, month, day });
}

/** ngày/tháng/năm, as far as it is known: "15/06/1963", "06/1963", "1963". */
export function writeDate(date: PartialDate): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const parts = [String(date.year)];
  if (date.month !== undefined) parts.unshift(two(date.month));
  if (date.month !== undefined && date.day !== undefined) parts.unshift(two(date.day));
  return parts.join('/');
}
