/**
 * Pages of residents pass through files when a foreign program scans: in a folder that only this
 * user can read, gone when the scan ends, and swept at the next start if the core was killed.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'dong-hanh-scan-';

/** Makes a private folder for the time of `work`; `parent` is the system's temporary folder. */
export async function withScanFolder<T>(
  work: (folder: string) => Promise<T>,
  parent = tmpdir(),
): Promise<T> {
  // mkdtemp makes it readable for this user only.
  const folder = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    // A program killed on Windows may hold its file for a moment longer.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Removes folders of processes that are no more; resolves with how many there were. */
export async function sweepScanFolders(parent = tmpdir()): Promise<number> {
  let swept = 0;
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = name.startsWith(PREFIX)
      ? Number.parseInt(name.slice(PREFIX.length), 10)
      : Number.NaN;
    if (!Number.isSafeInteger(pid) || pid <= 0 || isAlive(pid)) continue;
    await rm(join(parent, name), { recursive: true, force: true }).then(
      () => {
        swept += 1;
      },
      // Another user's: not ours to remove.
      () => undefined,
    );
  }
  return swept;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
