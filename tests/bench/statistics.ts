/** Medians, percentiles and trends of measured values. */

function sorted(values: readonly number[]): number[] {
  if (values.length === 0) throw new Error('nothing was measured');
  return [...values].sort((a, b) => a - b);
}

/** The value below which the share `p` (0-1) of `values` lies, by the nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const all = sorted(values);
  return all[Math.max(0, Math.ceil(p * all.length) - 1)] as number;
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const all = sorted(values);
  const middle = all.length >> 1;
  const upper = all[middle] as number;
  return all.length % 2 === 1 ? upper : (upper + (all[middle - 1] as number)) / 2;
}

/** A straight line through `values` at 0, 1, 2 …: its slope, and the slope's standard error. */
export function trend(values: readonly number[]): { slope: number; standardError: number } {
  const n = values.length;
  if (n < 3) throw new Error('a trend needs three values');
  const meanX = (n - 1) / 2;
  const meanY = values.reduce((sum, y) => sum + y, 0) / n;
  let xx = 0;
  let xy = 0;
  for (const [x, y] of values.entries()) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  const slope = xy / xx;
  const rest = values.reduce((sum, y, x) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  return { slope, standardError: Math.sqrt(rest / (n - 2) / xx) };
}

/** `value` with `digits` decimals. */
export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
