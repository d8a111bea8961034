import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isWholePicture } from './page-picture';
import { takePage } from './program-pages';
import { sweepScanFolders, withScanFolder } from './scan-folder';

async function parent(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'scan-folder-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Array(12).fill(1), 0xff, 0xd9]);

describe('the folder pages pass through', () => {
  it('is for this user only, and is gone afterwards, also when the work fails', async () => {
    const folder = await parent();
    const work = withScanFolder(async (private_) => {
      await writeFile(join(private_, 'page-0001.jpg'), JPEG);
      if (process.platform !== 'win32') expect((await stat(private_)).mode & 0o777).toBe(0o700);
      throw new Error('hỏng');
    }, folder);
    await expect(work).rejects.toThrow('hỏng');
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a process that was killed is swept, and no other', async () => {
    const folder = await parent();
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    for (const name of [
      `dong-hanh-scan-${dead}-abc`,
      `dong-hanh-scan-${process.pid}-abc`,
      'khac',
    ]) {
      await mkdir(join(folder, name));
    }
    await writeFile(join(folder, `dong-hanh-scan-${dead}-abc`, 'page-0001.jpg'), JPEG);
    expect(await sweepScanFolders(folder)).toBe(1);
    expect((await readdir(folder)).sort()).toEqual([`dong-hanh-scan-${process.pid}-abc`, 'khac']);
  });

  it('gives a page once, by its own kind of name only, and keeps no copy', async () => {
    const folder = await parent();
    await writeFile(join(folder, 'page-0001.jpg'), JPEG);
    await writeFile(join(folder, 'other.jpg'), JPEG);
    expect(await takePage(folder, 'other.jpg')).toBeUndefined();
    expect(await takePage(folder, 'page-0001.jpg')).toEqual(new Uint8Array(JPEG));
    expect(await takePage(folder, 'page-0001.jpg')).toBeUndefined();
    expect(await readdir(folder)).toEqual(['other.jpg']);
  });
});

describe('a page from a device', () => {
  it.each([
    ['a JPEG', JPEG, true],
    ['a JPEG with padding', Buffer.concat([JPEG, Buffer.alloc(500)]), true],
    ['a JPEG cut off', JPEG.subarray(0, -1), false],
    ['a web page', Buffer.from('<html>Không tìm thấy trang</html>'), false],
    ['nothing', Buffer.alloc(0), false],
    ['zeros', Buffer.alloc(70_000), false],
  ])('%s', (_what, bytes, whole) => expect(isWholePicture(bytes)).toBe(whole));
});
