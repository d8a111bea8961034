/** Files people take along: whole on the disk, or not there at all. */
import { mkdir, open, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Writes `bytes` as `fileName` into `folder`, which is made where it is missing; answers its path. */
export async function writeWhole(
  folder: string,
  fileName: string,
  bytes: Uint8Array,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, basename(fileName));
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
  return path;
}
