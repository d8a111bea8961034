/** The helper's door: who signs in here, and the first technician of a new machine. */
import { z } from 'zod';
import { Role } from '../roles';

export const SignInPage = z.object({
  page: z.literal('signIn'),
  /** Empty on a new machine: the first technician is made. */
  helpers: z.array(
    z.object({ id: z.string(), name: z.string(), role: Role, onShift: z.boolean() }),
  ),
  /** Outside the opening hours: whoever begins a shift says why. */
  outside: z.boolean(),
});
export type SignInPage = z.infer<typeof SignInPage>;
