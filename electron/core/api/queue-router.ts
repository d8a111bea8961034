/** The calls of the queue: taking a number on the welcome screen, calling the next on the board. */
import { implement } from '@orpc/server';
import { pageContract } from '../../contract/page';
import { err, ok } from '../../contract/result';
import { ticketDocument } from '../assist/queue-view';
import { requirePermission } from '../assist/sign-in';
import type { Kiosk } from '../kiosk/kiosk';
import { outcome } from './outcome';

/** Builds the handlers of `queue`. */
export function createQueueRouter(kiosk: Kiosk) {
  const os = implement(pageContract).queue;
  const { state } = kiosk;
  const isFree = () => !kiosk.runtime.current() && !state.resume && !state.office;

  return {
    open: os.open.handler(() =>
      outcome(() => {
        if (!kiosk.point.queue || !isFree()) return err('SESSION_WRONG_STEP');
        state.queueOpen = { ticket: null };
        kiosk.publish();
        return ok(undefined);
      }),
    ),
    close: os.close.handler(() =>
      outcome(() => {
        state.queueOpen = null;
        kiosk.publish();
        return ok(undefined);
      }),
    ),
    take: os.take.handler(({ input }) =>
      outcome(() => {
        // One press, one number: a second is taken by opening the page again.
        if (!state.queueOpen || state.queueOpen.ticket || !isFree()) {
          return err('SESSION_WRONG_STEP');
        }
        const { procedureCode } = input;
        if (procedureCode !== null && !kiosk.packs.has(procedureCode)) {
          return err('PROCEDURE_UNKNOWN');
        }
        const taken = kiosk.queue.take(procedureCode);
        if (!taken.ok) return taken;
        state.queueOpen = { ticket: taken.value };
        kiosk.publish();
        return ok(undefined);
      }),
    ),
    print: os.print.handler(() =>
      outcome(() => {
        const ticket = state.queueOpen?.ticket;
        if (!ticket || !isFree()) return err('SESSION_WRONG_STEP');
        return kiosk.printers.print((paper) => ticketDocument(kiosk, ticket, paper), null, {
          roll: true,
        });
      }),
    ),
    next: os.next.handler(() =>
      outcome(() => {
        const allowed = requirePermission(kiosk, 'callQueue');
        if (!allowed.ok) return allowed;
        const number = kiosk.fleet.exchange()?.number;
        if (!kiosk.queue.next(number === undefined ? '' : `m${number}`)) return err('QUEUE_EMPTY');
        kiosk.publish();
        return ok(undefined);
      }),
    ),
  };
}
