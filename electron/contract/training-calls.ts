/** Calls of the training page, and of a practice run's end. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Outcome } from './outcome';

const act = oc.output(Outcome);
const Id = z.string().max(40);

export const trainingCalls = {
  /** Opens a lesson. */
  open: act.input(z.object({ lesson: Id })),
  /** Back to the list. */
  close: act,
  /** Begins a practice session for the task of the open lesson; its end comes back here. */
  practise: act,
  /** Answers a question of the open lesson with the option at `option`. */
  answer: act.input(z.object({ question: Id, option: z.int().min(0).max(9) })),
};

export const practiceCalls = {
  /** "Làm thử lần nữa": the same procedure from the beginning. */
  again: act,
  /** "Làm thật ngay": a session of its own, which knows nothing of the practice. */
  real: act,
};
