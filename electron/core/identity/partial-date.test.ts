import { describe, expect, it } from 'vitest';
import type { PartialDate } from '../../contract/values';
import {
  ageOn,
  checkPartialDate,
  comparePartialDates,
  formatPartialDate,
  parsePartialDate,
  partialDateFromIso,
  partialDateToIso,
  vietnamDate,
} from './partial-date';

const today = { year: 2026, month: 11, day: 21 };
const read = (text: string) => {
  const result = parsePartialDate(text, { today });
  return result.ok ? result.value : result.failure.reason;
};

describe('parsePartialDate', () => {
  it.each<[string, PartialDate]>([
    ['1/2/1960', { year: 1960, month: 2, day: 1 }],
    ['01-02-1960', { year: 1960, month: 2, day: 1 }],
    ['01 02 1960', { year: 1960, month: 2, day: 1 }],
    ['01021960', { year: 1960, month: 2, day: 1 }],
    ['1.2.60', { year: 1960, month: 2, day: 1 }],
    ['1/2/26', { year: 2026, month: 2, day: 1 }],
    ['1/2/27', { year: 1927, month: 2, day: 1 }],
    ['2/1960', { year: 1960, month: 2 }],
    ['1960', { year: 1960 }],
    ['00001960', { year: 1960 }],
    ['00/00/1960', { year: 1960 }],
    ['00/02/1960', { year: 1960, month: 2 }],
    ['1960-02-01', { year: 1960, month: 2, day: 1 }],
    ['Ngày 1 tháng 2 năm 1960', { year: 1960, month: 2, day: 1 }],
    ['29/02/2024', { year: 2024, month: 2, day: 29 }],
    ['０１/０２/１９６０', { year: 1960, month: 2, day: 1 }],
  ])('reads %s', (text, date) => {
    expect(read(text)).toEqual(date);
  });

  it('takes two-digit years ahead when the field asks for it', () => {
    const result = parsePartialDate('1/2/27', { today, twoDigitYears: 'ahead' });
    expect(result).toEqual({ ok: true, value: { year: 2027, month: 2, day: 1 } });
  });

  it.each([
    ['', 'FIELD_REQUIRED'],
    ['12', 'DATE_INCOMPLETE'],
    ['1/2', 'DATE_INCOMPLETE'],
    ['010299', 'DATE_INCOMPLETE'],
    ['1/2/3/1960', 'DATE_INCOMPLETE'],
    ['hôm qua', 'DATE_INCOMPLETE'],
    ['1/2/1960<script>', 'DATE_INCOMPLETE'],
    ['1'.repeat(10_000), 'DATE_INCOMPLETE'],
    ['31/4/1990', 'DATE_IMPOSSIBLE'],
    ['29/2/2023', 'DATE_IMPOSSIBLE'],
    ['29/2/1900', 'DATE_IMPOSSIBLE'],
    ['2/13/1990', 'DATE_IMPOSSIBLE'],
    ['1/0/1990', 'DATE_IMPOSSIBLE'],
    ['1/1/1700', 'DATE_IMPOSSIBLE'],
    ['0000', 'DATE_IMPOSSIBLE'],
  ])('refuses %s', (text, reason) => {
    expect(read(text)).toBe(reason);
  });
});

describe('checkPartialDate', () => {
  const reason = (date: PartialDate, rules: object) =>
    checkPartialDate(date, { today, ...rules })?.reason;

  it('asks for the missing parts unless a year is enough', () => {
    expect(reason({ year: 1960 }, {})).toBe('DATE_INCOMPLETE');
    expect(reason({ year: 1960, month: 2 }, {})).toBe('DATE_INCOMPLETE');
    expect(reason({ year: 1960 }, { yearOnlyAllowed: true })).toBeUndefined();
  });

  it('knows the future from today', () => {
    expect(reason(today, { notFuture: true })).toBeUndefined();
    expect(reason({ ...today, day: 22 }, { notFuture: true })).toBe('DATE_IN_FUTURE');
    const rules = { notFuture: true, yearOnlyAllowed: true };
    expect(reason({ year: 2026 }, rules)).toBeUndefined();
    expect(reason({ year: 2026, month: 12 }, rules)).toBe('DATE_IN_FUTURE');
    expect(reason({ year: 2027 }, rules)).toBe('DATE_IN_FUTURE');
  });

  it('knows the past from today', () => {
    expect(reason({ ...today, day: 20 }, { notPast: true })).toBe('DATE_IN_PAST');
    expect(reason(today, { notPast: true })).toBeUndefined();
    expect(reason({ year: 2026 }, { notPast: true, yearOnlyAllowed: true })).toBeUndefined();
    expect(reason({ year: 2025 }, { notPast: true, yearOnlyAllowed: true })).toBe('DATE_IN_PAST');
  });

  it('limits how far ahead a date may be, to the day', () => {
    const rules = { maxYearsAhead: 2 };
    expect(reason({ year: 2028, month: 11, day: 21 }, rules)).toBeUndefined();
    expect(checkPartialDate({ year: 2028, month: 11, day: 22 }, { today, ...rules })).toEqual({
      reason: 'DATE_TOO_FAR',
      details: { years: 2 },
    });
  });

  it('refuses days that do not exist', () => {
    expect(reason({ year: 2023, month: 2, day: 29 }, {})).toBe('DATE_IMPOSSIBLE');
  });
});

describe('writing and ordering', () => {
  const dates: PartialDate[] = [
    { year: 1960 },
    { year: 1960, month: 2 },
    { year: 1960, month: 2, day: 1 },
  ];

  it('writes as people and as machines do', () => {
    expect(dates.map(formatPartialDate)).toEqual(['1960', '02/1960', '01/02/1960']);
    expect(dates.map(partialDateToIso)).toEqual(['1960', '1960-02', '1960-02-01']);
    expect(dates.map((date) => partialDateFromIso(partialDateToIso(date)))).toEqual(dates);
  });

  it.each(['', '60', '1960-13', '1960-00', '1960-02-30', '1960-2-1', 'x'])(
    'does not read %j from storage',
    (text) => {
      expect(partialDateFromIso(text)).toBeUndefined();
    },
  );

  it('orders as far as the parts are known', () => {
    const day = { year: 1960, month: 2, day: 1 };
    expect(comparePartialDates({ year: 1959 }, day)).toBe(-1);
    expect(comparePartialDates({ year: 1960 }, day)).toBeUndefined();
    expect(comparePartialDates({ year: 1960, month: 3 }, day)).toBe(1);
    expect(comparePartialDates(day, { ...day })).toBe(0);
    expect(comparePartialDates(day, { ...day, day: 2 })).toBe(-1);
  });

  it('counts full years of age, a range when parts are unknown', () => {
    expect(ageOn({ year: 2012, month: 11, day: 21 }, today)).toEqual({ least: 14, most: 14 });
    expect(ageOn({ year: 2012, month: 11, day: 22 }, today)).toEqual({ least: 13, most: 13 });
    expect(ageOn({ year: 2012 }, today)).toEqual({ least: 13, most: 14 });
    expect(ageOn({ year: 2012, month: 12 }, today)).toEqual({ least: 13, most: 13 });
  });

  it('takes the date in Viet Nam, whatever the zone of the machine', () => {
    expect(vietnamDate(new Date('2026-11-20T16:59:59Z'))).toEqual({ ...today, day: 20 });
    expect(vietnamDate(new Date('2026-11-20T17:00:00Z'))).toEqual(today);
  });
});
