/**
 * A printer made of a folder that another process fills and empties, so that someone outside the
 * application can "plug in" a printer and take what it printed:
 *
 *   state.json  {"paperOut": true, "jammed": false, …}, all optional; without it: not plugged in
 *   printed/    one PDF per job that came out
 *
 * The folder is watched, never polled.
 */
import type { FSWatcher } from 'node:fs';
import { readFileSync, watch } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Timer } from '../scanner/delays';
import { realTimer } from '../scanner/delays';
import { createListeners } from '../scanner/fake-scan';
import type { PrinterDelays } from './delays';
import { PRINTER_DELAYS } from './delays';
import type { FakePrinterState } from './fake-print';
import { fakePrint, healthOf, WELL } from './fake-print';
import type { Printer } from './printer';

const StateFile = z.object({
  unplugged: z.boolean().default(false),
  coverOpen: z.boolean().default(false),
  jammed: z.boolean().default(false),
  paperOut: z.boolean().default(false),
  inkOut: z.boolean().default(false),
  paused: z.boolean().default(false),
  rejecting: z.boolean().default(false),
  hanging: z.boolean().default(false),
});

/** Opens the folder, making it and its parts when they are missing. */
export async function openFolderPrinter(
  folder: string,
  options: { delays?: PrinterDelays; timer?: Timer } = {},
): Promise<Printer> {
  const delays = options.delays ?? PRINTER_DELAYS;
  const timer = options.timer ?? realTimer;
  const printed = join(folder, 'printed');
  await mkdir(printed, { recursive: true });
  const listeners = createListeners();
  const stateFile = join(folder, 'state.json');
  let state = readState(stateFile);
  let quiet: NodeJS.Timeout | undefined;
  let count = 0;
  const watcher: FSWatcher = watch(folder, () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      const before = JSON.stringify(state);
      state = readState(stateFile);
      if (JSON.stringify(state) !== before) listeners.tell();
    }, delays.folderQuietMs);
  });
  // A folder on a stick that is pulled out: the printer is gone, the core is not.
  watcher.on('error', () => {
    state = { ...WELL, unplugged: true };
    listeners.tell();
  });
  return {
    id: 'fake:folder',
    label: 'Folder',
    kind: 'page',
    roll: null,
    health: () => healthOf(state),
    async check() {
      state = readState(stateFile);
      return healthOf(state);
    },
    onHealth: (listener) => listeners.add(listener),
    print: (document, signal, onProgress) =>
      fakePrint(
        {
          // Read anew: what was written just before counts.
          state: () => readState(stateFile),
          queue: new Map(),
          async comesOut(pdf, { title }) {
            count += 1;
            const path = join(printed, `${String(count).padStart(3, '0')}-${title}.pdf`);
            await writeFile(`${path}.part`, pdf);
            await rename(`${path}.part`, path);
          },
          delays,
          timer,
        },
        document,
        signal,
        onProgress,
      ),
    async close() {
      clearTimeout(quiet);
      watcher.close();
      listeners.clear();
    },
  };
}

/** No file, or one that cannot be understood: nothing plugged in. */
function readState(file: string): FakePrinterState {
  try {
    return StateFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { ...WELL, unplugged: true };
  }
}
