/**
 * A hand-over agreed before the card. Until then the panel is closed and every step is the
 * resident's own; with the card's confirmation the sheet is there, for the officer whose PIN was
 * given and for nobody else. What is awaited is sealed with the session, dies with the process and
 * is forgotten after a while.
 */
import { ok, type Result } from '../../contract/result';
import type { SessionView } from '../../contract/view';
import { packOf } from '../dossiers/dossier-context';
import { dispatch, type Kiosk } from '../kiosk/kiosk';
import type { SessionEvent } from '../sessions/session-machine';
import type { Helper } from './helpers';
import { POLICE_HANDOVER, policeHandles } from './officer';
import { newPanel } from './panel-state';
import { may } from './roles';

/**
 * For this long after the resident's agreement the officer is taken to be there still: the notice
 * read aloud takes a minute and a half, and a card is looked for. Later the PIN is asked for again.
 */
export const AWAITED_SECONDS = 300;
const SECOND_MS = 1_000;

/** The officer who is awaited at the session on screen, or null. */
export function awaitedOfficer(kiosk: Kiosk): Helper | null {
  const data = kiosk.runtime.current()?.data;
  const pack = data ? packOf(kiosk.packs, data) : null;
  if (!data?.sheetAwaits || !pack || data.goal === 'account' || !policeHandles(pack)) return null;
  const passedMs = kiosk.monotonicMs() - kiosk.state.handedOverAtMs;
  if (passedMs > AWAITED_SECONDS * SECOND_MS) return null;
  const found = kiosk.helpers.find(data.sheetAwaits);
  if (!found || found.locked || !may(found.role, 'useOfficerSheet')) return null;
  const { id, name, role } = found;
  return { id, name, role };
}

/** What the resident sees of it before the card. */
export function awaitedView(kiosk: Kiosk): SessionView['handOver'] {
  const officer = kiosk.state.panel ? null : awaitedOfficer(kiosk);
  return officer ? { officerName: officer.name } : null;
}

/** "Đúng là tôi": in the same step the sheet opens for the officer who is awaited. */
export function confirmWithOfficer(
  kiosk: Kiosk,
  event: Extract<SessionEvent, { type: 'CONFIRM_IDENTITY' }>,
): Result<void> {
  const { state } = kiosk;
  const current = kiosk.runtime.current();
  const officer = state.panel ? null : awaitedOfficer(kiosk);
  if (!current || !officer) return dispatch(kiosk, event);
  state.panel = { ...newPanel(officer, kiosk.monotonicMs(), null), mandate: POLICE_HANDOVER };
  state.printState = 'idle';
  state.printFailure = null;
  const { procedureCode, practise } = current.data;
  const confirmed = dispatch(kiosk, { ...event, sheet: true }, () => {
    if (practise) return;
    const place = { step: 'officerSheet', procedureCode };
    kiosk.events.add({ kind: 'panelOpened', value: officer.role, ...place });
    kiosk.events.add({ kind: 'mandateGiven', value: POLICE_HANDOVER, procedureCode });
  });
  if (confirmed.ok) state.call = null;
  else state.panel = null;
  return confirmed;
}

/** "Thôi, tự làm": the resident's press, or time, sends the officer away. */
export function withdrawHandOver(kiosk: Kiosk): Result<void> {
  if (!kiosk.runtime.current()?.data.sheetAwaits) return ok(undefined);
  return dispatch(kiosk, { type: 'FORGET_AWAITED' });
}

/** Every second: who was awaited too long is awaited no longer. */
export function forgetLateOfficer(kiosk: Kiosk): void {
  if (kiosk.runtime.current()?.data.sheetAwaits && !awaitedOfficer(kiosk)) withdrawHandOver(kiosk);
}
