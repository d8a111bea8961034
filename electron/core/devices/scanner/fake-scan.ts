/** How every practice scanner behaves; the three of them differ only in who sets its state. */

import type { Result } from '../../../contract/result';
import { err, ok } from '../../../contract/result';
import type { ScannerDelays, Timer } from './delays';
import type { ScanJob, ScannedPage, ScannerHealth, ScanSource } from './scanner';

/** What can be wrong with the device at a moment. */
export type FakeState = {
  plugged: boolean;
  coverOpen: boolean;
  jammed: boolean;
  /** Two sheets were drawn in at once. */
  doubleFeed: boolean;
  /** Another programme holds it. */
  busy: boolean;
  /** The driver reports an error nobody can explain. */
  failing: boolean;
  /** The driver neither answers nor stops. */
  hanging: boolean;
  /**
   * The plug, jam and double feed above only come when a page of a scan has gone through; from then
   * on they stand as they are.
   */
  midway: boolean;
};

export const WELL: FakeState = {
  plugged: true,
  coverOpen: false,
  jammed: false,
  doubleFeed: false,
  busy: false,
  failing: false,
  hanging: false,
  midway: false,
};

/** The paper path: whether a sheet lies there, and taking its picture. */
export type FakePaperPath = {
  /** The next sheet, or undefined when there is none. A feeder's sheet is gone afterwards. */
  take(source: ScanSource): Promise<Uint8Array | undefined>;
};

export type FakeParts = {
  state: () => FakeState;
  /** Called when a misfortune that was set for the middle of a scan sets in. */
  setIn: () => void;
  path: FakePaperPath;
  delays: Pick<ScannerDelays, 'fakeWarmUpMs' | 'fakePageMs'>;
  timer: Timer;
};

/** Health as a device reports it: what is worst comes first. */
export function healthOf(now: FakeState): ScannerHealth {
  const state = now.midway ? { ...now, plugged: true, jammed: false, doubleFeed: false } : now;
  if (!state.plugged) return { ready: false, reason: 'SCANNER_UNPLUGGED' };
  if (state.coverOpen) return { ready: false, reason: 'SCANNER_COVER_OPEN' };
  if (state.jammed) return { ready: false, reason: 'SCANNER_JAM' };
  if (state.doubleFeed) return { ready: false, reason: 'SCANNER_DOUBLE_FEED' };
  if (state.failing) return { ready: false, reason: 'SCANNER_FAILED' };
  if (state.busy) return { ready: false, reason: 'SCANNER_BUSY' };
  return { ready: true };
}

/**
 * Runs one scan. State is looked at before each page and again after it passed under the lamp, so
 * a plug pulled in the middle loses that page, as it does in life. An open cover is no hindrance
 * for the glass, where thick papers keep it open.
 */
export async function fakeScan(
  parts: FakeParts,
  job: ScanJob,
  onPage: (page: ScannedPage) => Promise<void> | void,
  signal: AbortSignal,
): Promise<Result<{ pages: number }>> {
  const { state, path, delays, timer } = parts;
  const trouble = () => {
    const now = state();
    const health = healthOf(job.source === 'flatbed' ? { ...now, coverOpen: false } : now);
    return health.ready ? undefined : err(health.reason);
  };
  const wait = async (ms: number) => {
    if (state().hanging) await new Promise(() => undefined);
    await timer.after(ms, signal);
  };
  let pages = 0;
  try {
    const before = trouble();
    if (before) return before;
    await wait(delays.fakeWarmUpMs);
    while (true) {
      const unfit = trouble();
      if (unfit) return unfit;
      const bytes = await path.take(job.source);
      if (!bytes) return pages > 0 ? ok({ pages }) : err('SCANNER_EMPTY');
      await wait(delays.fakePageMs);
      const spoilt = trouble();
      if (spoilt) return spoilt;
      signal.throwIfAborted();
      await onPage({ bytes, dpi: job.dpi });
      pages += 1;
      if (state().midway) parts.setIn();
      if (job.source === 'flatbed') return ok({ pages });
    }
  } catch (error) {
    if (signal.aborted) return err('SCANNER_FAILED');
    throw error;
  }
}

/** Listeners of one scanner. */
export function createListeners(): {
  add(listener: () => void): () => void;
  tell(): void;
  clear(): void;
} {
  const listeners = new Set<() => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell() {
      for (const listener of listeners) listener();
    },
    clear: () => listeners.clear(),
  };
}
