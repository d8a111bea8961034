/** The calls of remote help by phone, both sides of the line. */
import { implement } from '@orpc/server';
import { pageContract } from '../../contract/page';
import { err, ok, type Result } from '../../contract/result';
import { requirePermission } from '../assist/sign-in';
import type { Exchange } from '../fleet/exchange';
import { endRemoteHelp, openRemoteCode } from '../fleet/fleet';
import type { Kiosk } from '../kiosk/kiosk';
import { outcome } from './outcome';

/** Builds the handlers of `fleet`. */
export function createFleetRouter(kiosk: Kiosk) {
  const os = implement(pageContract).fleet;

  /** For whoever answers the phone: signed in, allowed, and with an exchange. */
  const helping = (work: (exchange: Exchange) => Result<void> | Promise<Result<void>>) =>
    outcome(() => {
      const who = requirePermission(kiosk, 'remoteHelp');
      if (!who.ok) return who;
      const exchange = kiosk.fleet.exchange();
      return exchange ? work(exchange) : err('REMOTE_NO_EXCHANGE');
    });

  return {
    openCode: os.openCode.handler(() => outcome(() => openRemoteCode(kiosk))),
    endRemote: os.endRemote.handler(() => outcome(() => endRemoteHelp(kiosk))),
    join: os.join.handler(({ input }) =>
      helping(({ helping: side }) => side.join(`m${input.machine}`, input.code)),
    ),
    point: os.point.handler(({ input }) =>
      helping(({ helping: side }) => {
        const field = side.joined()?.where?.fieldKey;
        // The page was turned over there while somebody pressed here.
        if (input.at && input.at.path !== field) return err('SESSION_STALE');
        return side.point(input.at);
      }),
    ),
    leave: os.leave.handler(() =>
      helping(({ helping: side }) => {
        side.leave();
        return ok(undefined);
      }),
    ),
  };
}
