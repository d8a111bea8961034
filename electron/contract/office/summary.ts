/** The evening's counts and the ward officer's charts. No figure in it belongs to one person. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Outcome } from '../outcome';
import { LocalText } from '../pack';
import { AssistanceLevel } from '../roles';

/** From midnight to midnight in Việt Nam; a week and a month end today. */
export const SummaryPeriod = z.enum(['today', 'week', 'month']);
export type SummaryPeriod = z.infer<typeof SummaryPeriod>;

const Count = z.int().min(0);
const Levels = z.record(AssistanceLevel, Count);

/** The page of charts on its way to paper; `printed` until something else is done. */
export const SummaryPrint = z.enum(['idle', 'printing', 'printed']);
export type SummaryPrint = z.infer<typeof SummaryPrint>;

/** A bar: what it is, and how often. */
export const SummaryBar = z.object({ label: LocalText, count: Count });
export type SummaryBar = z.infer<typeof SummaryBar>;

export const SummaryPage = z.object({
  page: z.literal('summary'),
  period: SummaryPeriod,
  /** First and last day, as people write them. */
  from: z.string(),
  to: z.string(),
  residents: Count,
  sessions: Count,
  practised: Count,
  submitted: Count,
  meanMinutes: z.number().nullable(),
  medianMinutes: z.number().nullable(),
  underTarget: Count,
  targetMinutes: z.int(),
  levels: Levels,
  procedures: z.array(z.object({ name: LocalText, submitted: Count, levels: Levels })),
  asked: z.array(SummaryBar),
  abandoned: z.array(SummaryBar),
  ratings: z.object({ good: Count, fair: Count, bad: Count }),
  visits: z.array(z.object({ visit: Count, times: Count, alone: Count })),
  /** Visits whose resident said who at home can do it the next time, and those with nobody yet. */
  canDo: z.object({ somebody: Count, nobody: Count }),
  queue: z.object({ taken: Count, called: Count, waitMinutes: z.number().nullable() }),
  faults: Count,
  /** Whether this person may take the figures away. */
  mayExport: z.boolean(),
  /** The file just written. */
  savedAs: z.string().nullable(),
  print: SummaryPrint,
});
export type SummaryPage = z.infer<typeof SummaryPage>;

const act = oc.output(Outcome);

export const summaryCalls = {
  setPeriod: act.input(z.object({ period: SummaryPeriod })),
  /** Writes the figures, small counts rounded, into the folder for figures. */
  exportFile: act.input(z.object({ format: z.enum(['csv', 'xlsx', 'pdf']) })),
  /** Prints the page of charts on A4, small counts rounded, and follows it to its end. */
  print: act,
};
