import { describe, expect, it } from 'vitest';
import { computeDueDate } from './due-date';

/** Times of Vietnam, as the office's own clock shows them. */
const at = (text: string) => new Date(`${text}:00+07:00`);

describe('due date', () => {
  it.each([
    ['Friday before the cut-off, same day', '2026-11-20T14:59', 0, '2026-11-20T17:00'],
    ['Friday at the cut-off, next working day', '2026-11-20T15:00', 0, '2026-11-23T17:00'],
    ['Thursday evening, same-day procedure', '2026-11-19T19:30', 0, '2026-11-20T17:00'],
    ['Saturday', '2026-11-21T09:00', 0, '2026-11-23T17:00'],
    ['Sunday', '2026-11-22T09:00', 1, '2026-11-24T17:00'],
    ['one day from Friday morning', '2026-11-20T08:00', 1, '2026-11-23T17:00'],
    ['one day from Friday evening', '2026-11-20T18:00', 1, '2026-11-24T17:00'],
    ['three days over a week-end', '2026-11-19T08:00', 3, '2026-11-24T17:00'],
    [
      'just after midnight in Vietnam, still the day before in UTC',
      '2026-11-20T00:30',
      0,
      '2026-11-20T17:00',
    ],
  ])('%s', (_case, received, days, due) => {
    expect(computeDueDate(at(received), days)).toEqual(at(due));
  });

  it('steps over holidays', () => {
    const holidays = new Set(['2027-01-01']);
    expect(computeDueDate(at('2026-12-31T09:00'), 1, holidays)).toEqual(at('2027-01-04T17:00'));
    expect(computeDueDate(at('2027-01-01T09:00'), 0, holidays)).toEqual(at('2027-01-04T17:00'));
  });
});
