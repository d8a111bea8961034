/**
 * Numbers for those who wait, kept on this machine. They begin at 1 every day; a call on the board
 * takes the smallest that has not been called.
 */
import type Database from 'better-sqlite3';
import { ok, type Result } from '../../contract/result';
import type { EventLog } from '../statistics/event-log';

export type Ticket = {
  number: number;
  procedureCode: string | null;
  /** ISO 8601. */
  takenAt: string;
};

export type Queue = {
  /** Gives the next number of the day. */
  take(procedureCode: string | null): Result<Ticket>;
  /** Those not yet called, the longest waiting first. */
  waiting(): Ticket[];
  /** Calls the next one; null when nobody waits. `machine` is where they are asked to go. */
  next(machine: string): Ticket | null;
  /** The number called last today, or null. */
  called(): number | null;
};

type Row = { number: number; procedure_code: string | null; taken_at: string };

const ticketOf = ({ number, procedure_code, taken_at }: Row): Ticket => ({
  number,
  procedureCode: procedure_code,
  takenAt: taken_at,
});

/** The day in Việt Nam, `2026-11-21`. */
export function dayOf(now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(now);
}

/** Opens the queue on `db`. */
export function createQueue(db: Database.Database, events: EventLog, now: () => Date): Queue {
  const waiting = db.prepare(
    `SELECT number, procedure_code, taken_at FROM queue_ticket
     WHERE evening = ? AND called_at IS NULL ORDER BY number`,
  );
  return {
    take(procedureCode) {
      const takenAt = now().toISOString();
      const evening = dayOf(now());
      const number = db.transaction(() => {
        // Numbers of other days are of no use to anyone.
        db.prepare('DELETE FROM queue_ticket WHERE evening <> ?').run(evening);
        const last = db
          .prepare('SELECT max(number) FROM queue_ticket WHERE evening = ?')
          .pluck()
          .get(evening) as number | null;
        const next = (last ?? 0) + 1;
        db.prepare(
          `INSERT INTO queue_ticket (evening, number, procedure_code, taken_at)
           VALUES (?, ?, ?, ?)`,
        ).run(evening, next, procedureCode, takenAt);
        events.add({ kind: 'queueTaken', procedureCode }, null);
        return next;
      })();
      return ok({ number, procedureCode, takenAt });
    },
    waiting: () => (waiting.all(dayOf(now())) as Row[]).map(ticketOf),
    next(machine) {
      const row = waiting.get(dayOf(now())) as Row | undefined;
      if (!row) return null;
      const ticket = ticketOf(row);
      const seconds = Math.max(
        0,
        Math.round((now().getTime() - Date.parse(ticket.takenAt)) / 1_000),
      );
      db.transaction(() => {
        db.prepare(
          `UPDATE queue_ticket SET called_at = ?, called_machine = ?
           WHERE evening = ? AND number = ?`,
        ).run(now().toISOString(), machine, dayOf(now()), ticket.number);
        events.add({ kind: 'queueCalled', procedureCode: ticket.procedureCode, seconds }, null);
      })();
      return ticket;
    },
    called: () =>
      (db
        .prepare('SELECT max(number) FROM queue_ticket WHERE evening = ? AND called_at IS NOT NULL')
        .pluck()
        .get(dayOf(now())) as number | null) ?? null,
  };
}

/** Guesses are made from at least this many visits. */
const LEAST_VISITS = 3;

/**
 * Minutes until somebody with `ahead` people before them is called, from how long visits took.
 * @param visitMinutes lengths of this evening's visits
 * @param machines machines that serve, at least one
 * @returns whole minutes, or null while there are too few visits to guess from
 */
export function guessWait(
  ahead: number,
  visitMinutes: readonly number[],
  machines: number,
): number | null {
  if (ahead === 0) return 0;
  if (visitMinutes.length < LEAST_VISITS) return null;
  const mean = visitMinutes.reduce((sum, each) => sum + each, 0) / visitMinutes.length;
  return Math.round((ahead * mean) / Math.max(1, machines));
}
