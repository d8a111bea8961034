/** Printers as the page sees them, the practice printer's panel, and slips kept for later. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Failure, Reason } from './reasons';

export const PrinterView = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.enum(['page', 'receipt']),
  ready: z.boolean(),
  /** What is wrong, where it is not ready. */
  reason: Reason.nullable(),
});
export type PrinterView = z.infer<typeof PrinterView>;

/** What the running job does; `trouble` is what it waits for people to mend. */
export const PrintProgress = z.object({
  phase: z.enum(['sending', 'waiting', 'printing']),
  trouble: Reason.nullable(),
});
export type PrintProgress = z.infer<typeof PrintProgress>;

/** The panel of the practice printer: what is wrong with it. */
export const PrinterPanel = z.object({
  paperOut: z.boolean(),
  jammed: z.boolean(),
  coverOpen: z.boolean(),
  paused: z.boolean(),
  rejecting: z.boolean(),
  unplugged: z.boolean(),
  hanging: z.boolean(),
});
export type PrinterPanel = z.infer<typeof PrinterPanel>;

const PrintOutcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), failure: Failure }),
]);
const act = oc.output(PrintOutcome);

/** A slip that waits, named by when it was kept and never by whose it is. */
export const KeptSlip = z.object({ id: z.string(), keptAt: z.iso.datetime(), triesLeft: z.int() });
export type KeptSlip = z.infer<typeof KeptSlip>;

export const printersContract = {
  /** Looks for printers again. */
  look: act,
  /** "Lưu để in sau": keeps the slip on screen, sealed, until it is printed or seven days pass. */
  keep: act,
  /** Slips that wait; only while nobody is at the machine. */
  kept: oc.output(z.array(KeptSlip)),
  /** Prints a kept slip after the last four digits of the person's number; then it is erased. */
  printKept: act.input(
    z.object({
      id: z.string().max(60),
      lastFourDigits: z.string().max(12),
      printer: z.string().max(300).nullable(),
    }),
  ),
  /** The panel of the practice printer; refused where there is a real one. */
  setPanel: act.input(PrinterPanel.partial()),
};
