import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../electron/contract/result';
import { isSmallCount, readNumber, stepNumber, writeNumber } from './number-text';

describe('readNumber', () => {
  it('takes digits, and dots or blanks between thousands', () => {
    expect(readNumber(' 2 ')).toEqual(ok(2));
    expect(readNumber('50.000')).toEqual(ok(50_000));
    expect(readNumber('1 250 000')).toEqual(ok(1_250_000));
    expect(readNumber('')).toEqual(ok(null));
  });

  it('refuses parts of a whole and words', () => {
    for (const text of ['1,5', '1.5', 'hai', '-1', '1e3']) {
      expect(readNumber(text)).toEqual(err('NUMBER_NOT_WHOLE'));
    }
  });
});

describe('writeNumber', () => {
  it('comes back by readNumber', () => {
    expect(writeNumber(50_000, 'vi')).toBe('50.000');
    expect(readNumber(writeNumber(1_250_000, 'vi'))).toEqual(ok(1_250_000));
  });
});

describe('stepNumber', () => {
  it('begins at the least and stays between the limits', () => {
    const rules = { min: 1, max: 3 };
    expect(stepNumber(null, 1, rules)).toBe(1);
    expect(stepNumber(null, -1, rules)).toBe(1);
    expect(stepNumber(3, 1, rules)).toBe(3);
    expect(stepNumber(1, -1, rules)).toBe(1);
    expect(stepNumber(1, 1, rules)).toBe(2);
  });
});

describe('isSmallCount', () => {
  it('needs an upper limit', () => {
    expect(isSmallCount({ min: 1, max: 50 })).toBe(true);
    expect(isSmallCount({ min: 1 })).toBe(false);
  });
});
