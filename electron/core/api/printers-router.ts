/** The calls about printers and slips kept for later. */
import { implement } from '@orpc/server';
import { printersContract } from '../../contract/printers';
import { err, ok } from '../../contract/result';
import { keepSlip, printKept } from '../dossiers/slip-printing';
import type { Kiosk } from '../kiosk/kiosk';
import { outcome } from './outcome';

/** Builds the handlers. */
export function createPrintersRouter(kiosk: Kiosk) {
  const os = implement(printersContract);
  return os.router({
    look: os.look.handler(() =>
      outcome(async () => {
        await kiosk.printers.look();
        return ok(undefined);
      }),
    ),
    keep: os.keep.handler(() => outcome(() => keepSlip(kiosk))),
    kept: os.kept.handler(() => (kiosk.runtime.current() ? [] : kiosk.keptSlips.list())),
    printKept: os.printKept.handler(({ input }) =>
      outcome(() => printKept(kiosk, input.id, input.lastFourDigits, input.printer)),
    ),
    setPanel: os.setPanel.handler(({ input }) =>
      outcome(() => (kiosk.printers.setPanel(input) ? ok(undefined) : err('SESSION_WRONG_STEP'))),
    ),
  });
}
