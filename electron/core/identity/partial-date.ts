/** Dates whose day, or day and month, may be unknown: reading, checking, writing, comparing. */
import type { Failure } from '../../contract/reasons';
import type { Result } from '../../contract/result';
import { err, ok } from '../../contract/result';
import type { PartialDate } from '../../contract/values';

/** A date with all its parts, in the Gregorian calendar. */
export type FullDate = { year: number; month: number; day: number };

/** What a date field allows. Years ahead count from `today`'s year. */
export type DateRules = {
  today: FullDate;
  yearOnlyAllowed?: boolean;
  notFuture?: boolean;
  notPast?: boolean;
  maxYearsAhead?: number;
};

/** Bounds of the contract's PartialDate; the personal number can express no year after 2399. */
const MIN_YEAR = 1800;
const MAX_YEAR = 2399;

/** Indochina Time, without summer time since 1975: the kiosk's dates do not depend on its zone. */
const VIETNAM_OFFSET_MILLISECONDS = 7 * 60 * 60 * 1000;

/** The calendar date in Viet Nam at a moment. */
export function vietnamDate(moment: Date): FullDate {
  const shifted = new Date(moment.getTime() + VIETNAM_OFFSET_MILLISECONDS);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
  };
}

/** Days in a month (1-12) of the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * Puts parts together; 0 stands for an unknown day or month, as registries print it.
 *
 * @returns the date, or undefined for a day or month that does not exist or a day without a month
 */
export function makePartialDate(day: number, month: number, year: number): PartialDate | undefined {
  if (!Number.isInteger(year) || year < MIN_YEAR || year > MAX_YEAR) return undefined;
  if (month === 0) return day === 0 ? { year } : undefined;
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
  if (day === 0) return { year, month };
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return undefined;
  return { year, month, day };
}

/**
 * Reads a date as people type it, never month first: d/m/yyyy with "/", "-", "." or blanks,
 * ddmmyyyy, d.m.yy, m/yyyy, yyyy, 0000yyyy, 00/00/yyyy, yyyy-mm-dd, "ngày 1 tháng 5 năm 1960".
 *
 * @param options `today`: two-digit years become the latest year not after it (a birth year); for
 * dates ahead pass `twoDigitYears: 'ahead'`, which takes this century
 * @returns the date, or FIELD_REQUIRED, DATE_INCOMPLETE (not enough or unreadable parts),
 * DATE_IMPOSSIBLE (no such day)
 */
export function parsePartialDate(
  text: string,
  options: { today: FullDate; twoDigitYears?: 'past' | 'ahead' },
): Result<PartialDate> {
  const typed = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ngày|ngay|tháng|thang|năm|nam|mùng|mồng/gu, ' ')
    .trim();
  if (typed === '') return err('FIELD_REQUIRED');
  if (!/^[\d\s/.,\-–]+$/u.test(typed)) return err('DATE_INCOMPLETE');
  const parts = typed.match(/\d+/g) ?? [];
  const digits = splitDigits(parts);
  if (!digits) return err('DATE_INCOMPLETE');
  const [day, month, yearText] = digits;
  const year = yearText.length === 2 ? fullYear(Number(yearText), options) : Number(yearText);
  const date = makePartialDate(Number(day), Number(month), year);
  return date ? ok(date) : err('DATE_IMPOSSIBLE');
}

/** Finds day, month and year by the number of parts and their lengths. */
function splitDigits(parts: readonly string[]): [string, string, string] | undefined {
  const [first = '', second = '', third = ''] = parts;
  if (parts.length === 1) {
    if (first.length === 4) return ['0', '0', first];
    if (first.length === 8) return [first.slice(0, 2), first.slice(2, 4), first.slice(4)];
    return undefined;
  }
  if (parts.length === 2) {
    return first.length <= 2 && second.length === 4 ? ['0', first, second] : undefined;
  }
  if (parts.length !== 3 || second.length > 2) return undefined;
  if (first.length === 4 && third.length <= 2) return [third, second, first];
  return first.length <= 2 && (third.length === 4 || third.length === 2)
    ? [first, second, third]
    : undefined;
}

