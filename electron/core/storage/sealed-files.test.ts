import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFolder, removeFolder } from '../../../tests/support/core-harness';
import { openSealedFiles } from './sealed-files';
import { storageFailure } from './storage-failure';
import { createKey } from './vault';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

describe('sealed files', () => {
  it('are read back, are noise on the disk, and belong to their id', async () => {
    const files = await openSealedFiles(folder);
    const key = createKey();
    await files.write(key, 'page-1', Buffer.from('079199000000'.repeat(100)));
    expect((await files.read(key, 'page-1')).toString()).toContain('079199000000');
    const [name = ''] = readdirSync(folder);
    const bytes = readFileSync(join(folder, name));
    expect(bytes.includes('0791')).toBe(false);
    writeFileSync(join(folder, 'page-2.sealed'), bytes);
    await expect(files.read(key, 'page-2')).rejects.toThrow();
  });

  it('that were changed or are missing do not open', async () => {
    const files = await openSealedFiles(folder);
    const key = createKey();
    await files.write(key, 'page-1', Buffer.from('x'));
    const path = join(folder, 'page-1.sealed');
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    writeFileSync(path, bytes);
    await expect(files.read(key, 'page-1')).rejects.toThrow();
    await expect(files.read(key, 'nowhere')).rejects.toThrow();
  });

  it('cannot be named outside their folder', async () => {
    const files = await openSealedFiles(folder);
    await expect(files.write(createKey(), '../outside', Buffer.of(1))).rejects.toThrow('file id');
  });

  it('of nobody, and those a power cut left unfinished, are swept', async () => {
    const files = await openSealedFiles(folder);
    const key = createKey();
    for (const id of ['kept', 'left']) await files.write(key, id, Buffer.of(1));
    writeFileSync(join(folder, 'kept-too.sealed.part'), 'half');
    writeFileSync(join(folder, 'kept.sealed.part'), 'half');
    await files.sweep(new Set(['kept', 'kept-too']));
    expect(readdirSync(folder)).toEqual(['kept.sealed']);
  });
});

/** Mounting needs rights an ordinary user does not have; then only the mount is skipped. */
function mountSmallDisk(at: string): boolean {
  mkdirSync(at);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', at], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a full disk', () => {
  it('leaves no half file, says STORAGE_FULL, and works again once there is room', async (test) => {
    const small = join(folder, 'small');
    if (!mountSmallDisk(small)) test.skip('mounting a small disk needs root');
    try {
      const files = await openSealedFiles(join(small, 'papers'));
      const key = createKey();
      await files.write(key, 'first', Buffer.alloc(150_000));
      const error = await files.write(key, 'second', Buffer.alloc(150_000)).catch((e) => e);
      expect(storageFailure(error)).toEqual({ reason: 'STORAGE_FULL' });
      expect(readdirSync(join(small, 'papers'))).toEqual(['first.sealed']);
      expect((await files.read(key, 'first')).length).toBe(150_000);
      await files.remove('first');
      await files.write(key, 'second', Buffer.alloc(150_000));
      expect(existsSync(join(small, 'papers', 'second.sealed'))).toBe(true);
    } finally {
      execFileSync('umount', [small]);
    }
  });
});
