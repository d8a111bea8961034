/** Answer of the practice portal's look-up page: no person in it, ever. */
import { z } from 'zod';
import { DossierStatus } from './wire-text';

/**
 * Shape of dossier numbers in use, old and new unit codes alike (`000.00.31.H56-…`, `H99.12-…`).
 * Bộ Công an's own numbers (`G01.…-…-…`) have another shape and are looked up elsewhere.
 */
export const DOSSIER_NUMBER = /^(000\.\d\d\.\d\d\.)?[A-Z]\d\d(\.\d+)*-\d{6}-\d{4,6}$/;

export const TimelineStep = z.object({
  status: DossierStatus,
  at: z.iso.datetime(),
  note: z.string().optional(),
});
export type TimelineStep = z.infer<typeof TimelineStep>;

export const DossierTracking = z.object({
  number: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  submittedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().optional(),
  overdue: z.boolean(),
  timeline: z.array(TimelineStep),
});
export type DossierTracking = z.infer<typeof DossierTracking>;
