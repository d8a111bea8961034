/** Notices a machine's clock that was set back: dates on slips and queues would be wrong. */
import type Database from 'better-sqlite3';

const LAST_SEEN = 'last_seen';
/** Small corrections by time servers are no fault. */
const TOLERANCE_MS = 5 * 60_000;

/**
 * Compares `now` with the latest time ever noted and notes it. Answers false when the clock was
 * set back by more than five minutes.
 */
export function checkClock(db: Database.Database, now: Date): boolean {
  const seen = db.prepare('SELECT value FROM machine WHERE name = ?').pluck().get(LAST_SEEN) as
    | string
    | undefined;
  const latest = seen === undefined ? Number.NEGATIVE_INFINITY : new Date(seen).getTime();
  if (now.getTime() > latest) {
    db.prepare(
      'INSERT INTO machine (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ).run(LAST_SEEN, now.toISOString());
  }
  return now.getTime() >= latest - TOLERANCE_MS;
}
