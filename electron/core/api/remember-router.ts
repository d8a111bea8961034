/** The calls of "Lần sau": being remembered, being forgotten, and who can do it the next time. */
import { implement } from '@orpc/server';
import { pageContract } from '../../contract/page';
import { chooseRemember, forgetMe, setCanDo } from '../assist/fading';
import type { Kiosk } from '../kiosk/kiosk';
import { outcome } from './outcome';

/** Builds the handlers of `remember`. */
export function createRememberRouter(kiosk: Kiosk) {
  const os = implement(pageContract).remember;
  return {
    choose: os.choose.handler(({ input }) => outcome(() => chooseRemember(kiosk, input.remember))),
    forget: os.forget.handler(() => outcome(() => forgetMe(kiosk))),
    canDo: os.canDo.handler(({ input }) => outcome(() => setCanDo(kiosk, input.who))),
  };
}
