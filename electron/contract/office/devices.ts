/** The technician's page: everything found, chosen, tested; faults. */
import { z } from 'zod';
import { CardTest, DeviceView, TestResult } from '../devices';
import { FaultView } from '../faults';
import { PrintProgress } from '../printers';
import { Reason } from '../reasons';

export const DevicesPage = z.object({
  page: z.literal('devices'),
  devices: z.array(DeviceView),
  /** A look is under way. */
  looking: z.boolean(),
  /** Drivers that are missing or fail; `detail` is what the driver said. */
  driverTroubles: z.array(z.object({ source: z.string(), reason: Reason, detail: z.string() })),
  /** Typed addresses of network scanners. */
  addresses: z.array(z.string()),
  /** The receipt printer of point.json, as "host:port". */
  receiptAddress: z.string().nullable(),
  /** The last trial of each kind. */
  tests: z.array(TestResult),
  cardTest: z.object({ waiting: z.boolean(), result: CardTest.nullable() }),
  /** The text of the practice card, where one may be used. */
  sampleCard: z.string().nullable(),
  printTest: z
    .object({
      label: z.string(),
      state: z.enum(['printing', 'askPaper']),
      progress: PrintProgress.nullable(),
    })
    .nullable(),
  faults: z.array(FaultView),
  /** The file just written. */
  savedAs: z.string().nullable(),
});
export type DevicesPage = z.infer<typeof DevicesPage>;
