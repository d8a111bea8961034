/** Sending a file to the core in pieces, so that progress can be shown and the way out works. */

import type { Outcome } from '../../../electron/contract/page';
import { UPLOAD_CHUNK_BYTES } from '../../../electron/contract/plain';
import { err } from '../../../electron/contract/result';
import type { CoreClient } from '../../app/core';

/** Bytes of the largest file taken; the core refuses larger ones too, this saves the reading. */
export const MAX_FILE_MEGABYTES = 30;
const MAX_FILE_BYTES = MAX_FILE_MEGABYTES * 1_024 * 1_024;

/** Bytes turned into text at a time: more arguments in one call overflow the stack. */
const TEXT_STEP_BYTES = 8_192;

/** Base64 of bytes. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += TEXT_STEP_BYTES) {
    text += String.fromCharCode(...bytes.subarray(at, at + TEXT_STEP_BYTES));
  }
  return btoa(text);
}

/** Bytes of base64. */
export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

export interface UploadTarget {
  readonly componentId: string;
  /** The page to be replaced, when one is done again. */
  readonly replacePageId?: string | undefined;
  /** A photo is looked through for the sheet on it; a file is taken as it is. */
  readonly origin?: 'file' | 'photo';
}

export interface UploadWatch {
  readonly signal: AbortSignal;
  /** Share sent, 0-1. */
  readonly onProgress: (share: number) => void;
}

/** A file as far as sending needs it; `File` is one. */
export interface Sendable {
  readonly name: string;
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/**
 * Sends one file and has the core add its pages to a component.
 * Errors: FILE_EMPTY, FILE_TOO_LARGE (before a byte is read), and what the core answers. null when
 * the resident stopped it: that is no failure.
 */
export async function uploadFile(
  papers: CoreClient['papers'],
  file: Sendable,
  target: UploadTarget,
  watch: UploadWatch,
): Promise<Outcome | null> {
  if (file.size === 0) return err('FILE_EMPTY');
  if (file.size > MAX_FILE_BYTES) {
    return err('FILE_TOO_LARGE', {
      maxMegabytes: MAX_FILE_MEGABYTES,
      megabytes: Math.ceil(file.size / 1_024 / 1_024),
    });
  }
  const begun = await papers.beginFile({ name: file.name.slice(0, 400), bytes: file.size });
  if (!begun.ok) return begun;
  const { uploadId } = begun.value;
  for (let at = 0; at < file.size; at += UPLOAD_CHUNK_BYTES) {
    if (watch.signal.aborted) return null;
    const end = Math.min(at + UPLOAD_CHUNK_BYTES, file.size);
    const bytes = new Uint8Array(await file.slice(at, end).arrayBuffer());
    const sent = await papers.chunk({ uploadId, base64: toBase64(bytes) });
    if (!sent.ok) return sent;
    watch.onProgress(end / file.size);
  }
  if (watch.signal.aborted) return null;
  return papers.finishFile({ uploadId, ...target });
}
