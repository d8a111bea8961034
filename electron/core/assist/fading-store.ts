/**
 * Residents who chose to be remembered. Of each, a keyed hash of the personal number is kept, the
 * help the last visit needed, how many visits there were and two dates: nothing that names
 * anybody, and nothing that fits a row of the counts. The key is the machine's own: another
 * machine cannot tell that it is the same person, and without the keystore nobody can.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { LevelNumber } from '../statistics/event-log';
import { checkpointTruncate } from '../storage/database';
import type { VaultKey } from '../storage/vault';

/** Months after the last visit; then the row goes by itself. */
export const REMEMBERED_MONTHS = 12;

/** SHA-256. */
const KEY_BYTES = 32;

export type Remembered = { level: LevelNumber; visits: number };

export type RememberedStore = {
  /** What is known of the holder of `personalId`, or null. */
  find(personalId: string): Remembered | null;
  /** Writes visit number `visit`, which needed `level`. */
  remember(personalId: string, visit: number, level: LevelNumber): void;
  /** Writes a further visit of somebody who is remembered; does nothing for anybody else. */
  visited(personalId: string, visit: number, level: LevelNumber): void;
  /** Erases the row at once, also from the log of the database. */
  forget(personalId: string): void;
  /** Erases what is too old. */
  forgetExpired(): void;
};

/** The day, in UTC: a time of day would fit a row to a session of the counts. */
function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function expiryOf(date: Date): string {
  const expiry = new Date(date);
  expiry.setUTCMonth(expiry.getUTCMonth() + REMEMBERED_MONTHS);
  return dayOf(expiry);
}

/** Opens the store on `db`; its key is derived from `machineKey` (HKDF, RFC 5869). */
export function createRememberedStore(
  db: Database.Database,
  machineKey: VaultKey,
  now: () => Date,
): RememberedStore {
  const raw = machineKey.export();
  const key = Buffer.from(hkdfSync('sha256', raw, Buffer.alloc(0), 'remembered', KEY_BYTES));
  raw.fill(0);
  const hashOf = (personalId: string) =>
    createHmac('sha256', key).update(personalId, 'utf8').digest();

  return {
    find(personalId) {
      const row = db
        .prepare('SELECT level, visits FROM remembered WHERE hash = ? AND expires_at > ?')
        .get(hashOf(personalId), dayOf(now())) as Remembered | undefined;
      return row ?? null;
    },
    remember(personalId, visit, level) {
      db.prepare(
        `INSERT INTO remembered (hash, level, visits, last_at, expires_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (hash) DO UPDATE SET level = excluded.level, visits = excluded.visits,
           last_at = excluded.last_at, expires_at = excluded.expires_at`,
      ).run(hashOf(personalId), level, visit, dayOf(now()), expiryOf(now()));
    },
    visited(personalId, visit, level) {
      // A second dossier of the same visit: what counts is the most help the visit needed.
      db.prepare(
        `UPDATE remembered SET level = CASE WHEN visits = @visit THEN max(level, @level)
           ELSE @level END, visits = @visit, last_at = @at, expires_at = @expires
         WHERE hash = @hash`,
      ).run({
        hash: hashOf(personalId),
        visit,
        level,
        at: dayOf(now()),
        expires: expiryOf(now()),
      });
    },
    forget(personalId) {
      db.prepare('DELETE FROM remembered WHERE hash = ?').run(hashOf(personalId));
      checkpointTruncate(db);
    },
    forgetExpired() {
      const { changes } = db
        .prepare('DELETE FROM remembered WHERE expires_at <= ?')
        .run(dayOf(now()));
      if (changes > 0) checkpointTruncate(db);
    },
  };
}
