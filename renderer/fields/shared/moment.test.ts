import { describe, expect, it } from 'vitest';
import { writeDay, writeMoment, writeWeekday } from './moment';

describe('moments', () => {
  it('are in the time of Vietnam', () => {
    expect(writeMoment('2026-11-21T11:42:00.000Z')).toBe('18:42, 21/11/2026');
    expect(writeDay('2026-11-21T17:30:00.000Z')).toBe('22/11/2026');
    expect(writeMoment('2026-11-21T17:05:00.000Z')).toBe('00:05, 22/11/2026');
  });

  it('carry the weekday in the language of the screen', () => {
    expect(writeWeekday('2026-11-23T02:00:00.000Z', 'vi')).toBe('thứ hai, 23/11/2026');
    expect(writeWeekday('2026-11-23T02:00:00.000Z', 'en')).toBe('Monday, 23/11/2026');
  });
});
