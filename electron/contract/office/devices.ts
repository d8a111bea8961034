/** The technician's page: everything found, chosen, tested; faults. */
import { z } from 'zod';

export const DevicesPage = z.object({ page: z.literal('devices') });
export type DevicesPage = z.infer<typeof DevicesPage>;
