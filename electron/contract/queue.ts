/** The queue of one evening: a number and a wish, nobody's name. Kept on this machine. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Outcome } from './outcome';
import { LocalText } from './pack';

export const TicketView = z.object({
  number: z.int(),
  /** People with a smaller number who have not been called. */
  ahead: z.int(),
  /** A guess from this evening's visits, in minutes; null before there is anything to guess from. */
  waitMinutes: z.int().nullable(),
});
export type TicketView = z.infer<typeof TicketView>;

/** Somebody who waits, as the board shows it. */
export const WaitingTicket = z.object({
  number: z.int(),
  procedure: LocalText.nullable(),
  /** Whole minutes since the number was taken. */
  waitedMinutes: z.int(),
});
export type WaitingTicket = z.infer<typeof WaitingTicket>;

export const QueueView = z.object({
  waiting: z.array(WaitingTicket),
  /** The number called last this evening. */
  called: z.int().nullable(),
});
export type QueueView = z.infer<typeof QueueView>;

const act = oc.output(Outcome);

export const queueCalls = {
  /** "Lấy số": from the welcome screen. */
  open: act,
  close: act,
  take: act.input(z.object({ procedureCode: z.string().max(20).nullable() })),
  /** Prints the number just taken; it is on the screen either way. */
  print: act,
  /** Calls the next number; a helper's press on the board. */
  next: act,
};
