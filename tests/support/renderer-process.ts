/** The page's own process, seen from the operating system. Linux only. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { ElectronApplication } from '@playwright/test';

/** Bytes read at a time. */
const STEP_BYTES = 4 * 1_024 * 1_024;

/** Process id of the kiosk page's renderer. */
export function rendererPid(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('there is no window');
    return window.webContents.getOSProcessId();
  });
}

type Range = { start: number; end: number };

function readableRanges(pid: number): Range[] {
  const lines = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const match = /^([0-9a-f]+)-([0-9a-f]+) r(.)\S+ \S+ \S+ \S+\s*(.*)$/.exec(line);
    const [, start = '', end = '', write, path = ''] = match ?? [];
    // Programs and libraries mapped for reading hold what their files hold; the kernel's own
    // pages cannot be read from outside.
    if (!match || path.startsWith('[v') || (path.startsWith('/') && write !== 'w')) return [];
    return [{ start: Number.parseInt(start, 16), end: Number.parseInt(end, 16) }];
  });
}

/**
 * Which of `needles` lie anywhere in the memory of process `pid`.
 * @returns the names of those found
 * @throws Error when less than `leastBytes` could be read: a search that saw nothing proves nothing
 */
export function searchMemory(
  pid: number,
  needles: ReadonlyMap<string, readonly Buffer[]>,
  leastBytes = 20 * 1_024 * 1_024,
): string[] {
  const found = new Set<string>();
  const longest = Math.max(...[...needles.values()].flat().map((needle) => needle.length));
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const buffer = Buffer.alloc(STEP_BYTES + longest);
  let bytes = 0;
  try {
    for (const { start, end } of readableRanges(pid)) {
      for (let at = start; at < end; at += STEP_BYTES) {
        const size = Math.min(buffer.length, end - at);
        const read = readInto(memory, buffer, size, at);
        bytes += Math.min(read, STEP_BYTES);
        const part = buffer.subarray(0, read);
        for (const [name, forms] of needles) {
          if (!found.has(name) && forms.some((form) => part.includes(form))) found.add(name);
        }
      }
    }
  } finally {
    closeSync(memory);
  }
  if (bytes < leastBytes) throw new Error(`only ${bytes} bytes of the process could be read`);
  return [...found];
}

function readInto(memory: number, buffer: Buffer, size: number, at: number): number {
  try {
    return readSync(memory, buffer, 0, size, at);
  } catch {
    // Some mappings of devices refuse to be read.
    return 0;
  }
}
