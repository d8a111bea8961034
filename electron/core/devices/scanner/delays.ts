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
} & NetworkScannerDelays &
  ForeignProgramDelays &
  SearchDelays;

/** Waits of scanners that speak eSCL. */
export type NetworkScannerDelays = {
  /** A device that is switched on takes a connection at once; Wi-Fi asleep needs a few seconds. */
  connectMs: number;
  /** Capabilities and status are short texts; small devices take a second or two for them. */
  answerMs: number;
  /** "Not ready" (503) without Retry-After: sane-airscan asks again after 1 s, so devices bear it. */
  retryMs: number;
  /** A Retry-After longer than this is not believed: nobody waits that long at a counter. */
  longestRetryMs: number;
  /**
   * Some Brother devices answer "no more pages" when the next page is asked for too soon after
   * the last one; a second is what sane-airscan waits for them.
   */
  nextPageMs: number;
  /** Telling the device to forget a job must not keep anyone waiting. */
  deleteMs: number;
};

/** Waits around foreign programs: scanimage, PowerShell, NAPS2. */
export type ForeignProgramDelays = {
  /** Without a line from a program that scans for this long it hangs: as long as a page may take. */
  programSilenceMs: number;
  /** Listing devices asks every driver in turn, and some of them search the network. */
  programListMs: number;
  /**
   * A program that said it is finished gets this long to leave: backends hang in closing the
   * device too (SANE's own test backend does, once in fifty scans), and nobody need wait for it.
   */
  exitGraceMs: number;
  /** A program told to stop gets this long before it is killed; less than `stopGraceMs`. */
  killGraceMs: number;
};

/** Waits around looking for scanners and looking after the chosen one. */
export type SearchDelays = {
  /** Devices on the network answer a question within about a second; twice asked, with reserve. */
  discoverMs: number;
  /** A missing scanner is looked for again this long after the last look ended. */
  lookAgainMs: number;
  /** The chosen scanner is asked how it is this often while nobody scans. */
  checkEveryMs: number;
};

export const SCANNER_DELAYS: ScannerDelays = {
  pageDeadlineMs: 60_000,
  stopGraceMs: 3_000,
  fakeWarmUpMs: 600,
  fakePageMs: 900,
  folderQuietMs: 100,
  connectMs: 5_000,
  answerMs: 10_000,
  retryMs: 1_000,
  longestRetryMs: 5_000,
  nextPageMs: 1_000,
  deleteMs: 2_000,
  programSilenceMs: 60_000,
  programListMs: 20_000,
  exitGraceMs: 2_000,
  killGraceMs: 2_000,
  discoverMs: 3_000,
  lookAgainMs: 15_000,
  checkEveryMs: 15_000,
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
