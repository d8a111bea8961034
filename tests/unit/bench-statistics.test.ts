import { describe, expect, it } from 'vitest';
import { median, percentile, trend } from '../bench/statistics';

describe('statistics', () => {
  it('takes the middle of odd and even numbers of values', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 2, 10, 20])).toBe(6);
  });

  it('takes percentiles by the nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentile(values, 0.95)).toBe(95);
    expect(percentile([3], 0.95)).toBe(3);
  });

  it('finds the slope of a line and its error', () => {
    expect(trend([1, 3, 5, 7])).toEqual({ slope: 2, standardError: 0 });
    const noisy = trend([0, 1, 0, 1, 0, 1, 0, 1]);
    expect(Math.abs(noisy.slope)).toBeLessThan(2 * noisy.standardError);
  });

  it('refuses to judge nothing', () => {
    expect(() => median([])).toThrow('nothing was measured');
    expect(() => trend([1, 2])).toThrow('three values');
  });
});
