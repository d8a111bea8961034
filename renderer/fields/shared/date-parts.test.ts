import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../electron/contract/result';
import { fromDateParts, toDateParts, writeDate } from './date-parts';

const parts = (day: string, month: string, year: string, yearOnly = false) => ({
  day,
  month,
  year,
  yearOnly,
});

describe('fromDateParts', () => {
  it('takes a whole date, with or without leading zeros', () => {
    expect(fromDateParts(parts('5', '06', '1963'))).toEqual(ok({ year: 1963, month: 6, day: 5 }));
  });

  it('takes a year alone only where the box for it is chosen', () => {
    expect(fromDateParts(parts('', '', '1940', true))).toEqual(ok({ year: 1940 }));
    expect(fromDateParts(parts('', '', '1940'))).toEqual(err('DATE_INCOMPLETE'));
  });

  it('ignores a day typed before "only the year" was chosen', () => {
    expect(fromDateParts(parts('31', '2', '1940', true))).toEqual(ok({ year: 1940 }));
  });

  it('refuses days that do not exist', () => {
    expect(fromDateParts(parts('29', '2', '1963'))).toEqual(err('DATE_IMPOSSIBLE'));
    expect(fromDateParts(parts('29', '2', '1964'))).toEqual(ok({ year: 1964, month: 2, day: 29 }));
    expect(fromDateParts(parts('1', '13', '1963'))).toEqual(err('DATE_IMPOSSIBLE'));
    expect(fromDateParts(parts('1', '1', '63'))).toEqual(err('DATE_IMPOSSIBLE'));
    expect(fromDateParts(parts('một', '1', '1963'))).toEqual(err('DATE_IMPOSSIBLE'));
  });

  it('is nothing when nothing is typed', () => {
    expect(fromDateParts(parts(' ', '', ''))).toEqual(ok(null));
  });
});

describe('toDateParts', () => {
  it('comes back to the same date', () => {
    const date = { year: 1963, month: 6, day: 15 };
    expect(fromDateParts(toDateParts(date))).toEqual(ok(date));
    expect(fromDateParts(toDateParts({ year: 1940 }))).toEqual(ok({ year: 1940 }));
    expect(fromDateParts(toDateParts(null))).toEqual(ok(null));
  });
});

describe('writeDate', () => {
  it('writes what is known', () => {
    expect(writeDate({ year: 1963, month: 6, day: 5 })).toBe('05/06/1963');
    expect(writeDate({ year: 1963, month: 6 })).toBe('06/1963');
    expect(writeDate({ year: 1963 })).toBe('1963');
  });
});
