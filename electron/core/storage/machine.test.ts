import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFolder, openCore, removeFolder } from '../../../tests/support/core-harness';
import { checkClock } from './clock-check';
import { closeDatabase, openDatabase } from './database';
import { createMachineNotes } from './machine-notes';
import { assertNodeApi, NODE_API_NEEDED } from './native-guard';
import { keepReserve } from './reserve';
import { isStorageError, storageFailure } from './storage-failure';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

const NOW = new Date('2026-11-21T11:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('the clock', () => {
  it('set back by more than small corrections is noticed; going on is not', async () => {
    const { db } = await openDatabase(join(folder, 'a.sqlite'), () => NOW);
    expect(checkClock(db, NOW)).toBe(true);
    expect(checkClock(db, later(10))).toBe(true);
    expect(checkClock(db, later(6))).toBe(true);
    expect(checkClock(db, later(4))).toBe(false);
    expect(checkClock(db, later(11))).toBe(true);
    closeDatabase(db);
  });

  it('set back shows on the welcome screen after the next start', async () => {
    const first = await openCore(folder, { now: () => NOW });
    expect(first.kiosk.state.notice?.reason).not.toBe('CLOCK_SET_BACK');
    await first.close();
    const second = await openCore(folder, { now: () => later(-24 * 60) });
    expect(second.kiosk.state.notice).toEqual({ reason: 'CLOCK_SET_BACK' });
    await second.close();
  });
});

describe('a database that was set aside', () => {
  it('is told on the welcome screen', async () => {
    const first = await openCore(folder);
    await first.close();
    const path = join(folder, 'data', 'dong-hanh.sqlite');
    const bytes = readFileSync(path);
    bytes.fill(0, 0, 200);
    writeFileSync(path, bytes);
    const second = await openCore(folder);
    const notice = second
      .view()
      .technicianNotices.find(({ reason }) => reason === 'STORAGE_SET_ASIDE');
    expect(readFileSync(notice?.detail ?? '').equals(bytes)).toBe(true);
    expect((await second.client.session.start()).ok).toBe(true);
    await second.close();
  });
});

describe('the runtime', () => {
  it('without the Node-API the addon needs is refused with a sentence', () => {
    expect(() => assertNodeApi(String(NODE_API_NEEDED - 1))).toThrow('Node-API 10');
    expect(() => assertNodeApi(undefined)).not.toThrow();
    expect(() => assertNodeApi('')).toThrow('npm start');
    expect(() => assertNodeApi(String(NODE_API_NEEDED))).not.toThrow();
  });
});

describe('notes and reserve', () => {
  it('notes are written, replaced and removed', async () => {
    const { db } = await openDatabase(join(folder, 'a.sqlite'), () => NOW);
    const notes = createMachineNotes(db);
    expect(notes.read('language')).toBeNull();
    notes.write('language', 'vi');
    notes.write('language', 'en');
    expect(notes.read('language')).toBe('en');
    notes.remove('language');
    expect(notes.read('language')).toBeNull();
    closeDatabase(db);
  });

  it('a reserve is given up once, and kept again at the next start', () => {
    const reserve = keepReserve(folder);
    expect(existsSync(join(folder, 'reserve'))).toBe(true);
    expect(reserve.release()).toBe(true);
    expect(reserve.release()).toBe(false);
    keepReserve(folder);
    expect(existsSync(join(folder, 'reserve'))).toBe(true);
  });
});

describe('what the disk says', () => {
  it.each([
    ['SQLITE_FULL', 'STORAGE_FULL'],
    ['ENOSPC', 'STORAGE_FULL'],
    ['EDQUOT', 'STORAGE_FULL'],
    ['SQLITE_IOERR_SHMSIZE', 'STORAGE_FULL'],
    ['SQLITE_IOERR_WRITE', 'STORAGE_FAILED'],
    ['EIO', 'STORAGE_FAILED'],
  ])('%s becomes %s', (code, reason) => {
    const error = Object.assign(new Error('x'), { code });
    expect(isStorageError(error)).toBe(true);
    expect(storageFailure(error)).toEqual({ reason });
  });

  it('a fault of our own is not blamed on the disk', () => {
    expect(isStorageError(new TypeError('x'))).toBe(false);
    expect(isStorageError(Object.assign(new Error(), { code: 'ERR_ASSERTION' }))).toBe(false);
    expect(isStorageError(null)).toBe(false);
  });
});
