/** When a result is due: working days, with a cut-off in the afternoon. */
import { fromVietnamTime, toVietnamTime } from '../../submissions/wire/wire-date';

/**
 * What comes in after 15:00 counts as come in on the next working day (Law on Civil Status
 * 60/2014/QH13: a copy asked for after 15:00 is given on the next working day).
 */
const CUT_OFF_HOUR = 15;

/** Offices hand out results until five in the afternoon. */
const CLOSING_HOUR = 17;

/** Longest run of days off that is searched through: Tết with its week-ends is about ten days. */
const MAX_DAYS_OFF = 60;

type Day = { year: number; month: number; day: number };

/**
 * Adds a procedure's time to the time a dossier came in. The first day is not counted (Civil Code
 * 91/2015/QH13, article 147.2); 0 days means the same working day.
 * @param receivedAt when the portal received it
 * @param workingDays the procedure's processing time, at least 0
 * @param holidays public holidays and days off in lieu, `yyyy-MM-dd` of Vietnam
 * @returns the closing hour of the due day
 * @throws RangeError when the list of holidays leaves no working day
 */
export function computeDueDate(
  receivedAt: Date,
  workingDays: number,
  holidays: ReadonlySet<string> = new Set(),
): Date {
  const time = toVietnamTime(receivedAt);
  let day: Day = { year: time.year, month: time.month, day: time.day };
  if (time.hour >= CUT_OFF_HOUR || isDayOff(day, holidays)) day = nextWorkingDay(day, holidays);
  for (let count = 0; count < workingDays; count += 1) day = nextWorkingDay(day, holidays);
  return fromVietnamTime(day.year, day.month, day.day, CLOSING_HOUR);
}

function nextWorkingDay(from: Day, holidays: ReadonlySet<string>): Day {
  let day = from;
  for (let count = 0; count < MAX_DAYS_OFF; count += 1) {
    day = toVietnamTime(fromVietnamTime(day.year, day.month, day.day + 1));
    if (!isDayOff(day, holidays)) return { year: day.year, month: day.month, day: day.day };
  }
  throw new RangeError('the holidays leave no working day');
}

function isDayOff({ year, month, day }: Day, holidays: ReadonlySet<string>): boolean {
  const { weekday } = toVietnamTime(fromVietnamTime(year, month, day));
  const pad = (value: number) => String(value).padStart(2, '0');
  return weekday === 0 || weekday === 6 || holidays.has(`${year}-${pad(month)}-${pad(day)}`);
}
