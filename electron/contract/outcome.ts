/** What a call answers: done, or a reason code with the numbers its sentence needs. */
import { z } from 'zod';
import { Failure } from './reasons';

export const Outcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), failure: Failure }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** Like `Outcome`, with a value where it went well. */
export function outcomeOf<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), failure: Failure }),
  ]);
}
