/**
 * A scanner made of a folder that another process fills, so that someone outside the application
 * can "plug in" a scanner and lay papers into it:
 *
 *   glass/      the first picture by name is the sheet on the glass
 *   feeder/     pictures by name are the sheets in the feeder; a scanned one is deleted
 *   state.json  {"plugged": true, "jammed": false, "coverOpen": false, …}, all optional
 *
 * Without state.json the scanner is not plugged in. The folder is watched, never polled.
 */

import type { FSWatcher } from 'node:fs';
import { readFileSync, watch } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ScannerDelays, Timer } from './delays';
import { realTimer, SCANNER_DELAYS } from './delays';
import type { FakeState } from './fake-scan';
import { createListeners, fakeScan, healthOf, WELL } from './fake-scan';
import type { Scanner, ScanSource } from './scanner';

const StateFile = z.object({
  plugged: z.boolean().default(WELL.plugged),
  coverOpen: z.boolean().default(WELL.coverOpen),
  jammed: z.boolean().default(WELL.jammed),
  doubleFeed: z.boolean().default(WELL.doubleFeed),
  busy: z.boolean().default(WELL.busy),
  failing: z.boolean().default(WELL.failing),
  hanging: z.boolean().default(WELL.hanging),
});

const FOLDER_OF: Record<ScanSource, string> = { flatbed: 'glass', feeder: 'feeder' };
const PICTURE = /\.(jpe?g|png)$/i;

/** Opens the folder, making it and its parts when they are missing. */
export async function openFolderScanner(
  folder: string,
  options: { delays?: ScannerDelays; timer?: Timer } = {},
): Promise<Scanner> {
  const delays = options.delays ?? SCANNER_DELAYS;
  const timer = options.timer ?? realTimer;
  for (const part of Object.values(FOLDER_OF)) {
    await mkdir(join(folder, part), { recursive: true });
  }
  const listeners = createListeners();
  const stateFile = join(folder, 'state.json');
  let state = readState(stateFile);
  let quiet: NodeJS.Timeout | undefined;
  const watcher: FSWatcher = watch(folder, () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      const before = JSON.stringify(state);
      state = readState(stateFile);
      if (JSON.stringify(state) !== before) listeners.tell();
    }, delays.folderQuietMs);
  });
  // A folder on a stick that is pulled out: the scanner is gone, the core is not.
  watcher.on('error', () => {
    state = { ...WELL, plugged: false };
    listeners.tell();
  });

  return {
    id: { vendor: 'fake', product: 'folder', serial: '0' },
    label: 'Folder',
    abilities: { sources: ['flatbed', 'feeder'], duplex: false },
    async feeder() {
      const sheets = await pathOf(folder).sheets('feeder');
      return sheets.length > 0 ? 'loaded' : 'empty';
    },
    health: () => healthOf(state),
    onHealth: (listener) => listeners.add(listener),
    scan: (job, onPage, signal) =>
      fakeScan(
        // Read anew: what was written just before the scan counts.
        {
          state: () => readState(stateFile),
          setIn: () => undefined,
          path: pathOf(folder),
          delays,
          timer,
        },
        job,
        onPage,
        signal,
      ),
    async close() {
      clearTimeout(quiet);
      watcher.close();
      listeners.clear();
    },
  };
}

function pathOf(folder: string) {
  const sheets = async (source: ScanSource) =>
    (await readdir(join(folder, FOLDER_OF[source])).catch(() => []))
      .filter((name) => PICTURE.test(name))
      .sort();
  return {
    sheets,
    async take(source: ScanSource) {
      const part = join(folder, FOLDER_OF[source]);
      const [name] = await sheets(source);
      if (name === undefined) return undefined;
      const bytes = Uint8Array.from(await readFile(join(part, name)));
      if (source === 'feeder') await rm(join(part, name));
      return bytes;
    },
  };
}

/** No file: nothing plugged in. A file that cannot be understood: a scanner that fails. */
function readState(file: string): FakeState {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { ...WELL, plugged: false };
  }
  try {
    return { ...WELL, ...StateFile.parse(JSON.parse(text)) };
  } catch {
    return { ...WELL, failing: true };
  }
}
