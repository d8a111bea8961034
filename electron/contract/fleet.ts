/** Remote help by phone: what the resident's screen shows of it, and the calls of both sides. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Failure } from './reasons';

/** Digits of the code that is read to the hotline. */
export const REMOTE_CODE_DIGITS = 6;

/** A field of the question on screen, or one of its choices, counted from 0. Never a value. */
export const Highlight = z.object({
  path: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
  option: z.int().min(0).max(999).nullable(),
});
export type Highlight = z.infer<typeof Highlight>;

/** Remote help as the resident's screen shows it; null where it cannot be had. */
export const RemoteHelpView = z.object({
  /** "Máy 2": said to the hotline together with the code. */
  machine: z.int(),
  /** The code to read out; null until somebody asks for one. */
  code: z.string().nullable(),
  /** Somebody has given the code and sees the question. */
  connected: z.boolean(),
  /** Until the code dies by itself. */
  minutesLeft: z.int(),
});
export type RemoteHelpView = z.infer<typeof RemoteHelpView>;

const act = oc.output(
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true) }),
    z.object({ ok: z.literal(false), failure: Failure }),
  ]),
);

export const fleetContract = {
  /** Resident's side: a new code; an older one dies. */
  openCode: act,
  /** Resident's side: the phone call is over. */
  endRemote: act,
  /** Helper's side: the code somebody reads from machine `machine`. */
  join: act.input(z.object({ machine: z.int().min(1).max(99), code: z.string().max(40) })),
  /** Helper's side: lights up a field there, or nothing. */
  point: act.input(z.object({ at: Highlight.nullable() })),
  /** Helper's side: done. */
  leave: act,
};
