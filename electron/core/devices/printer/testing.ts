/** What the tests of printers share. */
import { createManualTimer } from '../scanner/fake-memory';
import type { PrinterDelays } from './delays';
import { PRINTER_DELAYS } from './delays';
import { createMemoryPrinter } from './fake-memory';
import { guardedPrinter } from './guarded-printer';
import type { JobProgress, PrinterDocument } from './printer';

/** Waits short enough for tests with real programs, long enough for a loaded machine. */
export const IMPATIENT: PrinterDelays = {
  ...PRINTER_DELAYS,
  troublePatienceMs: 3_000,
  offlinePatienceMs: 3_000,
  jobSilenceMs: 20_000,
  pollMs: 100,
  statusMs: 400,
  sendSilenceMs: 1_000,
  stopGraceMs: 4_000,
};

/** Long enough for one sheet to come out. */
export const ONE_SHEET_MS =
  PRINTER_DELAYS.fakeSendMs + PRINTER_DELAYS.fakePageMs + 2 * PRINTER_DELAYS.pollMs;

/** A document of these bytes. */
export function documentOf(pdf: Uint8Array, more: Partial<PrinterDocument> = {}): PrinterDocument {
  return {
    title: 'phieu-ho-tro',
    paper: 'a5',
    pdf: async () => pdf,
    handOver: async () => ({ handedOver: false, message: 'not here' }),
    ...more,
  };
}

/** A printer in memory under guard, a clock that stands still, and what the job said. */
export function printerUnderTest() {
  const timer = createManualTimer();
  const device = createMemoryPrinter(timer);
  const printer = guardedPrinter(device, { timer });
  const said: JobProgress[] = [];
  const abort = new AbortController();
  const print = (pdf: Uint8Array = Uint8Array.of(1)) =>
    printer.print(documentOf(pdf), abort.signal, (progress) => void said.push(progress));
  return { timer, device, printer, said, abort, print };
}
