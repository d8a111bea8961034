/** How every practice printer behaves; the three of them differ only in who sets its state. */
import { err, ok, type Result } from '../../../contract/result';
import type { Timer } from '../scanner/delays';
import type { PrinterDelays } from './delays';
import { createJobFollower } from './job-follower';
import type { Printer, PrinterDocument, PrinterHealth, PrinterTrouble } from './printer';

/** What can be wrong with the device at a moment. */
export type FakePrinterState = {
  unplugged: boolean;
  coverOpen: boolean;
  jammed: boolean;
  paperOut: boolean;
  inkOut: boolean;
  paused: boolean;
  rejecting: boolean;
  /** The driver neither answers nor stops. */
  hanging: boolean;
};

export const WELL: FakePrinterState = {
  unplugged: false,
  coverOpen: false,
  jammed: false,
  paperOut: false,
  inkOut: false,
  paused: false,
  rejecting: false,
  hanging: false,
};

/** What is worst comes first. */
const WORST_FIRST: ReadonlyArray<[keyof FakePrinterState, PrinterTrouble]> = [
  ['unplugged', 'PRINTER_OFFLINE'],
  ['coverOpen', 'PRINTER_COVER_OPEN'],
  ['jammed', 'PRINTER_JAM'],
  ['paperOut', 'PRINTER_PAPER_OUT'],
  ['inkOut', 'PRINTER_INK_OUT'],
  ['rejecting', 'PRINTER_REJECTING'],
  ['paused', 'PRINTER_PAUSED'],
];

/** What is wrong with a printer in this state; a driver that hangs does not say so. */
export function troubleOf(state: FakePrinterState): PrinterTrouble | null {
  return WORST_FIRST.find(([part]) => state[part])?.[1] ?? null;
}

export function healthOf(state: FakePrinterState): PrinterHealth {
  const reason = troubleOf(state);
  return reason === null ? { ready: true } : { ready: false, reason };
}

export type FakeParts = {
  state: () => FakePrinterState;
  /** The queue: the document lies in it from the hand-over to the end of its job. */
  queue: Map<string, Uint8Array>;
  /** A whole sheet comes out. */
  comesOut: (pdf: Uint8Array, document: PrinterDocument) => Promise<void> | void;
  delays: PrinterDelays;
  timer: Timer;
};

let jobs = 0;

/** One job, followed by the same machine as a real queue's. The queue is empty at its end. */
export async function fakePrint(
  { state, queue, comesOut, delays, timer }: FakeParts,
  document: PrinterDocument,
  signal: AbortSignal,
  onProgress: Parameters<Printer['print']>[2],
): Promise<Result<{ jobId: string }>> {
  const before = troubleOf(state());
  if (before) return err(before);
  jobs += 1;
  const jobId = String(jobs);
  let clockMs = 0;
  const pass = async (ms: number) => {
    if (state().hanging) await new Promise(() => undefined);
    await timer.after(ms, signal);
    clockMs += ms;
  };
  try {
    onProgress?.({ phase: 'sending', trouble: null });
    const pdf = await document.pdf();
    queue.set(jobId, pdf);
    await pass(delays.fakeSendMs);
    const follower = createJobFollower(delays, clockMs);
    for (let paperMs = 0; ; ) {
      const trouble = troubleOf(state());
      const job = paperMs >= delays.fakePageMs && !trouble ? 'completed' : 'processing';
      const decision = follower.see({ job, trouble }, clockMs);
      if (decision.go === 'failed') return err(decision.reason);
      if (decision.go === 'done') {
        await comesOut(pdf, document);
        return ok({ jobId });
      }
      onProgress?.(decision.progress);
      await pass(delays.pollMs);
      // Paper stands still while something is wrong.
      if (!troubleOf(state())) paperMs += delays.pollMs;
    }
  } catch (error) {
    if (signal.aborted) return err('PRINTER_FAILED');
    throw error;
  } finally {
    queue.delete(jobId);
  }
}
