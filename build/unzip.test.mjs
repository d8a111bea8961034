import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unzip } from './unzip.mjs';

/**
 * A zip file by the book (APPNOTE.TXT, 4.3).
 * @param {{ name: string, text: string, stored?: boolean, mode?: number }[]} files
 */
function zip(files) {
  const locals = [];
  const directory = [];
  let offset = 0;
  for (const { name, text, stored = false, mode = 0o644 } of files) {
    const raw = Buffer.from(text);
    const packed = stored ? raw : deflateRawSync(raw);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    // An extra field of four bytes, which the directory does not have.
    local.writeUInt16LE(4, 28);
    const block = Buffer.concat([local, Buffer.from(name), Buffer.alloc(4), packed]);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(stored ? 0 : 8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(raw.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(((0o100000 | mode) << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    locals.push(block);
    directory.push(entry, Buffer.from(name));
    offset += block.length;
  }
  const middle = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(middle.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, middle, end]);
}

let folder = '';
let archive = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dong-hanh-unzip-'));
  archive = join(folder, 'a.zip');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('unzip', () => {
  it('unpacks the chosen entries under their new names, with their rights', async () => {
    const text = 'Đồng Hành '.repeat(1000);
    writeFileSync(
      archive,
      zip([
        { name: 'App/', text: '' },
        { name: 'App/program', text, mode: 0o755 },
        { name: 'App/stored.txt', text: 'as it is', stored: true },
        { name: 'App/empty', text: '', stored: true },
        { name: 'App/private/secret', text: 'left out' },
      ]),
    );
    const written = await unzip(archive, join(folder, 'out'), (name) =>
      name.includes('private') ? null : name.replace('App/', ''),
    );
    expect(written).toBe(3);
    expect(readFileSync(join(folder, 'out', 'program'), 'utf8')).toBe(text);
    expect(statSync(join(folder, 'out', 'program')).mode & 0o100).toBe(0o100);
    expect(readFileSync(join(folder, 'out', 'stored.txt'), 'utf8')).toBe('as it is');
    expect(readFileSync(join(folder, 'out', 'empty'), 'utf8')).toBe('');
  });

  it('refuses a path that leaves the folder', async () => {
    writeFileSync(archive, zip([{ name: '../evil', text: 'x' }]));
    await expect(unzip(archive, join(folder, 'out'), (name) => name)).rejects.toThrow('unsafe');
  });

  it('says so when the file is no zip or is cut', async () => {
    writeFileSync(archive, 'not a zip at all, but long enough to be looked at');
    await expect(unzip(archive, folder, (name) => name)).rejects.toThrow('not a zip');
    const whole = zip([{ name: 'a', text: 'x'.repeat(500) }]);
    writeFileSync(archive, whole.subarray(0, whole.length - 30));
    await expect(unzip(archive, folder, (name) => name)).rejects.toThrow();
  });
});
