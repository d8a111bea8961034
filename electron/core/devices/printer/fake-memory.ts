/** A printer in memory: tests break it, watch its queue and take the sheets that came out. */
import type { Timer } from '../scanner/delays';
import { createListeners } from '../scanner/fake-scan';
import type { PrinterDelays } from './delays';
import { PRINTER_DELAYS } from './delays';
import type { FakePrinterState } from './fake-print';
import { fakePrint, healthOf, WELL } from './fake-print';
import type { Printer } from './printer';

export type MemoryPrinter = Printer & {
  /** Changes what is wrong with it, also in the middle of a job. */
  set(change: Partial<FakePrinterState>): void;
  /** Documents that came out. */
  readonly sheets: Uint8Array[];
  /** How many documents lie in its queue. */
  waiting(): number;
};

/** A printer that is well. */
export function createMemoryPrinter(
  timer: Timer,
  options: { name?: string; kind?: 'page' | 'receipt'; delays?: PrinterDelays } = {},
): MemoryPrinter {
  const name = options.name ?? 'memory';
  const kind = options.kind ?? 'page';
  const delays = options.delays ?? PRINTER_DELAYS;
  const listeners = createListeners();
  const queue = new Map<string, Uint8Array>();
  const sheets: Uint8Array[] = [];
  let state: FakePrinterState = { ...WELL };
  return {
    id: `fake:${name}`,
    label: name,
    kind,
    roll: kind === 'receipt' ? 'roll80' : null,
    health: () => healthOf(state),
    check: async () => healthOf(state),
    onHealth: (listener) => listeners.add(listener),
    print: (document, signal, onProgress) =>
      fakePrint(
        { state: () => state, queue, comesOut: (pdf) => void sheets.push(pdf), delays, timer },
        document,
        signal,
        onProgress,
      ),
    close: async () => listeners.clear(),
    set(change) {
      state = { ...state, ...change };
      listeners.tell();
    },
    sheets,
    waiting: () => queue.size,
  };
}
