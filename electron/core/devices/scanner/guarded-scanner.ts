/**
 * Drivers hang, answer twice and are asked twice. Around any scanner this keeps three promises:
 * one scan at a time, an end to every scan, and no page after the end.
 */

import type { Result } from '../../../contract/result';
import { err } from '../../../contract/result';
import type { ScannerDelays, Timer } from './delays';
import { realTimer, SCANNER_DELAYS } from './delays';
import type { ScannedPage, Scanner } from './scanner';

type Options = {
  delays?: Pick<ScannerDelays, 'pageDeadlineMs' | 'stopGraceMs'>;
  timer?: Timer;
};

/**
 * The same scanner, guarded. A second scan while one runs is SCANNER_BUSY; a scan without a page
 * for `pageDeadlineMs` is stopped and is SCANNER_FAILED; a driver that does not stop within
 * `stopGraceMs` keeps the scanner SCANNER_BUSY until it does.
 */
export function guardedScanner(scanner: Scanner, options: Options = {}): Scanner {
  const delays = options.delays ?? SCANNER_DELAYS;
  const timer = options.timer ?? realTimer;
  const listeners = new Set<() => void>();
  let occupied = false;

  function occupy(value: boolean): void {
    occupied = value;
    for (const listener of listeners) listener();
  }

  const scan: Scanner['scan'] = async (job, onPage, signal) => {
    if (occupied) return err('SCANNER_BUSY');
    occupy(true);
    const stop = new AbortController();
    const watch = new Watch(timer, delays.pageDeadlineMs);
    const forward = () => stop.abort(signal.reason);
    if (signal.aborted) forward();
    signal.addEventListener('abort', forward, { once: true });

    const hand = async (page: ScannedPage) => {
      if (stop.signal.aborted) return;
      watch.pause();
      await onPage(page);
      watch.restart();
    };
    const driver: Promise<Result<{ pages: number }>> = scanner
      .scan(job, hand, stop.signal)
      // A driver's exception is one more way to fail; its text may name files and stays here.
      .catch(() => err('SCANNER_FAILED'))
      .finally(() => occupy(false));
    watch.restart();
    const stopped = new Promise<void>((resolve) => {
      if (stop.signal.aborted) resolve();
      stop.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    const first = await Promise.race([driver, watch.expired, stopped]);
    watch.pause();
    signal.removeEventListener('abort', forward);
    if (first) return first;
    stop.abort(new Error('no page in time'));
    await Promise.race([driver, timer.after(delays.stopGraceMs).catch(() => undefined)]);
    return err('SCANNER_FAILED');
  };

  return {
    // The chosen scanner may be another one later: asked for anew each time.
    get id() {
      return scanner.id;
    },
    get label() {
      return scanner.label;
    },
    get abilities() {
      return scanner.abilities;
    },
    feeder: async (asked) => (occupied ? 'unknown' : scanner.feeder(asked).catch(() => 'unknown')),
    health: () => (occupied ? { ready: false, reason: 'SCANNER_BUSY' } : scanner.health()),
    onHealth(listener) {
      listeners.add(listener);
      const stop = scanner.onHealth(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
    scan,
    close: () => scanner.close(),
  };
}

/** A deadline that starts anew with every page, and stands still while a page is being taken. */
class Watch {
  readonly expired: Promise<void>;
  readonly #timer: Timer;
  readonly #deadlineMs: number;
  #running: AbortController | undefined;
  #expire: () => void = () => undefined;

  constructor(timer: Timer, deadlineMs: number) {
    this.#timer = timer;
    this.#deadlineMs = deadlineMs;
    this.expired = new Promise((resolve) => {
      this.#expire = resolve;
    });
  }

  restart(): void {
    this.pause();
    const running = new AbortController();
    this.#running = running;
    this.#timer.after(this.#deadlineMs, running.signal).then(this.#expire, () => undefined);
  }

  pause(): void {
    this.#running?.abort();
    this.#running = undefined;
  }
}
