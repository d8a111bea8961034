/** Shifts: when who was signed in at this point, and why outside the opening hours. */
import type Database from 'better-sqlite3';
import type { OutsideReason } from '../../contract/people';
import type { Role } from '../../contract/roles';
import { may } from './roles';

/** How much of a shift a crash may lose. */
export const SHIFT_SEEN_EVERY_MS = 60_000;
/** No evening is longer; a shift nobody ended is not counted through the night. */
const LONGEST_SHIFT_MS = 12 * 3_600_000;

export type OpenShift = { id: number; helperId: string; role: Role; startedAt: string };

export type ShiftStore = {
  /** Shifts that are open, oldest first. */
  open(): OpenShift[];
  /** The helper's open shift, or null. */
  of(helperId: string): OpenShift | null;
  /** Begins a shift; answers the one that is open where there is one. */
  begin(helperId: string, outsideReason: OutsideReason | null): OpenShift;
  /** Ends the helper's shift; answers false when none was open. */
  end(helperId: string): boolean;
  /** Notes that the open shifts go on, and ends those longer than twelve hours. */
  seen(): void;
  /** After a start: ends what an earlier run left open, at the last moment it was known to go on. */
  closeLeftOpen(): void;
  /** Somebody who may help residents is on shift. */
  helperOnShift(): boolean;
};

/** Opens the shifts of `db`. */
export function createShiftStore(db: Database.Database, now: () => Date): ShiftStore {
  const open = () =>
    db
      .prepare(
        `SELECT shift.id, helper_id AS helperId, helper.role, started_at AS startedAt
           FROM shift JOIN helper ON helper.id = helper_id
           WHERE ended_at IS NULL ORDER BY shift.id`,
      )
      .all() as OpenShift[];
  const of = (helperId: string) => open().find((shift) => shift.helperId === helperId) ?? null;
  return {
    open,
    of,
    begin(helperId, outsideReason) {
      const present = of(helperId);
      if (present) return present;
      const at = now().toISOString();
      db.prepare(
        'INSERT INTO shift (helper_id, started_at, seen_at, outside_reason) VALUES (?, ?, ?, ?)',
      ).run(helperId, at, at, outsideReason);
      const begun = of(helperId);
      if (!begun) throw new Error('a shift that was just begun is not there');
      return begun;
    },
    end(helperId) {
      // A clock set back during the shift must not end it before it began.
      return (
        db
          .prepare(
            'UPDATE shift SET ended_at = max(?, started_at) WHERE helper_id = ? AND ended_at IS NULL',
          )
          .run(now().toISOString(), helperId).changes > 0
      );
    },
    seen() {
      if (open().length === 0) return;
      const at = now();
      const since = new Date(at.getTime() - LONGEST_SHIFT_MS).toISOString();
      db.prepare(
        'UPDATE shift SET ended_at = coalesce(seen_at, started_at) WHERE ended_at IS NULL AND started_at < ?',
      ).run(since);
      db.prepare('UPDATE shift SET seen_at = max(?, started_at) WHERE ended_at IS NULL').run(
        at.toISOString(),
      );
    },
    closeLeftOpen() {
      db.prepare(
        'UPDATE shift SET ended_at = coalesce(seen_at, started_at) WHERE ended_at IS NULL',
      ).run();
    },
    helperOnShift: () => open().some(({ role }) => may(role, 'helpResident')),
  };
}
