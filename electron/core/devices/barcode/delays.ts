/** Every waiting time around a reader in one place, each with its reason. */

export type ReaderDelays = {
  /**
   * Reports of one scan come 1-10 ms apart: after this silence the rest never comes. Serial bytes
   * come less evenly; after the same silence a line set up without Enter has said all.
   */
  partSilenceMs: number;
  /** A full last report without a continuation bit (layout B): the next would be here by now. */
  lastReportSilenceMs: number;
  /**
   * A card left under the reader is read again and again. Each repeat starts the time anew, so a
   * forgotten card cannot reach the next resident.
   */
  repeatWindowMs: number;
  /** Opening takes milliseconds; a driver that needs this long hangs. */
  openDeadlineMs: number;
  /** Closing may hang on a device that is gone; nobody waits longer for it. */
  closeDeadlineMs: number;
  /** Listing all devices takes some 50 ms, on slow machines with many a second. */
  lookDeadlineMs: number;
  /** After a device file appears, udev needs a moment to set its rights. */
  settleMs: number;
  /**
   * Looking for a first reader where the system does not tell of plugging in. Listing slows the
   * reading of open devices (README of node-hid), so it is done only while none is open.
   */
  nonePollMs: number;
  /** One reader works, another known one does not: look for it seldom. */
  missingPollMs: number;
  /** Another process writes the fake's folder in several steps: look when it has been quiet. */
  folderQuietMs: number;
};

export const READER_DELAYS: ReaderDelays = {
  partSilenceMs: 500,
  lastReportSilenceMs: 80,
  repeatWindowMs: 1_500,
  openDeadlineMs: 5_000,
  closeDeadlineMs: 2_000,
  lookDeadlineMs: 10_000,
  settleMs: 300,
  nonePollMs: 4_000,
  missingPollMs: 30_000,
  folderQuietMs: 50,
};

/** The clock of the machines: tests bring one that stands still. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(id: unknown): void;
};

type Waiting = { timer: NodeJS.Timeout; immediate?: NodeJS.Immediate };

/**
 * The real one. When a timer is due, whatever the system already holds for us is taken first:
 * after a stall of this process a report in the queue must not be called silence.
 */
export const realClock: Clock = {
  now: Date.now,
  setTimeout(run, ms) {
    const waiting: Waiting = {
      timer: setTimeout(() => {
        waiting.immediate = setImmediate(run);
      }, ms),
    };
    return waiting;
  },
  clearTimeout(id) {
    const waiting = id as Waiting | undefined;
    clearTimeout(waiting?.timer);
    clearImmediate(waiting?.immediate);
  },
};
