/** Opens the practice portal's SQLite file, asserts how it keeps data, sets a damaged one aside. */
import { chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { toWireDate } from '../../submissions/wire/wire-date';
import type { Clock } from '../clock';
import { MIGRATIONS } from './migrations';

export type PortalDatabase = Database.Database;

/** Something whoever runs the kiosk must be told about the portal's file. */
export type PortalNotice =
  | {
      /** The file was damaged, or from a newer version: it was renamed and a new one begun. */
      reason: 'STORAGE_SET_ASIDE';
      cause: 'damaged' | 'newer';
      setAsideAs: string;
    }
  | {
      /** The key that opens the persons is gone: they were forgotten, the dossiers' dates kept. */
      reason: 'STORAGE_FAILED';
      cause: 'keyLost';
    };

/** SQLite keeps its write-ahead log and its index beside the file under these endings. */
const COMPANION_ENDINGS = ['', '-wal', '-shm'] as const;

/** What the file is opened with, and must then answer; `synchronous` 2 is FULL. */
const REQUIRED_PRAGMAS = {
  journal_mode: 'wal',
  synchronous: 2,
  secure_delete: 1,
  foreign_keys: 1,
} as const;

/** Nobody else uses this file, so a lock is a fault: waiting long would only stop the kiosk. */
const BUSY_TIMEOUT_MS = 250;

class NewerDatabaseError extends Error {}

/**
 * Opens or makes the file and brings it to the newest migration.
 * @returns the open database, and a notice when a file had to be set aside
 * @throws Error when the folder cannot be written or a pragma does not hold
 */
export function openPortalDatabase(
  path: string,
  clock: Clock,
): { db: PortalDatabase; notices: PortalNotice[] } {
  mkdirSync(dirname(path), { recursive: true });
  try {
    return { db: openChecked(path), notices: [] };
  } catch (error) {
    const cause = whyUnusable(error);
    if (!cause) throw error;
    const setAsideAs = setAside(path, clock);
    const notice: PortalNotice = { reason: 'STORAGE_SET_ASIDE', cause, setAsideAs };
    return { db: openChecked(path), notices: [notice] };
  }
}

function openChecked(path: string): PortalDatabase {
  const db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    chmodSync(path, 0o600);
    // Takes effect only before the first table: the file shrinks again once persons are forgotten.
    db.pragma('auto_vacuum = INCREMENTAL');
    db.pragma('journal_mode = WAL');
    // WAL brings synchronous=NORMAL with this build, which loses the last commits in a power cut.
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    db.pragma('foreign_keys = ON');
    // Sorting must not spill values into temporary files.
    db.pragma('temp_store = MEMORY');
    assertPragmas(db);
    const verdict = db.pragma('integrity_check', { simple: true });
    if (verdict !== 'ok') throw new Database.SqliteError(String(verdict), 'SQLITE_CORRUPT');
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Checks that the open file keeps data as it must.
 * @throws Error naming the pragma that does not hold
 */
export function assertPragmas(db: PortalDatabase): void {
  for (const [name, wanted] of Object.entries(REQUIRED_PRAGMAS)) {
    const found = db.pragma(name, { simple: true });
    if (found !== wanted) throw new Error(`${name} is ${String(found)}, not ${wanted}`);
  }
}

function migrate(db: PortalDatabase): void {
  const newest = MIGRATIONS.at(-1)?.number ?? 0;
  const current = Number(db.pragma('user_version', { simple: true }));
  if (current > newest) throw new NewerDatabaseError(`migration ${current} is not known`);
  for (const { number, sql } of MIGRATIONS) {
    if (number <= current) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${number}`);
    })();
  }
}

/** Only damage counts; a full disk or a missing right is another trouble and is thrown on. */
function whyUnusable(error: unknown): 'damaged' | 'newer' | undefined {
  if (error instanceof NewerDatabaseError) return 'newer';
  if (!(error instanceof Database.SqliteError)) return undefined;
  return /^SQLITE_(CORRUPT|NOTADB)/.test(error.code) ? 'damaged' : undefined;
}

function setAside(path: string, clock: Clock): string {
  const stem = `${path}.set-aside-${toWireDate(clock.now())}`;
  let target = stem;
  for (let count = 2; existsSync(target); count += 1) target = `${stem}-${count}`;
  for (const ending of COMPANION_ENDINGS) {
    if (existsSync(path + ending)) renameSync(path + ending, target + ending);
  }
  return target;
}
