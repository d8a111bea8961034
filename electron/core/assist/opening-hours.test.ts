import { describe, expect, it } from 'vitest';
import { isWithinHours, OpeningTime } from './opening-hours';

const HOURS = [
  { days: [2, 3, 4], from: '17:30', to: '20:30' },
  { days: [6, 7], from: '08:00', to: '11:00' },
];
/** A moment of Vietnam. 24 November 2026 is a Tuesday. */
const at = (moment: string) => new Date(`${moment}:00+07:00`);

describe('opening hours', () => {
  it.each([
    ['2026-11-24T17:30', true],
    ['2026-11-24T20:29', true],
    // Half an hour to lay out and to put away.
    ['2026-11-24T17:00', true],
    ['2026-11-24T16:59', false],
    ['2026-11-24T20:59', true],
    ['2026-11-24T21:00', false],
    // Friday, Saturday, Sunday, Monday.
    ['2026-11-27T18:00', false],
    ['2026-11-28T09:00', true],
    ['2026-11-29T09:00', true],
    ['2026-11-23T18:00', false],
    // Past midnight in Vietnam while it is still Tuesday in UTC.
    ['2026-11-25T00:30', false],
  ])('%s: %s', (moment, open) => {
    expect(isWithinHours(HOURS, at(moment))).toBe(open);
  });

  it('that nobody wrote down are never left', () => {
    expect(isWithinHours([], at('2026-11-23T03:00'))).toBe(true);
  });

  it.each([
    { days: [0], from: '08:00', to: '11:00' },
    { days: [], from: '08:00', to: '11:00' },
    { days: [1], from: '8:00', to: '11:00' },
    { days: [1], from: '11:00', to: '08:00' },
    { days: [1], from: '24:00', to: '25:00' },
  ])('are refused when wrong: %j', (hours) => {
    expect(OpeningTime.safeParse(hours).success).toBe(false);
  });
});