function fullYear(
  twoDigits: number,
  options: { today: FullDate; twoDigitYears?: 'past' | 'ahead' },
): number {
  const century = options.today.year - (options.today.year % 100);
  const year = century + twoDigits;
  return options.twoDigitYears !== 'ahead' && year > options.today.year ? year - 100 : year;
}

/**
 * Checks a date against a field's rules. A date with unknown parts is in the future only when even
 * its first day is, and in the past only when even its last day is.
 *
 * @returns nothing when all is well, or DATE_IMPOSSIBLE, DATE_INCOMPLETE, DATE_IN_FUTURE,
 * DATE_IN_PAST, DATE_TOO_FAR with `{ years }`
 */
export function checkPartialDate(date: PartialDate, rules: DateRules): Failure | undefined {
  if (!makePartialDate(date.day ?? 0, date.month ?? 0, date.year)) {
    return { reason: 'DATE_IMPOSSIBLE' };
  }
  if (!rules.yearOnlyAllowed && date.day === undefined) return { reason: 'DATE_INCOMPLETE' };
  const order = comparePartialDates(date, rules.today);
  if (rules.notFuture && order === 1) return { reason: 'DATE_IN_FUTURE' };
  if (rules.notPast && order === -1) return { reason: 'DATE_IN_PAST' };
  const years = rules.maxYearsAhead;
  if (years !== undefined && isAfterYears(date, rules.today, years)) {
    return { reason: 'DATE_TOO_FAR', details: { years } };
  }
  return undefined;
}

/** Whether the first possible day of a date is later than today plus a number of years. */
function isAfterYears(date: PartialDate, today: FullDate, years: number): boolean {
  return comparePartialDates(date, { ...today, year: today.year + years }) === 1;
}

/**
 * Orders two dates as far as their known parts allow.
 *
 * @returns -1, 0 (equal, all parts known), 1, or undefined when unknown parts leave it open
 */
export function comparePartialDates(a: PartialDate, b: PartialDate): -1 | 0 | 1 | undefined {
  const pairs = [
    [a.year, b.year],
    [a.month, b.month],
    [a.day, b.day],
  ] as const;
  for (const [left, right] of pairs) {
    if (left === undefined || right === undefined) return undefined;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** Writes a date for people: dd/mm/yyyy, mm/yyyy or yyyy. */
export function formatPartialDate(date: PartialDate): string {
  return [date.day, date.month]
    .filter((part) => part !== undefined)
    .map((part) => `${String(part).padStart(2, '0')}/`)
    .concat(String(date.year))
    .join('');
}

/** Writes a date for machines, ISO 8601 with reduced precision: yyyy-mm-dd, yyyy-mm or yyyy. */
export function partialDateToIso(date: PartialDate): string {
  return [date.year, date.month, date.day]
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** Reads what {@link partialDateToIso} writes; undefined for anything else. */
export function partialDateFromIso(text: string): PartialDate | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!match || match[2] === '00' || match[3] === '00') return undefined;
  return makePartialDate(Number(match[3] ?? 0), Number(match[2] ?? 0), Number(match[1]));
}

/**
 * Full years of age on a day. Unknown parts of the birth date leave a range.
 *
 * @returns `least` and `most` years (equal when the birth date is known), negative before birth
 */
export function ageOn(birth: PartialDate, day: FullDate): { least: number; most: number } {
  const month = birth.month;
  const earliest = { year: birth.year, month: month ?? 1, day: birth.day ?? 1 };
  const lastMonth = month ?? 12;
  const latest = {
    year: birth.year,
    month: lastMonth,
    day: birth.day ?? daysInMonth(birth.year, lastMonth),
  };
  return { least: fullYears(latest, day), most: fullYears(earliest, day) };
}

function fullYears(birth: FullDate, day: FullDate): number {
  const hadBirthday =
    day.month > birth.month || (day.month === birth.month && day.day >= birth.day);
  return day.year - birth.year - (hadBirthday ? 0 : 1);
}
