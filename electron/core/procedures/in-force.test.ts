import { describe, expect, it } from 'vitest';
import type { Certainty } from '../../contract/pack';
import { inForce, onlineDays } from './in-force';

const entry = (name: string, validFrom: string | null, validTo: string | null) => ({
  name,
  provenance: {
    validFrom,
    validTo,
    checkedOn: '2026-11-21',
    source: 'x',
    certainty: 'notRead' as Certainty,
  },
});

const forms = [entry('old', null, '2026-06-30'), entry('new', '2026-07-01', '2027-02-28')];
const on = (year: number, month: number, day: number) => {
  const { entries, outdated } = inForce(forms, { year, month, day });
  return [entries.map((each) => each.name), outdated];
};

describe('inForce', () => {
  it('changes from one form to the next overnight', () => {
    expect(on(2026, 6, 30)).toEqual([['old'], false]);
    expect(on(2026, 7, 1)).toEqual([['new'], false]);
    expect(on(2027, 2, 28)).toEqual([['new'], false]);
  });

  it('shows the last one that held, as outdated, when none holds', () => {
    expect(on(2027, 3, 1)).toEqual([['new'], true]);
  });

  it('has nothing for nothing', () => {
    expect(inForce([], { year: 2026, month: 1, day: 1 })).toEqual({ entries: [], outdated: false });
  });
});

describe('onlineDays', () => {
  const time = (
    channel: 'online' | 'counter',
    workingDays: number | null,
    from: string | null,
    to: string | null,
  ) => ({
    ...entry('', from, to),
    channel,
    workingDays,
    text: { vi: 'x', en: 'x' },
  });
  const times = [
    time('counter', 9, null, null),
    time('online', 5, null, '2026-06-30'),
    time('online', 3, '2026-07-01', null),
  ];

  it('takes the online time of the day', () => {
    expect(onlineDays(times, { year: 2026, month: 6, day: 30 })).toBe(5);
    expect(onlineDays(times, { year: 2026, month: 7, day: 1 })).toBe(3);
  });

  it('takes another way where there is none online, and says nothing where nothing is told', () => {
    expect(onlineDays(times.slice(0, 1), { year: 2026, month: 7, day: 1 })).toBe(9);
    expect(onlineDays([], { year: 2026, month: 7, day: 1 })).toBeNull();
  });
});
