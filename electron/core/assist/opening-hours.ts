/** Opening hours as data: whether a point is open at a moment. */
import { z } from 'zod';

/** "17:30". */
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Days by ISO 8601 (1 Monday to 7 Sunday) and times of Vietnam. */
export const OpeningTime = z
  .strictObject({
    days: z.array(z.int().min(1).max(7)).min(1),
    from: ClockTime,
    to: ClockTime,
  })
  .refine(({ from, to }) => from < to, { message: 'from must be before to' });
export type OpeningTime = z.infer<typeof OpeningTime>;

/** Vietnam keeps UTC+7 all year. */
const VIETNAM_OFFSET_MS = 7 * 3_600_000;
/** Helpers lay out tables before and put machines away after: that is no work out of hours. */
const AROUND_MINUTES = 30;

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/**
 * Whether `at` lies in the opening hours, or at most half an hour around them. A point that has
 * not written its hours down is never outside of them.
 */
export function isWithinHours(hours: readonly OpeningTime[], at: Date): boolean {
  if (hours.length === 0) return true;
  const local = new Date(at.getTime() + VIETNAM_OFFSET_MS);
  const day = local.getUTCDay() || 7;
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  return hours.some(
    ({ days, from, to }) =>
      days.includes(day) &&
      minute >= minutesOf(from) - AROUND_MINUTES &&
      minute < minutesOf(to) + AROUND_MINUTES,
  );
}
