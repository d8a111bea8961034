/** Every waiting time around a scanner in one place, each with its reason. */

export type ScannerDelays = {
  /** Without a page for this long a scan hangs: slow flatbeds take 40 s for A4 at 300 dpi. */
  pageDeadlineMs: number;
  /** Drivers get this long to stop after they were told to, before they are left behind. */
  stopGraceMs: number;
  /** Practice scanner: the lamp warms up before the first page, as people will see it. */
  fakeWarmUpMs: number;
  /** Practice scanner: one page passes under the lamp. */
  fakePageMs: number;
  /** Another process writes a folder in several steps: look when it has been quiet this long. */
  folderQuietMs: number;
};

export const SCANNER_DELAYS: ScannerDelays = {
  pageDeadlineMs: 60_000,
  stopGraceMs: 3_000,
  fakeWarmUpMs: 600,
  fakePageMs: 900,
  folderQuietMs: 100,
};

/** Waits, so that tests need not: `after` rejects with the signal's reason when it is aborted. */
export type Timer = { after(ms: number, signal?: AbortSignal): Promise<void> };

export const realTimer: Timer = {
  after(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => {
        clearTimeout(timeout);
        reject(signal?.reason);
      };
      const timeout = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal?.addEventListener('abort', stop, { once: true });
    });
  },
};
