/**
 * Unpacks chosen entries of a zip file with Node's own zlib. Enough for the archives met here:
 * stored and deflated entries, no encryption, no zip64. Format: APPNOTE.TXT of PKWARE, 4.3.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
/** End record (22 bytes) and the longest comment that may follow it. */
const END_SEARCH_BYTES = 22 + 0xffff;
const LOCAL_HEADER_BYTES = 30;

/**
 * @typedef {object} Entry
 * @property {string} name with "/" between folders
 * @property {number} method 0 stored, 8 deflated
 * @property {number} packedBytes
 * @property {number} bytes unpacked
 * @property {number} offset of the local header
 * @property {number} mode POSIX permission bits, 0 when the archive has none
 */

/**
 * Unpacks entries.
 * @param {string} archive path of the zip file
 * @param {string} folder where to; made when missing
 * @param {(name: string) => string | null} place the path inside `folder` for an entry's name, or
 *   null to leave it out
 * @returns {Promise<number>} how many files were written
 * @throws {Error} when the file is no zip, damaged, or a path would leave `folder`
 */
export async function unzip(archive, folder, place) {
  let written = 0;
  for (const entry of await entries(archive)) {
    const path = place(entry.name);
    if (path === null || entry.name.endsWith('/')) continue;
    const safe = normalize(path);
    if (isAbsolute(safe) || safe.startsWith('..')) throw new Error(`unsafe path in zip: ${path}`);
    const target = join(folder, safe);
    await mkdir(dirname(target), { recursive: true });
    await writeEntry(archive, entry, target);
    written += 1;
  }
  return written;
}

/**
 * @param {string} archive
 * @param {Entry} entry
 * @param {string} target
 */
async function writeEntry(archive, entry, target) {
  const start = await dataOffset(archive, entry);
  const output = createWriteStream(target, { mode: entry.mode === 0 ? 0o644 : entry.mode });
  if (entry.packedBytes === 0) {
    await new Promise((resolve, reject) => {
      output.on('error', reject);
      output.end(() => resolve(undefined));
    });
  } else {
    const input = createReadStream(archive, { start, end: start + entry.packedBytes - 1 });
    if (entry.method === 8) await pipeline(input, createInflateRaw(), output);
    else if (entry.method === 0) await pipeline(input, output);
    else throw new Error(`zip method ${entry.method} of ${entry.name} is not supported`);
  }
  if (output.bytesWritten !== entry.bytes) throw new Error(`${entry.name} is damaged in the zip`);
}

/**
 * Where an entry's data begins: the local header's own variable part may differ from the directory's.
 * @param {string} archive
 * @param {Entry} entry
 */
async function dataOffset(archive, entry) {
  const header = await readAt(archive, entry.offset, LOCAL_HEADER_BYTES);
  return entry.offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/**
 * Reads the central directory.
 * @param {string} archive
 * @returns {Promise<Entry[]>}
 */
async function entries(archive) {
  const file = await open(archive);
  let size;
  try {
    size = (await file.stat()).size;
  } finally {
    await file.close();
  }
  const tailStart = Math.max(0, size - END_SEARCH_BYTES);
  const tail = await readAt(archive, tailStart, size - tailStart);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end -= 1;
  if (end < 0) throw new Error(`${archive} is not a zip file`);
  const count = tail.readUInt16LE(end + 10);
  const directory = await readAt(archive, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  /** @type {Entry[]} */
  const found = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new Error('zip directory is damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    found.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return found;
}

/**
 * @param {string} path
 * @param {number} position
 * @param {number} length
 */
async function readAt(path, position, length) {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, position);
    if (bytesRead !== length) throw new Error(`${path} ends too early`);
    return buffer;
  } finally {
    await file.close();
  }
}
