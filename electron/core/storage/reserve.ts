/**
 * Room kept for erasing. Deleting with `secure_delete` writes before it frees, so on a full disk a
 * session could not be erased: a file of no meaning is kept to be given up for it.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isStorageError } from './storage-failure';

/** A sealed snapshot has some 100 KB at most; its deletion writes each page of it once. */
const RESERVE_BYTES = 1_048_576;

export type Reserve = {
  /** Gives the room back to the disk; answers whether there was any. */
  release(): boolean;
};

/** Keeps a reserve in `folder`; without room for it there is none until the next start. */
export function keepReserve(folder: string): Reserve {
  const path = join(folder, 'reserve');
  if (!existsSync(path)) fill(path);
  return {
    release() {
      if (!existsSync(path)) return false;
      rmSync(path, { force: true });
      return true;
    },
  };
}

function fill(path: string): void {
  try {
    const handle = openSync(path, 'w', 0o600);
    try {
      // Random, for some file systems keep zeros in no room at all.
      writeSync(handle, randomBytes(RESERVE_BYTES));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    rmSync(path, { force: true });
    if (!isStorageError(error)) throw error;
  }
}
