/** The evening's counts and the ward officer's charts. */
import { z } from 'zod';

export const SummaryPage = z.object({ page: z.literal('summary') });
export type SummaryPage = z.infer<typeof SummaryPage>;
