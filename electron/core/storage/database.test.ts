import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFolder, removeFolder } from '../../../tests/support/core-harness';
import {
  assertSettings,
  checkpointTruncate,
  closeDatabase,
  type OpenedDatabase,
  openDatabase,
} from './database';
import { MIGRATIONS } from './migrations';

const NOW = new Date('2026-11-21T11:00:00Z');
const now = () => NOW;

let folder: string;
let path: string;
let opened: OpenedDatabase['db'][] = [];

beforeEach(() => {
  folder = newFolder();
  path = join(folder, 'dong-hanh.sqlite');
});
afterEach(() => {
  for (const db of opened) if (db.open) db.close();
  opened = [];
  removeFolder(folder);
});

async function open(): Promise<OpenedDatabase> {
  const result = await openDatabase(path, now);
  opened.push(result.db);
  return result;
}

function addSession(db: OpenedDatabase['db'], id: string, snapshot: Buffer): void {
  db.prepare(
    "INSERT INTO session (id, started_at, wrapped_key, snapshot) VALUES (?, '2026-11-21T10:00:00Z', x'00', ?)",
  ).run(id, snapshot);
}

/** A file with data, closed in order. */
async function makeFile(): Promise<void> {
  const { db } = await open();
  for (let count = 0; count < 20; count += 1) addSession(db, `s${count}`, Buffer.alloc(3_000, 65));
  closeDatabase(db);
}

function asideFiles(): string[] {
  return readdirSync(folder).filter((name) => name.includes('.damaged-'));
}

async function expectSetAside(): Promise<void> {
  const before = readFileSync(path);
  const { db, notices } = await open();
  expect(notices).toHaveLength(1);
  expect(notices[0]?.reason).toBe('STORAGE_SET_ASIDE');
  expect(readFileSync(notices[0]?.detail ?? '').equals(before)).toBe(true);
  expect(db.prepare('SELECT count(*) FROM session').pluck().get()).toBe(0);
  addSession(db, 'new', Buffer.of(1));
  closeDatabase(db);
  const again = await open();
  expect(again.notices).toEqual([]);
  expect(again.db.prepare('SELECT id FROM session').pluck().all()).toEqual(['new']);
}

