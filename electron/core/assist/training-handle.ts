/** The training path as the rest of the core sees it. */
import type { TrainingPage } from '../../contract/office/training';
import type { Result } from '../../contract/result';
import type { OfficeState } from '../kiosk/kiosk-state';
import type { Helper } from './helpers';
import type { Lesson } from './training-lessons';

export type Training = {
  /** Opens a lesson for who is signed in; null closes it. */
  open(helper: Helper, lessonId: string | null): Result<void>;
  /** The lesson open for `helper`, or null. */
  lessonOf(helper: Helper): Lesson | null;
  answer(helper: Helper, questionId: string, option: number): Result<void>;
  /** The session that has just begun is the task's practice. */
  practiceBegan(): void;
  /** The lesson the session on screen is practice for, or null. */
  practisingFor(): Lesson | null;
  /** Looks at the machine; called after every change. */
  observe(): void;
  /**
   * The session on screen is about to end. Answers the page to return to: the lesson's, where the
   * helper who learns ended it; nobody's, where it timed out or was not practice any more.
   */
  ended(reason: 'resident' | 'idle' | 'noConsent'): OfficeState | null;
  page(helper: Helper): TrainingPage;
};
