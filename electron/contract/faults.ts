/** Broken machines, reported in two presses and kept until somebody mends them. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Outcome } from './outcome';

/** What people see of a broken machine; which device that means, the core knows. */
export const SYMPTOMS = [
  'scannerDead',
  'printerDead',
  'readerDead',
  'screenOrSound',
  'somethingElse',
] as const;
export const Symptom = z.enum(SYMPTOMS);
export type Symptom = z.infer<typeof Symptom>;

/** A fault that nobody has mended yet. */
export const FaultView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  symptom: Symptom,
  /** The device's name, as far as there was one. */
  label: z.string(),
  by: z.enum(['resident', 'helper']),
  /** The last lines of the devices' log before it. */
  log: z.array(z.string()),
});
export type FaultView = z.infer<typeof FaultView>;

const act = oc.output(Outcome);

export const faultCalls = {
  /** From any screen, by whoever stands there. */
  report: act.input(z.object({ symptom: Symptom })),
  /** "Đã sửa". */
  mend: act.input(z.object({ faultId: z.string().max(60) })),
  /** All faults, mended ones too, as a file for the district. */
  exportFile: act,
};
