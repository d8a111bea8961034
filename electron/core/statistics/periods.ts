/** Days as they are in Việt Nam, wherever the machine's clock stands: UTC+7 all year. */
import type { SummaryPeriod } from '../../contract/office/summary';
import type { Period } from './event-rows';

const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
/** Days of a period, the present one included. */
const DAYS: Record<SummaryPeriod, number> = { today: 1, week: 7, month: 30 };

/** The period that ends with the day of `now`. `to` is the midnight after it. */
export function periodOf(name: SummaryPeriod, now: Date): Period {
  const localMidnight = Math.floor((now.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS;
  const to = localMidnight + DAY_MS - OFFSET_MS;
  return {
    from: new Date(to - DAYS[name] * DAY_MS).toISOString(),
    to: new Date(to).toISOString(),
  };
}

/** The last moment of a period, for showing its last day. */
export function lastMoment({ to }: Period): string {
  return new Date(Date.parse(to) - 1).toISOString();
}
