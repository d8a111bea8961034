import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { createPracticePortal } from '../practice-portal';
import { FRIDAY_MORNING, makeFolder, startPortal } from '../testing/portal-fixture';
import { assertPragmas, openPortalDatabase } from './database';

// Every commit waits for the disk, and disks of build machines are slow.
vi.setConfig({ testTimeout: 30_000 });

const clock = { now: () => FRIDAY_MORNING };

describe('the portal’s file', () => {
  it('is opened with the pragmas that keep and erase as promised', () => {
    const { db } = openPortalDatabase(join(makeFolder(), 'deep', 'portal.sqlite'), clock);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('secure_delete', { simple: true })).toBe(1);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
  });

  it('is not used when a pragma does not hold', () => {
    const { db } = openPortalDatabase(join(makeFolder(), 'portal.sqlite'), clock);
    for (const [name, wrong, right] of [
      ['synchronous', 'NORMAL', 'FULL'],
      ['secure_delete', 'OFF', 'ON'],
      ['foreign_keys', 'OFF', 'ON'],
    ]) {
      db.pragma(`${name} = ${wrong}`);
      expect(() => assertPragmas(db)).toThrow(name);
      db.pragma(`${name} = ${right}`);
      expect(() => assertPragmas(db)).not.toThrow();
    }
    db.close();
  });

  it.skipIf(process.platform === 'win32')('is readable by its owner only', () => {
    const path = join(makeFolder(), 'portal.sqlite');
    openPortalDatabase(path, clock).db.close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is set aside when it is not a database, and the notice says where', () => {
    const path = join(makeFolder(), 'portal.sqlite');
    const garbage = Buffer.alloc(8_192, 'không phải cơ sở dữ liệu');
    writeFileSync(path, garbage);
    const { db, notices } = openPortalDatabase(path, clock);
    db.close();
    const setAsideAs = `${path}.set-aside-20261120090000`;
    expect(notices).toEqual([{ reason: 'STORAGE_SET_ASIDE', cause: 'damaged', setAsideAs }]);
    expect(readFileSync(setAsideAs).equals(garbage)).toBe(true);
  });

  it('is set aside when pages inside are damaged; a second one gets another name', () => {
    const path = join(makeFolder(), 'portal.sqlite');
    for (const ending of ['', '-2']) {
      const { db } = openPortalDatabase(path, clock);
      const insert = db.prepare('INSERT INTO request (request_id, number) VALUES (?, ?)');
      db.prepare(
        `INSERT INTO dossier (number, procedure_code, procedure_name, submitted_at, received_at)
         VALUES ('x', 'x', 'x', 'x', 'x')`,
      ).run();
      db.transaction(() => {
        for (let count = 0; count < 2_000; count += 1) insert.run(`request ${count}`, 'x');
      })();
      db.close();
      const bytes = readFileSync(path);
      bytes.fill(0x5a, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 4_096);
      writeFileSync(path, bytes);
      const opened = openPortalDatabase(path, clock);
      opened.db.close();
      expect(opened.notices).toMatchObject([
        { cause: 'damaged', setAsideAs: `${path}.set-aside-20261120090000${ending}` },
      ]);
    }
  });

  it('is set aside when a newer version wrote it', () => {
    const path = join(makeFolder(), 'portal.sqlite');
    const newer = new Database(path);
    newer.pragma('user_version = 99');
    newer.close();
    const { db, notices } = openPortalDatabase(path, clock);
    db.close();
    expect(notices).toMatchObject([{ reason: 'STORAGE_SET_ASIDE', cause: 'newer' }]);
    expect(existsSync(`${path}.set-aside-20261120090000`)).toBe(true);
  });

  it('is not set aside for a trouble that is not its own', () => {
    const folder = makeFolder();
    const path = join(folder, 'file', 'portal.sqlite');
    writeFileSync(join(folder, 'file'), 'in the way');
    expect(() => openPortalDatabase(path, clock)).toThrow();
  });

  it('reports a damaged file from the portal’s start, and runs', async () => {
    const { portal, options } = await startPortal();
    await portal.stop();
    writeFileSync(options.databasePath, 'x'.repeat(4_096));
    const { notices, origin } = await portal.start();
    expect(notices).toMatchObject([{ reason: 'STORAGE_SET_ASIDE', cause: 'damaged' }]);
    expect(origin).toMatch(/^http/);
  });

  it('forgets persons whose key does not open, says so, and keeps the rest', async () => {
    const { portal, options } = await startPortal();
    await portal.stop();
    const other = createPracticePortal({ ...options, machineKey: Buffer.alloc(32, 7) });
    const { notices } = await other.start();
    expect(notices).toEqual([{ reason: 'STORAGE_FAILED', cause: 'keyLost' }]);
    await other.stop();
    expect((await other.start()).notices).toEqual([]);
    await other.stop();
  });
});
