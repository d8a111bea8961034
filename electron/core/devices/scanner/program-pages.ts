/** Pages that a foreign program left in its folder. */
import { open, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isWholePicture, MOST_PAGE_BYTES } from './page-picture';

/** Names that drivers give their pages, and nothing else: a program is not told where to read. */
const PAGE_NAME = /^page-\d{3,5}\.(?:png|jpg)$/;

/**
 * Takes a page out of `folder`: reads it, and removes the file before anything else happens to it.
 * Undefined when it is not a whole picture in that folder.
 */
export async function takePage(folder: string, name: string): Promise<Uint8Array | undefined> {
  const file = basename(name.trim());
  if (!PAGE_NAME.test(file)) return undefined;
  const path = join(folder, file);
  try {
    const bytes = await readBounded(path);
    return bytes && isWholePicture(bytes) ? bytes : undefined;
  } catch {
    return undefined;
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}

async function readBounded(path: string): Promise<Uint8Array | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > MOST_PAGE_BYTES) return undefined;
    return Uint8Array.from(await file.readFile());
  } finally {
    await file.close();
  }
}
