/** Hears of plugging in and out from the file system (Linux), so that nobody has to poll. */
import type { FSWatcher } from 'node:fs';
import { watch } from 'node:fs';

/**
 * Calls back when a device file that matches appears, disappears or changes its rights.
 * @returns how to stop; undefined where device files do not exist (Windows, macOS) or cannot be
 * watched
 */
export function watchDevices(
  pattern: RegExp,
  onChange: () => void,
  folder = '/dev',
): (() => void) | undefined {
  if (process.platform !== 'linux') return undefined;
  let watcher: FSWatcher;
  try {
    watcher = watch(folder, (_event, name) => {
      if (name && pattern.test(name)) onChange();
    });
  } catch {
    return undefined;
  }
  // The slow poll goes on without it.
  watcher.on('error', () => watcher.close());
  return () => watcher.close();
}
