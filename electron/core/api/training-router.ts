/** The calls of the training page, and of a practice run's end. */
import { implement } from '@orpc/server';
import { pageContract } from '../../contract/page';
import { err, type Result } from '../../contract/result';
import type { Helper } from '../assist/helpers';
import { beginAnew, beginPractice } from '../assist/practise-again';
import { requirePermission } from '../assist/sign-in';
import type { Kiosk } from '../kiosk/kiosk';
import { outcome } from './outcome';

/** Builds the handlers of `training` and `practice`. */
export function createTrainingRouter(kiosk: Kiosk) {
  const os = implement(pageContract);

  /** Runs `work` for who may train, then shows what has changed. */
  const learning = (work: (helper: Helper) => Result<unknown>) =>
    outcome(() => {
      const who = requirePermission(kiosk, 'train');
      if (!who.ok) return who;
      const done = work(who.value.helper);
      kiosk.publish();
      return done;
    });

  return {
    training: {
      open: os.training.open.handler(({ input }) =>
        learning((helper) => kiosk.training.open(helper, input.lesson)),
      ),
      close: os.training.close.handler(() =>
        learning((helper) => kiosk.training.open(helper, null)),
      ),
      answer: os.training.answer.handler(({ input }) =>
        learning((helper) => kiosk.training.answer(helper, input.question, input.option)),
      ),
      practise: os.training.practise.handler(() =>
        outcome(() => {
          const who = requirePermission(kiosk, 'train');
          if (!who.ok) return who;
          const lesson = kiosk.training.lessonOf(who.value.helper);
          if (!lesson) return err('SESSION_WRONG_STEP');
          const { language, textSize } = kiosk.state;
          return beginPractice(kiosk, 'practise', lesson.procedure, { language, textSize }, true);
        }),
      ),
    },
    practice: {
      again: os.practice.again.handler(() => outcome(() => beginAnew(kiosk, 'practise'))),
      real: os.practice.real.handler(() => outcome(() => beginAnew(kiosk, 'procedure'))),
    },
  };
}
