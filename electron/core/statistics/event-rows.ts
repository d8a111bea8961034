/** Events as they lie on disk, for counting. */
import type Database from 'better-sqlite3';

export type EventRow = {
  /** ISO 8601. */
  at: string;
  kind: string;
  procedureCode: string | null;
  step: string | null;
  value: string | null;
  /** The session's random number in the counts; null for events of the machine. */
  session: string | null;
  level: number | null;
  seconds: number | null;
};

/** A stretch of time, `from` included and `to` not, ISO 8601. */
export type Period = { from: string; to: string };

/**
 * The events of a period, in the order they happened. A session belongs to the period it began in,
 * so that one that crosses midnight is counted once and whole.
 */
export function readEvents(db: Database.Database, { from, to }: Period): EventRow[] {
  return db
    .prepare(
      `SELECT at, kind, procedure_code AS procedureCode, step, value, session, level, seconds
       FROM event
       WHERE CASE WHEN session IS NULL THEN at >= @from AND at < @to
         ELSE session IN (
           SELECT session FROM event
           WHERE kind = 'sessionStarted' AND at >= @from AND at < @to
         )
       END
       ORDER BY id`,
    )
    .all({ from, to }) as EventRow[];
}
