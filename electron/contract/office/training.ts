/** Six short lessons for volunteers, and how far each is. */
import { z } from 'zod';

export const TrainingPage = z.object({ page: z.literal('training') });
export type TrainingPage = z.infer<typeof TrainingPage>;