describe('settings', () => {
  it('are WAL, synchronous FULL, secure_delete and foreign_keys', async () => {
    const { db } = await open();
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('secure_delete', { simple: true })).toBe(1);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it.each([
    ['journal_mode', 'journal_mode = DELETE'],
    ['synchronous', 'synchronous = NORMAL'],
    ['secure_delete', 'secure_delete = FAST'],
    ['foreign_keys', 'foreign_keys = OFF'],
  ])('are refused when %s did not take', async (name, pragma) => {
    const { db } = await open();
    db.pragma(pragma);
    expect(() => assertSettings(db)).toThrow(`PRAGMA ${name}`);
  });

  it('differ from what the bundled build gives by itself, so setting them is needed', () => {
    const plain = new Sqlite(join(folder, 'plain.sqlite'));
    opened.push(plain);
    plain.pragma('journal_mode = WAL');
    expect(() => assertSettings(plain)).toThrow('PRAGMA');
  });
});

describe('migrations', () => {
  it('bring an empty file to the newest number and are not run twice', async () => {
    const { db } = await open();
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    addSession(db, 'kept', Buffer.of(1));
    closeDatabase(db);
    const again = await open();
    expect(again.db.prepare('SELECT id FROM session').pluck().all()).toEqual(['kept']);
  });

  it('set a file of a newer version aside, whole, and report it', async () => {
    await makeFile();
    const newer = new Sqlite(path);
    newer.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    newer.close();
    await expectSetAside();
  });
});

describe('a damaged file', () => {
  it('of garbage is set aside, reported, and a new one works', async () => {
    writeFileSync(path, Buffer.alloc(20_000, 'rác '));
    await expectSetAside();
  });

  it('cut to nothing is not taken for a new one', async () => {
    await makeFile();
    truncateSync(path, 0);
    await expectSetAside();
  });

  it.each([50, 700, 4_096, 5_000, 12_288])('cut to %i bytes is set aside', async (bytes) => {
    await makeFile();
    truncateSync(path, bytes);
    await expectSetAside();
  });

  it('is never opened in silence with a page overwritten, after an unclean exit', async () => {
    await makeFile();
    const size = statSync(path).size;
    const whole = readFileSync(path);
    for (let page = 0; page < size / 4_096; page += 1) {
      const bytes = Buffer.from(whole);
      bytes.fill(0xa5, page * 4_096, (page + 1) * 4_096);
      const each = join(folder, `page-${page}.sqlite`);
      writeFileSync(each, bytes);
      const file = new Sqlite(each, { fileMustExist: true });
      try {
        file.prepare("UPDATE machine SET value = 'no' WHERE name = 'clean_exit'").run();
      } catch {
        // Damaged where the note lies: found without it.
      }
      file.close();
      const { db, notices } = await openDatabase(each, now);
      const sound = notices.length === 1 || db.pragma('integrity_check', { simple: true }) === 'ok';
      db.close();
      expect(sound, `page ${page}`).toBe(true);
      if (page === 0) expect(notices).toHaveLength(1);
    }
  }, 60_000);

  it('whose tables lost their names is set aside', async () => {
    await makeFile();
    const bytes = readFileSync(path);
    for (let at = bytes.indexOf('machine'); at >= 0; at = bytes.indexOf('machine', at + 1)) {
      bytes.write('maschin', at);
    }
    writeFileSync(path, bytes);
    await expectSetAside();
  });

  it('does not overwrite another one set aside at the same moment', async () => {
    writeFileSync(path, Buffer.alloc(9_000, 'a'));
    (await open()).db.close();
    for (const end of ['-wal', '-shm']) writeFileSync(path + end, '');
    writeFileSync(path, Buffer.alloc(9_000, 'b'));
    (await open()).db.close();
    const contents = asideFiles()
      .filter((name) => !/-(wal|shm)$/.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8')[0]);
    expect(contents.sort()).toEqual(['a', 'b']);
  });

  it('with a damaged log opens with what was in the file, and works', async () => {
    await makeFile();
    const { db } = await open();
    addSession(db, 'in-the-log', Buffer.alloc(10_000, 66));
    const file = readFileSync(path);
    const log = readFileSync(`${path}-wal`);
    expect(log.length).toBeGreaterThan(10_000);
    db.close();
    log.fill(0x5a, 24 + 24, 24 + 24 + 64);
    writeFileSync(path, file);
    writeFileSync(`${path}-wal`, log);
    const again = await open();
    expect(again.db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(again.db.prepare('SELECT count(*) FROM session').pluck().get()).toBe(20);
    addSession(again.db, 'after', Buffer.of(1));
  });
});

describe('the exit', () => {
  async function corruptIndexOnly(): Promise<void> {
    // A row taken out of an index: only integrity_check sees it, reading by rows does not.
    const file = new Sqlite(path);
    file.unsafeMode(true);
    file.exec('CREATE TABLE probe (a INTEGER); INSERT INTO probe VALUES (1), (2), (3)');
    file.exec('CREATE INDEX probe_index ON probe (a)');
    file.pragma('writable_schema = ON');
    file.exec(
      "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'event') WHERE name = 'probe_index'",
    );
    file.close();
  }

  it('that was clean needs no check of the whole file; an unclean one is checked', async () => {
    await makeFile();
    await corruptIndexOnly();
    const clean = await open();
    expect(clean.notices).toEqual([]);
    clean.db.close();
    const unclean = await open();
    expect(unclean.notices.map(({ reason }) => reason)).toEqual(['STORAGE_SET_ASIDE']);
  });
});

describe('the log', () => {
  it('is empty after a checkpoint, and deleted bytes are in no file', async () => {
    const { db } = await open();
    const secret = Buffer.from('Nguyễn Thị Thử Nghiệm'.repeat(400));
    addSession(db, 'gone', secret);
    const names = () => readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    expect(names().some((bytes) => bytes.includes('Thử Nghiệm'))).toBe(true);
    db.prepare('DELETE FROM session').run();
    checkpointTruncate(db);
    expect(statSync(`${path}-wal`).size).toBe(0);
    expect(names().some((bytes) => bytes.includes('Thử Nghiệm'))).toBe(false);
  });

  it('that another reader holds is not reported as emptied', async () => {
    const { db } = await open();
    const reader = new Sqlite(path, { readonly: true });
    opened.push(reader);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM session').get();
    addSession(db, 'x', Buffer.of(1));
    db.pragma('busy_timeout = 10');
    expect(() => checkpointTruncate(db)).toThrow('held by another reader');
  });
});
