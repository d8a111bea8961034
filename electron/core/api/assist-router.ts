/** The calls of assist mode. */
import { implement } from '@orpc/server';
import { pageContract } from '../../contract/page';
import { err } from '../../contract/result';
import {
  answerLeave,
  askLeave,
  closePanel,
  helpersHere,
  keepHiddenAnswer,
  openPanel,
  panelTouched,
} from '../assist/assist-session';
import type { Kiosk } from '../kiosk/kiosk';
import { outcome } from './outcome';

/** The handlers of the section. */
export function assistHandlers(kiosk: Kiosk) {
  const os = implement(pageContract).assist;
  return {
    helpers: os.helpers.handler(() => (kiosk.runtime.current() ? helpersHere(kiosk) : [])),
    open: os.open.handler(({ input }) =>
      outcome(() => openPanel(kiosk, input.helperId, input.pin)),
    ),
    touched: os.touched.handler(({ input }) => panelTouched(kiosk, input.where)),
    askTyping: os.askTyping.handler(() => outcome(() => askLeave(kiosk, { kind: 'typing' }))),
    askMandate: os.askMandate.handler(({ input }) =>
      outcome(() => askLeave(kiosk, { kind: 'mandate', reason: input.reason })),
    ),
    askPapers: os.askPapers.handler(() => outcome(() => askLeave(kiosk, { kind: 'papers' }))),
    answerLeave: os.answerLeave.handler(({ input }) =>
      outcome(() => answerLeave(kiosk, input.agree)),
    ),
    keepAnswer: os.keepAnswer.handler(() =>
      outcome(() => (kiosk.state.panel ? keepHiddenAnswer(kiosk) : err('SESSION_STALE'))),
    ),
    handBack: os.handBack.handler(() => outcome(() => closePanel(kiosk, 'pressed'))),
  };
}
