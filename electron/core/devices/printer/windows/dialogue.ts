/** The lines that `build/windows/print-status.ps1` prints, and what they mean. */
import { z } from 'zod';
import type { JobState, Observation } from '../job-follower';
import type { PrinterTrouble } from '../printer';

const PrinterLine = z.object({
  name: z.string().min(1).max(512),
  driver: z.string().max(512),
  port: z.string().max(512),
  /** PRINTER_STATUS_* flags of winspool.h. */
  status: z.int().nonnegative(),
  /** Win32_Printer.WorkOffline. */
  offline: z.boolean(),
  isDefault: z.boolean(),
});
export type WindowsPrinter = z.infer<typeof PrinterLine>;

const JobLine = z.object({
  id: z.int().nonnegative(),
  /** JOB_STATUS_* flags of winspool.h. */
  status: z.int().nonnegative(),
});
export type WindowsJob = z.infer<typeof JobLine>;

const Line = z.union([
  z.object({ printer: PrinterLine }),
  z.object({ state: z.object({ printer: PrinterLine.nullable(), jobs: z.array(JobLine) }) }),
  z.object({ cancelled: z.int() }),
  z.object({ done: z.literal(true) }),
  z.object({ error: z.string().max(64) }),
]);
export type PrintLine = z.infer<typeof Line>;

/** One line of the dialogue; undefined for a line that is none. */
export function readPrintLine(text: string): PrintLine | undefined {
  try {
    const line = Line.safeParse(JSON.parse(text));
    return line.success ? line.data : undefined;
  } catch {
    return undefined;
  }
}

/** PRINTER_STATUS_* of winspool.h, what people must mend first coming first. */
const PRINTER_FLAGS: ReadonlyArray<[number, PrinterTrouble]> = [
  [0x0040_0000, 'PRINTER_COVER_OPEN'],
  [0x0000_0008, 'PRINTER_JAM'],
  [0x0000_0010, 'PRINTER_PAPER_OUT'],
  // Paper problem.
  [0x0000_0040, 'PRINTER_JAM'],
  [0x0004_0000, 'PRINTER_INK_OUT'],
  [0x0000_0080, 'PRINTER_OFFLINE'],
  // Not available.
  [0x0000_1000, 'PRINTER_OFFLINE'],
  [0x0000_0001, 'PRINTER_PAUSED'],
  // Being deleted.
  [0x0000_0004, 'PRINTER_REJECTING'],
  [0x0000_0002, 'PRINTER_FAILED'],
];

/** What is wrong with a printer of Windows, or null. */
export function windowsTrouble(printer: WindowsPrinter): PrinterTrouble | null {
  const found = PRINTER_FLAGS.find(([flag]) => (printer.status & flag) !== 0)?.[1];
  return found ?? (printer.offline ? 'PRINTER_OFFLINE' : null);
}

/** JOB_STATUS_* of winspool.h. */
const JOB = {
  paused: 0x0001,
  error: 0x0002,
  deleting: 0x0004,
  printing: 0x0010,
  offline: 0x0020,
  paperOut: 0x0040,
  printed: 0x0080,
  deleted: 0x0100,
  blocked: 0x0200,
  complete: 0x1000,
} as const;

/** Where a job stands; a job that was seen and is gone has been printed: Windows keeps none. */
export function observe(
  job: WindowsJob | undefined,
  wasSeen: boolean,
  printer: WindowsPrinter | null,
): Observation {
  const trouble = printer ? windowsTrouble(printer) : 'PRINTER_OFFLINE';
  if (!job) return { job: wasSeen ? 'completed' : 'pending', trouble: wasSeen ? null : trouble };
  const has = (flag: number) => (job.status & flag) !== 0;
  let state: JobState = 'pending';
  if (has(JOB.printed) || has(JOB.complete)) state = 'completed';
  else if (has(JOB.deleting) || has(JOB.deleted)) state = 'cancelled';
  else if (has(JOB.paused)) state = 'held';
  else if (has(JOB.error) || has(JOB.blocked)) state = 'processing';
  else if (has(JOB.printing)) state = 'processing';
  const said: PrinterTrouble | null = has(JOB.paperOut)
    ? 'PRINTER_PAPER_OUT'
    : has(JOB.offline)
      ? 'PRINTER_OFFLINE'
      : has(JOB.error) || has(JOB.blocked)
        ? 'PRINTER_FAILED'
        : null;
  return { job: state, trouble: trouble ?? said };
}
