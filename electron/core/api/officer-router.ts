/** The calls of the officer's sheet. */
import { implement } from '@orpc/server';
import { pageContract } from '../../contract/page';
import { askLeave } from '../assist/assist-session';
import { POLICE_HANDOVER } from '../assist/officer';
import { withdrawHandOver } from '../assist/officer-ahead';
import {
  addressesOnSheet,
  answerOnSheet,
  awaitCard,
  cardOnSheet,
  inviteResident,
  valueOnSheet,
} from '../assist/officer-answer';
import { beginForResident } from '../assist/officer-begin';
import { printDraft } from '../assist/officer-print';
import type { Kiosk } from '../kiosk/kiosk';
import { outcome, unexpected } from './outcome';

/** The handlers of the section. */
export function officerHandlers(kiosk: Kiosk) {
  const os = implement(pageContract).officer;
  return {
    begin: os.begin.handler(({ input }) => outcome(() => beginForResident(kiosk, input.code))),
    withdraw: os.withdraw.handler(() => outcome(() => withdrawHandOver(kiosk))),
    ask: os.ask.handler(() =>
      outcome(() => askLeave(kiosk, { kind: 'mandate', reason: POLICE_HANDOVER })),
    ),
    answer: os.answer.handler(({ input: { path, value, keepWarnings } }) => {
      try {
        return answerOnSheet(kiosk, path, value, keepWarnings ?? false);
      } catch (error) {
        return { ok: false as const, failure: unexpected(error) };
      }
    }),
    value: os.value.handler(({ input }) => valueOnSheet(kiosk, input.path)),
    addresses: os.addresses.handler(({ input }) => addressesOnSheet(kiosk, input.text)),
    card: os.card.handler(({ input }) => outcome(() => cardOnSheet(kiosk, input.path, input.text))),
    awaitCard: os.awaitCard.handler(({ input }) => outcome(() => awaitCard(kiosk, input.path))),
    print: os.print.handler(() => outcome(() => printDraft(kiosk))),
    invite: os.invite.handler(() => outcome(() => inviteResident(kiosk))),
  };
}
