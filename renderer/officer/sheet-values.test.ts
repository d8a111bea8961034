import { describe, expect, it } from 'vitest';
import type { AnyField } from '../fields';
import { optionsFor, readBox } from './sheet-values';

const both = (text: string) => ({ vi: text, en: text });
const field = (type: AnyField['type'], rules?: AnyField['rules']): AnyField => ({
  key: 'thu',
  type,
  label: both('Thử'),
  question: both('Thử?'),
  required: true,
  ask: 'page',
  ...(rules ? { rules } : {}),
  help: { means: both('a'), mistakes: both('b'), say: both('c') },
});
const date = (text: string, rules?: AnyField['rules'], today = '2026-11-22') =>
  readBox(field('date', rules), text, today);

describe('a date as an officer types it', () => {
  it.each(['15/06/1963', '15061963', '15.6.1963', '15-06-1963'])('reads %s', (text) => {
    expect(date(text)).toEqual({ ok: true, value: { year: 1963, month: 6, day: 15 } });
  });

  it('counts months from today, to the last day of a shorter month', () => {
    expect(date('24t')).toEqual({ ok: true, value: { year: 2028, month: 11, day: 22 } });
    expect(date('1 tháng', {}, '2026-12-31')).toEqual({
      ok: true,
      value: { year: 2027, month: 1, day: 31 },
    });
    expect(date('3t', {}, '2026-11-30')).toEqual({
      ok: true,
      value: { year: 2027, month: 2, day: 28 },
    });
    expect(date('0t')).toMatchObject({ ok: false });
    // A birthday lies behind: no period is meant.
    expect(date('24t', { notFuture: true })).toMatchObject({ ok: false });
  });

  it('takes a year alone only where the form does, and no day that is none', () => {
    expect(date('1963')).toMatchObject({ ok: false });
    expect(date('1963', { yearOnly: true })).toEqual({ ok: true, value: { year: 1963 } });
    expect(date('31/02/2026')).toMatchObject({ ok: false, failure: { reason: 'DATE_IMPOSSIBLE' } });
  });
});

describe('other boxes', () => {
  it('takes spaces and dots out of numbers of people, and nothing out of names', () => {
    expect(readBox(field('personalId'), '079 199.000 000', '')).toEqual({
      ok: true,
      value: '079199000000',
    });
    expect(readBox(field('name'), 'Nguyễn Thị Thử Nghiệm', '')).toEqual({
      ok: true,
      value: 'Nguyễn Thị Thử Nghiệm',
    });
    expect(readBox(field('name'), '  ', '')).toEqual({ ok: true, value: null });
  });
});

describe('options', () => {
  const options = ['Bản thân', 'Khai hộ', 'Đi thuê'].map((label) => ({
    value: label,
    label: both(label),
  }));
  const found = (text: string) => optionsFor(options, text).map(({ value }) => value);

  it('are picked by number, or by letters without marks', () => {
    expect(found('2')).toEqual(['Khai hộ']);
    expect(found('thue')).toEqual(['Đi thuê']);
    expect(found('9')).toEqual([]);
    expect(found('')).toHaveLength(3);
  });
});
