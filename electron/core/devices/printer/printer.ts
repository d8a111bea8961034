/** What the rest of the core knows about a printer, whatever driver is behind it. */
import type { PrintJob } from '../../../contract/host';
import type { Reason } from '../../../contract/reasons';
import type { Result } from '../../../contract/result';

export type PrinterTrouble = Extract<Reason, `PRINTER_${string}`>;

export type PrinterHealth = { ready: true } | { ready: false; reason: PrinterTrouble };

export type PrinterKind = 'page' | 'receipt';

/**
 * A document, made ready in the way a driver needs it: as a PDF for queues, or handed by main to a
 * Windows driver by the printer's system name.
 */
export type PrinterDocument = {
  /** ASCII, because queues mangle other letters; it says nothing about a person. */
  title: string;
  paper: PrintJob['paper'];
  pdf(): Promise<Uint8Array>;
  handOver(printer: string): Promise<{ handedOver: boolean; message: string }>;
};

/** What a job is doing, for the screen; `trouble` is what it waits for people to mend. */
export type JobProgress = {
  phase: 'sending' | 'waiting' | 'printing';
  trouble: PrinterTrouble | null;
};

export type Printer = {
  /** Stays the same through restarts and replugging: way and queue name or address. */
  readonly id: string;
  /** Name to show, as whoever set the printer up called it. */
  readonly label: string;
  readonly kind: PrinterKind;
  /** The roll of a receipt printer; null where pages are printed. */
  readonly roll: 'roll80' | 'roll58' | null;
  /** As last heard of. */
  health(): PrinterHealth;
  /** Asks the device or its queue how it is. Never throws for what they do. */
  check(): Promise<PrinterHealth>;
  /** Calls back when health may have changed; returns how to stop listening. */
  onHealth(listener: () => void): () => void;
  /**
   * Prints and follows the job to its real end. Misfortunes are results with a PRINTER_* reason;
   * whatever the end, nothing of the document stays in a queue that can still be reached. Aborting
   * `signal` cancels the job and answers PRINTER_FAILED.
   */
  print(
    document: PrinterDocument,
    signal: AbortSignal,
    onProgress?: (progress: JobProgress) => void,
  ): Promise<Result<{ jobId: string }>>;
  close(): Promise<void>;
};

/** One way of looking for printers. It never throws for what a device or service does. */
export type PrinterFinder = {
  find(signal: AbortSignal): Promise<Printer[]>;
  /** Takes out of the queues what an earlier run of the kiosk left in them. */
  sweep?(): Promise<void>;
  /** What a technician should mend about this way of printing. */
  warnings?(): Promise<Array<{ reason: PrinterTrouble; detail: string }>>;
};
