/**
 * Drivers hang, answer twice and are asked twice. Around any printer this keeps three promises:
 * one job at a time, an end to every job, and no word of a job after its end.
 */
import { err, type Result } from '../../../contract/result';
import type { Timer } from '../scanner/delays';
import { realTimer } from '../scanner/delays';
import type { PrinterDelays } from './delays';
import { PRINTER_DELAYS } from './delays';
import type { Printer } from './printer';

type Options = {
  delays?: Pick<PrinterDelays, 'jobDeadlineMs' | 'stopGraceMs'>;
  timer?: Timer;
};

/**
 * The same printer, guarded. A second job while one runs is PRINTER_BUSY; a driver that does not
 * come to an end within `jobDeadlineMs` and `stopGraceMs` is told to stop and is PRINTER_HANG; one
 * that does not stop keeps the printer PRINTER_BUSY until it does.
 */
export function guardedPrinter(printer: Printer, options: Options = {}): Printer {
  const delays = options.delays ?? PRINTER_DELAYS;
  const timer = options.timer ?? realTimer;
  const listeners = new Set<() => void>();
  const stops = new Set<AbortController>();
  /** A driver that was left behind: neither printing nor free. */
  let lost = false;
  let occupied = false;

  function tell(): void {
    for (const listener of listeners) listener();
  }

  const print: Printer['print'] = async (document, signal, onProgress) => {
    if (occupied) return err('PRINTER_BUSY');
    if (signal.aborted) return err('PRINTER_FAILED');
    occupied = true;
    const stop = new AbortController();
    stops.add(stop);
    const forward = () => stop.abort(signal.reason);
    signal.addEventListener('abort', forward, { once: true });
    const stopped = new Promise<void>((resolve) => {
      stop.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    let over = false;
    const driver: Promise<Result<{ jobId: string }>> = printer
      .print(document, stop.signal, (progress) => {
        if (!over && !stop.signal.aborted) onProgress?.(progress);
      })
      // A driver's exception is one more way to fail; its text may name files and stays here.
      .catch(() => err('PRINTER_FAILED'))
      .finally(() => {
        occupied = false;
        if (lost) {
          lost = false;
          tell();
        }
      });
    // The driver's own deadline comes first; this one is for drivers that lost themselves.
    const alarm = new AbortController();
    const late = timer
      .after(delays.jobDeadlineMs + delays.stopGraceMs, alarm.signal)
      .then(() => 'late' as const)
      .catch(() => new Promise<never>(() => undefined));
    const first = await Promise.race([driver, stopped, late]);
    alarm.abort();
    signal.removeEventListener('abort', forward);
    let result: Result<{ jobId: string }>;
    if (first !== undefined && first !== 'late') {
      result = first;
    } else {
      // Clearing the job is the driver's work and gets its time.
      stop.abort(new Error('stopped'));
      const grace = new AbortController();
      const cleared = await Promise.race([
        driver,
        timer.after(delays.stopGraceMs, grace.signal).catch(() => undefined),
      ]);
      grace.abort();
      if (cleared === undefined) {
        lost = true;
        tell();
      }
      result = err(first === 'late' || cleared === undefined ? 'PRINTER_HANG' : 'PRINTER_FAILED');
    }
    over = true;
    stops.delete(stop);
    return result;
  };

  return {
    id: printer.id,
    label: printer.label,
    kind: printer.kind,
    roll: printer.roll,
    health: () => (lost ? { ready: false, reason: 'PRINTER_BUSY' } : printer.health()),
    // A device in the middle of a job is not asked beside it: some take one connection only.
    check: () => (occupied ? Promise.resolve(printer.health()) : printer.check()),
    onHealth(listener) {
      listeners.add(listener);
      const forget = printer.onHealth(listener);
      return () => {
        listeners.delete(listener);
        forget();
      };
    },
    print,
    async close() {
      for (const stop of stops) stop.abort(new Error('closed'));
      await printer.close();
    },
  };
}
