/** Six short lessons for volunteers, and how far each is. */
import { z } from 'zod';
import { LocalText } from '../pack';

/**
 * What the core can see happen in a practice session that a lesson began, or on the helper's
 * pages. A task is done when all of its parts were seen; nobody ticks them by hand.
 */
export const TRAINING_FACTS = [
  'practiceStarted',
  'cardRead',
  'answeredThree',
  'helpCalled',
  'panelOpened',
  'maskedSeen',
  'handedBack',
  'guidedAnswer',
  'selfAnswer',
  'togetherAnswer',
  'paperAdded',
  'submitted',
  'slipMade',
  'finished',
  'boardOpened',
] as const;
export const TrainingFact = z.enum(TRAINING_FACTS);
export type TrainingFact = z.infer<typeof TrainingFact>;

export const LessonState = z.enum(['new', 'begun', 'done']);
export type LessonState = z.infer<typeof LessonState>;

export const LessonCard = z.object({
  id: z.string(),
  title: LocalText,
  minutes: z.int(),
  state: LessonState,
});
export type LessonCard = z.infer<typeof LessonCard>;

export const LessonQuestion = z.object({
  id: z.string(),
  text: LocalText,
  options: z.array(LocalText),
  /** The answer given last; null before the first. */
  answered: z.object({ option: z.int(), right: z.boolean(), explanation: LocalText }).nullable(),
});
export type LessonQuestion = z.infer<typeof LessonQuestion>;

export const LessonView = LessonCard.extend({
  number: z.int(),
  text: z.array(LocalText),
  task: z.object({
    text: LocalText,
    parts: z.array(z.object({ fact: TrainingFact, text: LocalText, done: z.boolean() })),
  }),
  questions: z.array(LessonQuestion),
});
export type LessonView = z.infer<typeof LessonView>;

export const TrainingPage = z.object({
  page: z.literal('training'),
  lessons: z.array(LessonCard),
  open: LessonView.nullable(),
});
export type TrainingPage = z.infer<typeof TrainingPage>;
