/** A scanner in memory: tests lay sheets into it, break it and turn the clock. */

import type { Timer } from './delays';
import { SCANNER_DELAYS } from './delays';
import type { FakeState } from './fake-scan';
import { createListeners, fakeScan, healthOf, WELL } from './fake-scan';
import type { Scanner } from './scanner';

export type MemoryScanner = Scanner & {
  /** Changes what is wrong with it, also in the middle of a scan. */
  set(change: Partial<FakeState>): void;
  /** Lays one sheet on the glass, in place of what was there; undefined clears it. */
  layOnGlass(sheet: Uint8Array | undefined): void;
  /** Adds sheets to the feeder. */
  feed(...sheets: Uint8Array[]): void;
  /** How many sheets are still in the feeder. */
  sheetsLeft(): number;
};

/** A scanner that is well and empty. */
export function createMemoryScanner(timer: Timer): MemoryScanner {
  const listeners = createListeners();
  let state: FakeState = { ...WELL };
  let glass: Uint8Array | undefined;
  const feeder: Uint8Array[] = [];
  const path = {
    // The caller may hand the bytes to another thread: the sheet itself stays.
    take: async (source: 'flatbed' | 'feeder') => {
      const sheet = source === 'flatbed' ? glass : feeder.shift();
      return sheet && Uint8Array.from(sheet);
    },
  };
  const setIn = () => {
    state = { ...state, midway: false };
    listeners.tell();
  };
  return {
    id: { vendor: 'fake', product: 'memory', serial: '0' },
    label: 'Memory',
    abilities: { sources: ['flatbed', 'feeder'], duplex: false },
    feeder: async () => (feeder.length > 0 ? 'loaded' : 'empty'),
    health: () => healthOf(state),
    onHealth: (listener) => listeners.add(listener),
    scan: (job, onPage, signal) =>
      fakeScan(
        { state: () => state, setIn, path, delays: SCANNER_DELAYS, timer },
        job,
        onPage,
        signal,
      ),
    close: async () => listeners.clear(),
    set(change) {
      state = { ...state, ...change };
      listeners.tell();
    },
    layOnGlass(sheet) {
      glass = sheet;
    },
    feed: (...sheets) => void feeder.push(...sheets),
    sheetsLeft: () => feeder.length,
  };
}

export type ManualTimer = Timer & {
  /** Lets time pass: whatever falls due settles, and what that starts is waited for. */
  pass(ms: number): Promise<void>;
};

/** A clock that stands still until it is told to go on. */
export function createManualTimer(): ManualTimer {
  type Due = { at: number; settle: () => void };
  let now = 0;
  const waiting = new Set<Due>();
  /** Long enough for chains of promises to settle: a turn of the event loop runs them all. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    after(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const due = { at: now + ms, settle: resolve };
        waiting.add(due);
        const stop = () => {
          if (waiting.delete(due)) reject(signal?.reason);
        };
        signal?.addEventListener('abort', stop, { once: true });
      });
    },
    async pass(ms) {
      const until = now + ms;
      await settled();
      for (;;) {
        const next = [...waiting].filter((due) => due.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        waiting.delete(next);
        next.settle();
        await settled();
      }
      now = until;
    },
  };
}
