/** The calls of the panel "Chụp bằng điện thoại". */
import { implement } from '@orpc/server';
import { phoneContract } from '../../contract/phone';
import type { Failure } from '../../contract/reasons';
import { err, type Result } from '../../contract/result';
import type { PageIntake } from '../dossiers/page-intake';
import type { Kiosk } from '../kiosk/kiosk';

type Outcome = { ok: true } | { ok: false; failure: Failure };

/** Builds the handlers; `outcome` makes reason codes of what nobody expected. */
export function createPhoneRouter(
  kiosk: Kiosk,
  pages: PageIntake,
  outcome: (run: () => Result<unknown> | Promise<Result<unknown>>) => Promise<Outcome>,
) {
  const os = implement(phoneContract);
  const off = () => err('SESSION_WRONG_STEP');
  return os.router({
    open: os.open.handler(() => outcome(() => kiosk.phone?.open(pages.addPhoto) ?? off())),
    close: os.close.handler(() =>
      outcome(async () => {
        await kiosk.phone?.close();
        return { ok: true, value: undefined };
      }),
    ),
    sendSample: os.sendSample.handler(() => outcome(() => kiosk.phone?.sendSample() ?? off())),
  });
}
