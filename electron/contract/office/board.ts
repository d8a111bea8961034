/** The evening board: machines, calls, the queue, counts. */
import { z } from 'zod';

export const BoardPage = z.object({ page: z.literal('board') });
export type BoardPage = z.infer<typeof BoardPage>;
