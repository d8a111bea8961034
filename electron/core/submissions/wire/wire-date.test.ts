import { describe, expect, it } from 'vitest';
import { fromWireDate, toVietnamTime, toWireDate, toWirePartialDate } from './wire-date';

describe('wire dates', () => {
  it.each([
    ['2026-11-21T01:30:15.999Z', '20261121083015'],
    ['2026-11-20T17:00:00.000Z', '20261121000000'],
    ['2026-12-31T16:59:59.000Z', '20261231235959'],
    ['2024-02-28T17:00:00.000Z', '20240229000000'],
  ])('%s is %s in Vietnam', (iso, wire) => {
    expect(toWireDate(new Date(iso))).toBe(wire);
    expect(fromWireDate(wire)?.toISOString()).toBe(iso.replace('.999', '.000'));
  });

  it.each(['', '2026112108301', '202611210830155', '20260230000000', '20261121250000', 'hôm nay'])(
    'does not read %j',
    (text) => expect(fromWireDate(text)).toBeUndefined(),
  );

  it('agrees with the time-zone table of the system', () => {
    const instant = new Date('2026-06-30T18:05:09Z');
    const table = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Ho_Chi_Minh',
      dateStyle: 'short',
      timeStyle: 'medium',
    }).format(instant);
    expect(toWireDate(instant)).toBe(table.replace(/\D/g, ''));
    expect(toVietnamTime(instant).weekday).toBe(3);
  });

  it('writes only the parts of a date that are known', () => {
    expect(toWirePartialDate({ year: 1954 })).toBe('1954');
    expect(toWirePartialDate({ year: 1954, month: 5 })).toBe('195405');
    expect(toWirePartialDate({ year: 1954, month: 5, day: 7 })).toBe('19540507');
  });
});
