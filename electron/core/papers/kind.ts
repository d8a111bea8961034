/** What a file is, by its first bytes only: names and declared types are often wrong. */

import type { Err, Result } from '../../contract/result';
import { err, ok } from '../../contract/result';
import { MAX_FILE_BYTES } from './limits';

export type FileKind = 'pdf' | 'jpeg' | 'png' | 'heic' | 'zip' | 'empty' | 'unknown';

/** Readers accept a PDF header within this many first bytes (ISO 32000-1, annex H note 13). */
const PDF_HEADER_WINDOW_BYTES = 1024;

/** Brands of ISO/IEC 23008-12 that mean HEVC pictures, as phones write them. */
const HEIC_BRANDS = new Set([
  'heic',
  'heix',
  'hevc',
  'hevx',
  'heim',
  'heis',
  'hevm',
  'hevs',
  'heif',
  'mif1',
  'msf1',
]);

/** Decides the kind of a file. Never throws; anything not recognised is `unknown`. */
export function kindOf(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0x50, 0x4b, 5, 6])) return 'zip';
  if (latin1(bytes, 4, 8) === 'ftyp' && HEIC_BRANDS.has(latin1(bytes, 8, 12))) return 'heic';
  if (latin1(bytes, 0, PDF_HEADER_WINDOW_BYTES).includes('%PDF-')) return 'pdf';
  return 'unknown';
}

/** Refuses a file by its size alone, so that 500 MB need not be read to be refused. */
export function checkFileSize(sizeBytes: number): Result<void> {
  if (sizeBytes <= 0) return err('FILE_EMPTY');
  if (sizeBytes > MAX_FILE_BYTES) {
    return err('FILE_TOO_LARGE', {
      megabytes: Math.ceil(sizeBytes / 1024 / 1024),
      maxMegabytes: MAX_FILE_BYTES / 1024 / 1024,
    });
  }
  return ok(undefined);
}

/** The reason a kind is refused, or undefined for the kinds that are taken. */
export function refusalOf(kind: FileKind): Err | undefined {
  if (kind === 'empty') return err('FILE_EMPTY');
  if (kind === 'heic') return err('FILE_HEIC');
  if (kind === 'zip' || kind === 'unknown') return err('FILE_KIND_UNKNOWN', { kind });
  return undefined;
}

function startsWith(bytes: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to);
}
