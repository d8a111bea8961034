/**
 * Sealed files: pages of papers are too large for rows. Each is written whole to a new name,
 * flushed, and renamed, so a name that exists is complete.
 */
import { mkdir, open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { VaultKey } from './vault';

const UNFINISHED = '.part';

export type SealedFiles = {
  /** Seals and writes `bytes` as `id`; resolves when it is on the disk. */
  write(key: VaultKey, id: string, bytes: Uint8Array): Promise<void>;
  /** Reads and opens `id`. Throws when it is missing or was changed. */
  read(key: VaultKey, id: string): Promise<Buffer>;
  remove(id: string): Promise<void>;
  /** Removes every file whose id is not in `keep` (left by a power cut). */
  sweep(keep: ReadonlySet<string>): Promise<void>;
  /** Bytes free on the disk of the folder. */
  freeBytes(): Promise<number>;
};

/** A new name is only on the disk once its folder is. Windows keeps names without being asked. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Opens the folder for sealed files, making it if needed. */
export async function openSealedFiles(folder: string): Promise<SealedFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: string) => {
    if (!/^[0-9a-zA-Z-]+$/.test(id)) throw new Error('not a file id');
    return join(folder, `${id}.sealed`);
  };
  return {
    async write(key, id, bytes) {
      const path = pathOf(id);
      const handle = await open(path + UNFINISHED, 'w', 0o600);
      try {
        await handle.writeFile(key.seal(bytes, `file:${id}`));
        await handle.sync();
      } catch (error) {
        await handle.close();
        await rm(path + UNFINISHED, { force: true });
        throw error;
      }
      await handle.close();
      await rename(path + UNFINISHED, path);
      await syncFolder(folder);
    },
    async read(key, id) {
      return key.open(await readFile(pathOf(id)), `file:${id}`);
    },
    async remove(id) {
      await rm(pathOf(id), { force: true });
    },
    async sweep(keep) {
      for (const name of await readdir(folder)) {
        const id = name.replace(/\.sealed(\.part)?$/, '');
        if (name.endsWith(UNFINISHED) || !keep.has(id)) {
          await rm(join(folder, name), { force: true });
        }
      }
    },
    async freeBytes() {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}
