/** What the rest of the core knows about a scanner, whatever driver is behind it. */
import type { Reason } from '../../../contract/reasons';
import type { Result } from '../../../contract/result';

/**
 * A scanner is known by what it is, not by where it is plugged in: bus numbers change with every
 * plug.
 */
export type ScannerId = { vendor: string; product: string; serial: string };

export type ScannerTrouble = Extract<
  Reason,
  | 'SCANNER_NONE'
  | 'SCANNER_FAILED'
  | 'SCANNER_EMPTY'
  | 'SCANNER_JAM'
  | 'SCANNER_DOUBLE_FEED'
  | 'SCANNER_COVER_OPEN'
  | 'SCANNER_BUSY'
  | 'SCANNER_UNPLUGGED'
>;

export type ScannerHealth = { ready: true } | { ready: false; reason: ScannerTrouble };

export type ScanSource = 'flatbed' | 'feeder';

/** Where a device takes paper from, and whether its feeder takes both sides of a sheet. */
export type ScannerAbilities = { sources: readonly ScanSource[]; duplex: boolean };

/** Whether paper lies in the feeder. Many devices only say so by trying: those are 'unknown'. */
export type FeederState = 'loaded' | 'empty' | 'unknown';

/** Colour always: digitised papers must be 1:1 in colour, 200 dpi or finer. */
export type ScanJob = {
  source: ScanSource;
  dpi: 200 | 300;
  colour: true;
  /** Both sides of each sheet of the feeder, where the device can; else the front only. */
  duplex?: boolean;
};

/**
 * One page as the device gives it: a JPEG or PNG, at the resolution that was asked for or, where
 * the device has not got that one, the next finer it has.
 */
export type ScannedPage = { bytes: Uint8Array; dpi: number };

export type Scanner = {
  readonly id: ScannerId;
  /** Name to show, as the maker calls it. */
  readonly label: string;
  readonly abilities: ScannerAbilities;
  health(): ScannerHealth;
  /** Calls back when health may have changed; returns how to stop listening. */
  onHealth(listener: () => void): () => void;
  /** Looks into the feeder without moving anything. Never throws; bounded in time. */
  feeder(signal: AbortSignal): Promise<FeederState>;
  /**
   * Scans the glass once, or the feeder until it is empty. Each page is handed over as soon as it
   * is there, and the next waits until it was taken. Misfortunes are results with a SCANNER_*
   * reason; pages handed over before one stay with the caller. After `signal` is aborted no page
   * is handed over any more and the result is SCANNER_FAILED.
   */
  scan(
    job: ScanJob,
    onPage: (page: ScannedPage) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<Result<{ pages: number }>>;
  /** Lets go of the device and of everything watched. */
  close(): Promise<void>;
};
