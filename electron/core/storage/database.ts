/**
 * Opens the kiosk's SQLite file with the settings it must have, checks it after an unclean exit,
 * and sets a damaged file aside instead of replacing it in silence.
 */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import type { Reason } from '../../contract/reasons';
import { MIGRATIONS } from './migrations';
import { assertNodeApi } from './native-guard';

/** Waits this long for another connection's lock; only a second start could hold one. */
const BUSY_TIMEOUT_MS = 2_000;

/** `PRAGMA synchronous` answers 2 for FULL. */
const SYNCHRONOUS_FULL = 2;

export type OpenedDatabase = {
  db: Database.Database;
  /** What the technician must hear about: a file set aside, with its new name. */
  notices: Array<{ reason: Reason; detail: string }>;
};

async function connect(path: string): Promise<Database.Database> {
  assertNodeApi();
  const { default: Sqlite } = await import('better-sqlite3');
  const db = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma('journal_mode = WAL');
    // The bundled build quietly gives WAL synchronous=NORMAL, which loses the last commits in a
    // power cut, and secure_delete is off, which leaves deleted rows readable in the file.
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    db.pragma('foreign_keys = ON');
    // Sorting and temporary tables never touch the disk.
    db.pragma('temp_store = MEMORY');
    assertSettings(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Throws when a setting that keeps data whole or erases it did not take. */
export function assertSettings(db: Database.Database): void {
  const wanted: Array<[string, unknown]> = [
    ['journal_mode', 'wal'],
    ['synchronous', SYNCHRONOUS_FULL],
    ['secure_delete', 1],
    ['foreign_keys', 1],
  ];
  for (const [name, value] of wanted) {
    const found = db.pragma(name, { simple: true });
    if (found !== value) {
      throw new Error(`PRAGMA ${name} is ${String(found)}, must be ${String(value)}`);
    }
  }
}

function migrate(db: Database.Database, migrations: readonly string[]): void {
  const done = db.pragma('user_version', { simple: true }) as number;
  if (done > migrations.length) {
    throw new Error(
      `the file was written by a newer version (${done}, known: ${migrations.length})`,
    );
  }
  migrations.slice(done).forEach((sql, offset) => {
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${done + offset + 1}`);
    })();
  });
}

const CLEAN_EXIT = 'clean_exit';

function integrityProblem(db: Database.Database): string | null {
  const clean = db.prepare('SELECT value FROM machine WHERE name = ?').pluck().get(CLEAN_EXIT);
  if (clean === 'yes') return null;
  const answer = db.pragma('integrity_check', { simple: true });
  return answer === 'ok' ? null : String(answer);
}

function markExit(db: Database.Database, clean: 'yes' | 'no'): void {
  db.prepare(
    'INSERT INTO machine (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(CLEAN_EXIT, clean);
}

async function openChecked(path: string): Promise<Database.Database> {
  const db = await connect(path);
  try {
    migrate(db, MIGRATIONS);
    const problem = integrityProblem(db);
    if (problem) throw new Error(`integrity_check: ${problem}`);
    markExit(db, 'no');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function setAside(path: string, now: Date): string {
  const stem = `${path}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
  let aside = stem;
  for (let count = 2; existsSync(aside); count += 1) aside = `${stem}-${count}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  return aside;
}

function isEmptied(path: string): boolean {
  return existsSync(path) && statSync(path).size === 0;
}

function isDamage(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  const message = error instanceof Error ? error.message : String(error);
  return (
    code.startsWith('SQLITE_CORRUPT') ||
    code === 'SQLITE_NOTADB' ||
    // A table whose name was hit is no longer there; our own statements are right.
    (code === 'SQLITE_ERROR' && /^no such (table|column)/.test(message)) ||
    message.startsWith('integrity_check') ||
    message.startsWith('the file was written by a newer version')
  );
}

/**
 * Opens (or makes) the database at `path`. A file that cannot be read is renamed to
 * `<path>.damaged-<time>` and reported in `notices`; a new one takes its place. Throws for
 * anything else (no room, no rights).
 */
export async function openDatabase(path: string, now: () => Date): Promise<OpenedDatabase> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    // SQLite would take a file that was cut to nothing for a new one and say nothing.
    if (!isEmptied(path)) return { db: await openChecked(path), notices: [] };
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  const aside = setAside(path, now());
  const db = await openChecked(path);
  return { db, notices: [{ reason: 'STORAGE_SET_ASIDE', detail: aside }] };
}

/**
 * Moves everything from the write-ahead log into the file and cuts the log to nothing: until then
 * deleted rows stay readable in it. Throws when another reader holds the log.
 */
export function checkpointTruncate(db: Database.Database): void {
  const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as Array<{ busy: number }>;
  if (row?.busy) throw new Error('the write-ahead log is held by another reader');
}

/** Marks the exit as clean and closes. */
export function closeDatabase(db: Database.Database): void {
  markExit(db, 'yes');
  checkpointTruncate(db);
  db.close();
}
