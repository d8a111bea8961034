/** A dossier's way through the statuses, and whether it is late. */
import type { DossierTracking, TimelineStep } from '../../submissions/wire/look-up';
import type { DossierStatus } from '../../submissions/wire/wire-text';
import type { PersonStore } from '../storage/person-store';

/** The agency has done its part: late or not is decided by when that was. */
const RESOLVED: ReadonlySet<DossierStatus> = new Set([9, 10]);

/** Not accepted (3), withdrawn (7): there is nothing to be late with. */
const CLOSED: ReadonlySet<DossierStatus> = new Set([3, 7]);

/** Waiting for the citizen (5, 6) or stopped (8): the agency's time does not run. */
const PAUSED: ReadonlySet<DossierStatus> = new Set([5, 6, 8]);

export type DossierRow = {
  number: string;
  procedure_code: string;
  procedure_name: string;
  submitted_at: string;
  received_at: string;
  due_at: string | null;
  held: 0 | 1;
  sealed: Buffer | null;
};

/** One dossier's row; undefined when the number is unknown. */
export function findDossier(store: PersonStore, number: string): DossierRow | undefined {
  return store.db.prepare('SELECT * FROM dossier WHERE number = ?').get(number) as
    | DossierRow
    | undefined;
}

/** Writes a step; the note is sealed, for people write names into notes. */
export function addStep(
  store: PersonStore,
  number: string,
  status: DossierStatus,
  at: Date,
  note?: string,
): void {
  const sealed = note ? store.sealer.sealJson('step', note.normalize('NFC')) : null;
  store.db
    .prepare('INSERT INTO step (number, status, at, sealed) VALUES (?, ?, ?, ?)')
    .run(number, status, at.toISOString(), sealed);
}

/** All steps in the order they were written; notes are gone once persons were forgotten. */
export function readTimeline(store: PersonStore, number: string): TimelineStep[] {
  const rows = store.db
    .prepare('SELECT status, at, sealed FROM step WHERE number = ? ORDER BY id')
    .all(number) as { status: DossierStatus; at: string; sealed: Buffer | null }[];
  return rows.map(({ status, at, sealed }) => ({
    status,
    at,
    ...(sealed && { note: store.sealer.openJson('step', sealed) as string }),
  }));
}

/**
 * Whether the agency is late: past the due time and not resolved, or resolved after it.
 * Closed and paused dossiers are not late, nor is one without a due time.
 */
export function isOverdue(
  dueAt: string | null,
  timeline: readonly TimelineStep[],
  now: Date,
): boolean {
  const last = timeline.at(-1);
  if (dueAt === null || !last || CLOSED.has(last.status) || PAUSED.has(last.status)) return false;
  const due = new Date(dueAt);
  if (!RESOLVED.has(last.status)) return now > due;
  const resolved = timeline.find((step) => RESOLVED.has(step.status));
  return resolved !== undefined && new Date(resolved.at) > due;
}

/** What a look-up by number answers; undefined when the number is unknown. */
export function trackDossier(
  store: PersonStore,
  number: string,
  now: Date,
): DossierTracking | undefined {
  const row = findDossier(store, number);
  if (!row) return undefined;
  const timeline = readTimeline(store, number);
  return {
    number: row.number,
    procedureCode: row.procedure_code,
    procedureName: row.procedure_name,
    submittedAt: row.submitted_at,
    ...(row.due_at !== null && { dueAt: row.due_at }),
    overdue: isOverdue(row.due_at, timeline, now),
    timeline,
  };
}
