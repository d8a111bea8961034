/** The helper's door: who signs in here, and the first technician of a new machine. */
import { z } from 'zod';

export const SignInPage = z.object({ page: z.literal('signIn') });
export type SignInPage = z.infer<typeof SignInPage>;
