/** The clerk who works on practice dossiers: by hand from a test or a lesson, or on his own. */
import { err, ok, type Result } from '../../../contract/result';
import type { DossierStatus } from '../../submissions/wire/wire-text';
import type { Clock } from '../clock';
import type { PersonStore } from '../storage/person-store';
import { addStep, type DossierRow, findDossier, readTimeline } from './timeline';

/** Nothing follows these: not accepted, withdrawn, handed over. */
const FINAL: ReadonlySet<DossierStatus> = new Set([3, 7, 10]);

/**
 * What the clerk does by himself: from one status to the next when this part of the time between
 * receipt and due date has passed. Parts, not hours, so that he is on time for every procedure.
 */
const PLAN: readonly { from: DossierStatus; to: DossierStatus; part: number }[] = [
  { from: 1, to: 2, part: 0.1 },
  { from: 2, to: 4, part: 0.25 },
  { from: 4, to: 9, part: 0.75 },
  { from: 9, to: 10, part: 0.9 },
];

/** Time the clerk gives himself where the procedure states none: one day. */
const UNSTATED_TIME_MS = 24 * 60 * 60 * 1_000;

export type Clerk = {
  /**
   * Moves a dossier, now. LOOKUP_NOT_FOUND for an unknown number, PORTAL_REFUSED for one that is
   * at its end.
   */
  advance(number: string, status: DossierStatus, note?: string): Result<null>;
  /** Leaves a dossier lying, so that it becomes overdue, or takes it up again. LOOKUP_NOT_FOUND. */
  hold(number: string, held: boolean): Result<null>;
  /** Does everything that is due by the plan, with the time it was due; returns how many steps. */
  tick(): number;
};

/** Makes the clerk over the portal's tables. */
export function createClerk(store: PersonStore, clock: Clock): Clerk {
  const { db } = store;

  function advance(number: string, status: DossierStatus, note?: string): Result<null> {
    if (!findDossier(store, number)) return err('LOOKUP_NOT_FOUND');
    const last = readTimeline(store, number).at(-1);
    if (last && FINAL.has(last.status)) return err('PORTAL_REFUSED');
    addStep(store, number, status, notBefore(clock.now(), last?.at), note);
    return ok(null);
  }

  function work(row: DossierRow, now: Date): number {
    const received = new Date(row.received_at).getTime();
    const due = row.due_at === null ? received + UNSTATED_TIME_MS : Date.parse(row.due_at);
    let steps = 0;
    for (const { from, to, part } of PLAN) {
      const last = readTimeline(store, row.number).at(-1);
      const planned = new Date(received + (due - received) * part);
      if (last?.status !== from || planned > now) continue;
      addStep(store, row.number, to, notBefore(planned, last.at));
      steps += 1;
    }
    return steps;
  }

  return {
    advance: (number, status, note) => db.transaction(() => advance(number, status, note))(),
    hold(number, held) {
      const changed = db
        .prepare('UPDATE dossier SET held = ? WHERE number = ?')
        .run(held ? 1 : 0, number).changes;
      return changed === 1 ? ok(null) : err('LOOKUP_NOT_FOUND');
    },
    tick: () =>
      db.transaction(() => {
        const now = clock.now();
        const rows = db
          .prepare(
            `SELECT * FROM dossier WHERE held = 0 AND number NOT IN
               (SELECT number FROM step WHERE status IN (3, 7, 10))`,
          )
          .all() as DossierRow[];
        return rows.reduce((steps, row) => steps + work(row, now), 0);
      })(),
  };
}

/** A timeline never runs backwards, even when the machine's clock was set back. */
function notBefore(at: Date, last: string | undefined): Date {
  return last !== undefined && new Date(last) > at ? new Date(last) : at;
}
