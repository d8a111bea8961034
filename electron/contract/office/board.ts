/** The evening board: machines, calls, the queue, counts. Nothing on it is of any person. */
import { z } from 'zod';
import { LocalText } from '../pack';
import { QueueView } from '../queue';
import { Reason } from '../reasons';
import { AssistanceLevel } from '../roles';

const Count = z.int().min(0);
const Seconds = z.int().min(0);

export const BoardMachine = z.object({
  /** "Máy 2"; null for the only machine of a point. */
  number: z.int().nullable(),
  self: z.boolean(),
  /** `unknown`: not heard lately, what is told of it is what it last said; `off`: switched off. */
  heard: z.enum(['fresh', 'unknown', 'off']),
  /** Since it was last heard; null when it was not since this machine started. */
  silentSeconds: Seconds.nullable(),
  state: z.enum(['idle', 'inSession', 'askResume', 'office', 'needsCare', 'off']).nullable(),
  procedure: LocalText.nullable(),
  /** The step or the question. */
  place: LocalText.nullable(),
  onStepSeconds: Seconds.nullable(),
  /** `quiet`: nobody pressed, a step stays unanswered. */
  call: z.object({ kind: z.enum(['pressed', 'quiet']), seconds: Seconds }).nullable(),
  level: AssistanceLevel.nullable(),
  troubles: z.array(Reason),
  /** How many minutes its clock is off, where that is worth a word; + is ahead. */
  clockMinutes: z.int().nullable(),
});
export type BoardMachine = z.infer<typeof BoardMachine>;

export const BoardPage = z.object({
  page: z.literal('board'),
  /** `none`: this machine belongs to no exchange; `refused`: its key is not taken. */
  exchange: z.enum(['none', 'connecting', 'connected', 'unreachable', 'refused', 'untrusted']),
  /** Who calls first, then by number. */
  machines: z.array(BoardMachine),
  /** Of this day, over all machines; as last told by those not heard. */
  counts: z.object({
    residents: Count,
    submitted: Count,
    levels: z.record(AssistanceLevel, Count),
    mostAsked: LocalText.nullable(),
    /** Minutes a dossier took on this machine, the middle one. */
    medianMinutes: z.number().nullable(),
    /** Some machine's figures may be old. */
    incomplete: z.boolean(),
  }),
  queue: QueueView.nullable(),
  mayCallQueue: z.boolean(),
  /** Procedures an area officer may begin for a resident here; empty for everybody else. */
  handOver: z.array(z.object({ code: z.string(), name: LocalText })),
});
export type BoardPage = z.infer<typeof BoardPage>;
