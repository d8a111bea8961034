/**
 * A reader made of a folder that another process writes into, so that someone outside the
 * application can plug in a reader and hold a card under it:
 *
 *   plugged      while this file exists, the reader is plugged in
 *   scans.txt    every new line is the text of a code
 *   reports.hex  every new line is one report of 64 bytes in hexadecimal, right or wrong
 *
 * Only lines count that are added while the reader is open. The folder is watched, never polled.
 */
import { existsSync, readFileSync, watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { READER_DELAYS, type ReaderDelays } from '../delays';
import type { ReaderSource } from '../source';
import { createMemoryReaders } from './fake-memory';

const PLUGGED = 'plugged';
const SCANS = 'scans.txt';
const REPORTS = 'reports.hex';

export type FolderReader = { readonly source: ReaderSource; close(): void };

/** Opens the folder, making it when it is missing. */
export async function openFolderReader(
  folder: string,
  options: { delays?: ReaderDelays } = {},
): Promise<FolderReader> {
  const delays = options.delays ?? READER_DELAYS;
  await mkdir(folder, { recursive: true });
  const memory = createMemoryReaders();
  const id = { vendor: 'fake', product: 'folder', serial: '0' };
  const device = memory.device({ id, label: 'Folder' });
  const taken = { [SCANS]: 0, [REPORTS]: 0 };
  let isPlugged = false;
  let quiet: NodeJS.Timeout | undefined;

  /** Lines added since last time; one without its end is still being written. */
  function newLines(name: keyof typeof taken): string[] {
    const lines = readText(join(folder, name)).split('\n');
    lines.pop();
    // A shorter file was written anew.
    const from = lines.length < taken[name] ? 0 : taken[name];
    taken[name] = lines.length;
    return lines.slice(from).map((line) => line.replace(/\r$/, ''));
  }

  function see(): void {
    const is = existsSync(join(folder, PLUGGED));
    if (is !== isPlugged) {
      isPlugged = is;
      if (is) device.plug();
      else device.unplug();
    }
    const scans = newLines(SCANS);
    const reports = newLines(REPORTS);
    for (const line of scans) device.scan(line);
    for (const line of reports) device.send(Uint8Array.from(Buffer.from(line.trim(), 'hex')));
  }

  const watcher = watch(folder, () => {
    clearTimeout(quiet);
    quiet = setTimeout(see, delays.folderQuietMs);
  });
  // A folder on a stick that is pulled out: the reader is gone, the core is not.
  watcher.on('error', () => device.unplug());
  see();
  return {
    source: { ...memory.source, name: 'folder' },
    close() {
      clearTimeout(quiet);
      watcher.close();
    },
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
