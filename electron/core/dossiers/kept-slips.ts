/**
 * Slips that could not be printed and wait: each sealed under a key of its own, printed only after
 * the same proof as taking up a session, and erased when printed, after three wrong tries, or
 * after seven days.
 */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { PrintJob } from '../../contract/host';
import type { KeptSlip } from '../../contract/printers';
import { err, ok, type Result } from '../../contract/result';
import type { SessionData } from '../sessions/session-data';
import { checkpointTruncate } from '../storage/database';
import { createKey, openJson, sealJson, unwrapKey, type VaultKey, wrapKey } from '../storage/vault';

/** Wrong last digits before a kept slip is erased; as for a session left open. */
const TRIES = 3;
/** People come back within a week or fetch the number by phone. */
const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;
/** More waiting slips than these mean that nobody mends the printer. */
const MOST_KEPT = 50;

const PAPERS = ['a5', 'roll80', 'roll58'] as const;
export type KeptPaper = (typeof PAPERS)[number];

const Body = z.object({
  lastFourDigits: z.string().length(4),
  jobs: z.record(z.enum(PAPERS), PrintJob),
});
export type KeptBody = z.infer<typeof Body>;

type Row = { id: string; kept_at: string; tries: number; wrapped_key: Buffer; body: Buffer };

/** Whether the person on screen could prove later that a kept slip is theirs. */
export function canKeepSlip(
  data: Pick<SessionData, 'submission' | 'identity' | 'practise'>,
): boolean {
  // Of practice nothing is kept.
  return (
    !data.practise && data.submission !== null && /\d{4}$/.test(data.identity?.personalId ?? '')
  );
}

export type KeptSlips = {
  keep(id: string, body: KeptBody): void;
  /** Those that wait, the newest first; what is too old is erased. */
  list(): KeptSlip[];
  /** Whether any waits, without asking the disk. */
  any(): boolean;
  /**
   * Opens `id` when the last digits are right. Wrong ones count, and the third erases: fails with
   * RESUME_WRONG_DIGITS, or SESSION_NONE when it is not there (any more).
   */
  open(id: string, lastFourDigits: string): Result<KeptBody['jobs']>;
  erase(id: string): void;
};

/** Opens the store on `db`; keys are wrapped under `machineKey`. */
export function createKeptSlips(
  db: Database.Database,
  machineKey: VaultKey,
  now: () => Date,
): KeptSlips {
  const purposeOf = (id: string) => `print:${id}`;
  const count = () => db.prepare('SELECT count(*) FROM saved_print').pluck().get() as number;
  let waiting = count();

  function erase(id: string): void {
    db.prepare('DELETE FROM saved_print WHERE id = ?').run(id);
    waiting = count();
    // The log of the database held the wrapped key too.
    checkpointTruncate(db);
  }

  return {
    keep(id, body) {
      const key = createKey();
      const row = {
        id,
        keptAt: now().toISOString(),
        wrappedKey: wrapKey(machineKey, key, purposeOf(id)),
        body: sealJson(key, body, purposeOf(id)),
      };
      key.destroy();
      db.prepare(
        `INSERT INTO saved_print (id, kept_at, wrapped_key, body)
         VALUES (@id, @keptAt, @wrappedKey, @body)`,
      ).run(row);
      db.prepare(
        `DELETE FROM saved_print WHERE id NOT IN
         (SELECT id FROM saved_print ORDER BY kept_at DESC LIMIT ${MOST_KEPT})`,
      ).run();
      waiting = count();
    },
    list() {
      const oldest = new Date(now().getTime() - KEPT_DAYS * DAY_MS).toISOString();
      const old = db
        .prepare('SELECT id FROM saved_print WHERE kept_at < ?')
        .pluck()
        .all(oldest) as string[];
      for (const id of old) erase(id);
      const rows = db
        .prepare('SELECT id, kept_at, tries FROM saved_print ORDER BY kept_at DESC')
        .all() as Array<Pick<Row, 'id' | 'kept_at' | 'tries'>>;
      return rows.map((row) => ({
        id: row.id,
        keptAt: row.kept_at,
        triesLeft: TRIES - row.tries,
      }));
    },
    any: () => waiting > 0,
    open(id, lastFourDigits) {
      const row = db.prepare('SELECT * FROM saved_print WHERE id = ?').get(id) as Row | undefined;
      if (!row) return err('SESSION_NONE');
      // Counted before it is compared: pulling the plug gives no further try.
      db.prepare('UPDATE saved_print SET tries = tries + 1 WHERE id = ?').run(id);
      let body: KeptBody;
      try {
        const key = unwrapKey(machineKey, row.wrapped_key, purposeOf(id));
        body = Body.parse(openJson(key, row.body, purposeOf(id)));
        key.destroy();
      } catch {
        // Changed or unreadable: nobody can print it.
        erase(id);
        return err('SESSION_NONE');
      }
      if (body.lastFourDigits === lastFourDigits.replace(/\s/g, '')) {
        db.prepare('UPDATE saved_print SET tries = 0 WHERE id = ?').run(id);
        return ok(body.jobs);
      }
      const triesLeft = TRIES - row.tries - 1;
      if (triesLeft <= 0) erase(id);
      return err('RESUME_WRONG_DIGITS', { triesLeft });
    },
    erase,
  };
}
