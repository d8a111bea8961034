import { describe, expect, it } from 'vitest';
import { tableLines } from '../bench/table';

describe('the table', () => {
  it('says of every target whether it holds, figures under each other', () => {
    expect(
      tableLines([
        { name: 'Screen change', value: 47, unit: 'ms', target: 100, pass: true },
        { name: 'Start', value: 1.82, unit: 'x', target: 1.6, pass: false },
      ]),
    ).toEqual([
      '               Measured  At most',
      'Screen change     47 ms   100 ms  pass',
      'Start            1.82 x    1.6 x  MISS',
    ]);
  });
});
