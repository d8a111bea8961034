import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCached, publish, withLock } from './cache.mjs';

let folder = '';
let before = process.env.DONG_HANH_CACHE;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dong-hanh-cache-'));
  before = process.env.DONG_HANH_CACHE;
  process.env.DONG_HANH_CACHE = folder;
});
afterEach(() => {
  if (before === undefined) delete process.env.DONG_HANH_CACHE;
  else process.env.DONG_HANH_CACHE = before;
  rmSync(folder, { recursive: true, force: true });
});

describe('publish', () => {
  it('builds an item once, also when two ask at the same time', async () => {
    let built = 0;
    const build = async (/** @type {string} */ draft) => {
      built += 1;
      writeFileSync(join(draft, 'file'), 'whole');
    };
    const paths = await Promise.all([publish('thing-1', build), publish('thing-1', build)]);
    expect(paths[0]).toBe(paths[1]);
    expect(built).toBe(1);
    expect(readdirSync(paths[0])).toEqual(['file']);
    expect(findCached('thing-1')).toBe(paths[0]);
  });

  it('leaves nothing behind when building fails, and can be asked again', async () => {
    const failing = publish('thing-1', async (draft) => {
      writeFileSync(join(draft, 'half'), '');
      throw new Error('no network');
    });
    await expect(failing).rejects.toThrow('no network');
    expect(readdirSync(folder)).toEqual([]);
    expect(findCached('thing-1')).toBeNull();
    const path = await publish('thing-1', async () => {});
    expect(existsSync(path)).toBe(true);
  });

  it('clears away the draft of a start that was killed', async () => {
    await publish('other', async () => {});
    mkdirSync(join(folder, '.thing-1.99999999.abcd'));
    await publish('thing-1', async () => {});
    expect(readdirSync(folder).sort()).toEqual(['other', 'thing-1']);
  });
});

describe('withLock', () => {
  it('takes over the lock of a process that is gone', async () => {
    const lock = join(folder, 'a.lock');
    // Above the largest process number that Linux gives (2^22).
    writeFileSync(lock, '99999999 abc');
    expect(await withLock(lock, async () => 'went on')).toBe('went on');
    expect(existsSync(lock)).toBe(false);
  });

  it('takes over a lock that its holder has not touched for long', async () => {
    const lock = join(folder, 'a.lock');
    writeFileSync(lock, `${process.pid} abc`);
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(lock, longAgo, longAgo);
    expect(await withLock(lock, async () => 'went on')).toBe('went on');
  });

  it('gives the lock back when the work fails', async () => {
    const lock = join(folder, 'a.lock');
    await expect(withLock(lock, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(existsSync(lock)).toBe(false);
  });
});
