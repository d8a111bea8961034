/** Help for somebody at another machine, by phone: which screen they see, and pointing at it. */
import { z } from 'zod';
import { Highlight } from '../fleet';
import { HelperNote, LocalText } from '../pack';

/** The question somebody sees, from the pack: never an answer. */
export const RemoteQuestion = z.object({
  path: z.string(),
  question: LocalText,
  hint: LocalText.nullable(),
  /** What can be chosen, in the order of the pack; empty where something is typed. */
  options: z.array(LocalText),
  help: HelperNote,
});
export type RemoteQuestion = z.infer<typeof RemoteQuestion>;

export const RemotePage = z.object({
  page: z.literal('remote'),
  /** How this machine stands to the exchange. */
  link: z.enum(['none', 'connecting', 'connected', 'unreachable', 'refused', 'untrusted']),
  /** Machines with a code waiting to be given. */
  waiting: z.array(z.object({ machine: z.int() })),
  joined: z
    .object({
      machine: z.int(),
      /** `lost`: nothing heard from there for a while; it may come back. */
      state: z.enum(['open', 'lost', 'ended']),
      /** Name of the screen there, for its words. */
      screen: z.string(),
      procedure: LocalText.nullable(),
      /** The paper asked for, on the screen of papers. */
      paper: LocalText.nullable(),
      question: RemoteQuestion.nullable(),
      highlight: Highlight.nullable(),
    })
    .nullable(),
});
export type RemotePage = z.infer<typeof RemotePage>;
