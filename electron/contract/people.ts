/**
 * Calls of those who help: the door, who may do what, and the people themselves. A PIN is sent
 * once and is in no view.
 */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Outcome } from './outcome';
import { OUTSIDE_REASONS } from './plain';
import { Role } from './roles';

/** Most letters of a helper's name. */
export const MAX_HELPER_NAME_LENGTH = 60;

export const OutsideReason = z.enum(OUTSIDE_REASONS);
export type OutsideReason = z.infer<typeof OutsideReason>;

const act = oc.output(Outcome);
const HelperId = z.string().max(40);
/** What was pressed; its shape is judged by the core, so that a wrong one gets its own sentence. */
const Pin = z.string().max(40);
const Name = z.string().max(400);

export const officeCalls = {
  /** "Dành cho người giúp": from the welcome screen to the door. */
  open: act,
  /** "Về màn hình chính": the page closes, the shift goes on. */
  close: act,
  /** The first technician of a machine that has no helper yet; signs in at once. */
  createFirst: act.input(z.object({ name: Name, pin: Pin })),
  /** Opens the pages of a helper and begins the shift where none is open. */
  signIn: act.input(
    z.object({ helperId: HelperId, pin: Pin, outsideReason: OutsideReason.optional() }),
  ),
  /** "Hết ca". */
  signOut: act,
  go: act.input(
    z.object({
      page: z.enum(['board', 'summary', 'people', 'devices', 'training', 'remote']),
    }),
  ),
};

export const peopleCalls = {
  create: act.input(z.object({ name: Name, role: Role, pin: Pin })),
  /** The name and the PIN go; the times of the shifts stay, under a number that names nobody. */
  remove: act.input(z.object({ helperId: HelperId })),
  unlock: act.input(z.object({ helperId: HelperId })),
  resetPin: act.input(z.object({ helperId: HelperId, pin: Pin })),
};
