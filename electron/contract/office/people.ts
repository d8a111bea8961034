/** Helpers of this machine: made, unlocked, removed. */
import { z } from 'zod';

export const PeoplePage = z.object({ page: z.literal('people') });
export type PeoplePage = z.infer<typeof PeoplePage>;
