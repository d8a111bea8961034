/** Help that fades: who chose to be remembered, and who at home can do it the next time. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Outcome } from './outcome';
import { CAN_DO } from './plain';
import { AssistanceLevel } from './roles';

/** Who at home can do it the next time. */
export const CanDo = z.enum(CAN_DO);
export type CanDo = z.infer<typeof CanDo>;

/** For somebody who chose to be remembered: the help of the last visit, and one level less. */
export const FadingView = z.object({ last: AssistanceLevel, offered: AssistanceLevel });
export type FadingView = z.infer<typeof FadingView>;

/** "Lần sau": two small questions at the end that nobody has to answer. */
export const NextTimeView = z.object({
  canDo: CanDo.nullable(),
  /** `known`: remembered since an earlier visit. */
  remember: z.enum(['off', 'on', 'known']),
});
export type NextTimeView = z.infer<typeof NextTimeView>;

const act = oc.output(Outcome);

export const rememberCalls = {
  /** Ticks or unticks "nhớ cho lần sau"; takes effect when the session ends. */
  choose: act.input(z.object({ remember: z.boolean() })),
  /** "Quên tôi": what was kept is erased at once. */
  forget: act,
  /** Pressing the same answer again takes it back. */
  canDo: act.input(z.object({ who: CanDo.nullable() })),
};
