/** All printers of this machine together: looked for, asked, found again by what they are. */
import { createListeners } from '../scanner/fake-scan';
import type { PrinterDelays } from './delays';
import { PRINTER_DELAYS } from './delays';
import { guardedPrinter } from './guarded-printer';
import type { Printer, PrinterFinder, PrinterTrouble } from './printer';

export type PrinterPool = {
  /** As last found, the default first. */
  list(): readonly Printer[];
  /** Looks for printers and asks those that were known how they are. */
  look(): Promise<void>;
  /** Calls back when a printer came, went or changed its health. */
  onChange(listener: () => void): () => void;
  /** Takes out of all queues what an earlier run left. */
  sweep(): Promise<void>;
  warnings(): Promise<Array<{ reason: PrinterTrouble; detail: string }>>;
  close(): Promise<void>;
};

/** A pool over `finders`; the printers of the first come first. Nothing is looked for yet. */
export function createPrinterPool(
  finders: readonly PrinterFinder[],
  delays: PrinterDelays = PRINTER_DELAYS,
): PrinterPool {
  const listeners = createListeners();
  let printers: Printer[] = [];
  let looking: Promise<void> | null = null;
  const closing = new AbortController();

  async function findAll(): Promise<void> {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(delays.findMs)]);
    const found = (
      await Promise.all(finders.map((finder) => finder.find(signal).catch(() => [])))
    ).flat();
    if (closing.signal.aborted) return;
    const before = printers;
    const next: Printer[] = [];
    for (const printer of found) {
      if (next.some(({ id }) => id === printer.id)) continue;
      // The opened one stays: a job may be running on it.
      const known = before.find(({ id }) => id === printer.id);
      if (known && known.label === printer.label) {
        next.push(known);
        await printer.close();
        continue;
      }
      const guarded = guardedPrinter(printer);
      guarded.onHealth(() => listeners.tell());
      next.push(guarded);
    }
    printers = next;
    const gone = before.filter((printer) => !next.includes(printer));
    await Promise.all(gone.map((printer) => printer.close()));
    // New ones too: finding a network printer says nothing of its paper.
    await Promise.all(next.map((printer) => printer.check()));
    listeners.tell();
  }

  return {
    list: () => printers,
    look() {
      looking ??= findAll().finally(() => {
        looking = null;
      });
      return looking;
    },
    onChange: (listener) => listeners.add(listener),
    async sweep() {
      await Promise.all(finders.map((finder) => finder.sweep?.().catch(() => undefined)));
    },
    async warnings() {
      return (await Promise.all(finders.map((finder) => finder.warnings?.() ?? []))).flat();
    },
    async close() {
      closing.abort(new Error('closed'));
      listeners.clear();
      await Promise.all(printers.map((printer) => printer.close()));
    },
  };
}
