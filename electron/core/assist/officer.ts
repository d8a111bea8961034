/**
 * Handing a dossier over to the area police: which procedures are theirs, and when the sheet is
 * open. The session stays on the resident's screen; the sheet lies over it while the officer's
 * panel is open under the resident's mandate, and nothing of it outlives the process but answers.
 */
import type { MandateReason } from '../../contract/assist';
import type { LifeEvent, LocalText, Pack } from '../../contract/pack';
import { err, ok, type Result } from '../../contract/result';
import type { Role } from '../../contract/roles';
import { packOf } from '../dossiers/dossier-context';
import { dispatch, type Kiosk } from '../kiosk/kiosk';
import type { SessionScreen } from '../sessions/session-data';
import { may } from './roles';

/** Without input of the officer for this long the resident's screen comes back. */
export const SHEET_RETURN_SECONDS = 180;

/** Why the resident gives the mandate when an officer takes over. */
export const POLICE_HANDOVER = 'policeHandover' satisfies MandateReason;

/** Screens of a dossier that is being filled in, its person confirmed. */
const SCREENS: ReadonlySet<SessionScreen> = new Set(['ready', 'prefilled', 'question', 'papers']);

/** Screens before the card where the hand-over can be agreed; the sheet opens after it. */
const AHEAD: ReadonlySet<SessionScreen> = new Set(['consent', 'identify']);

/** Residence (Law 68/2020/QH14) and identity (Law 26/2023/QH15) are registered by the police. */
const POLICE_EVENTS: ReadonlySet<LifeEvent> = new Set<LifeEvent>(['residence', 'identity']);

/** Whether the police receive this procedure's dossiers, and it is about residence or identity. */
export function policeHandles(pack: Pick<Pack, 'group' | 'lifeEvents'>): boolean {
  return pack.group === 'congan' && pack.lifeEvents.some((event) => POLICE_EVENTS.has(event));
}

/** Whether somebody of this role may be given the dossier on screen. */
export function canHandOver(kiosk: Kiosk, role: Role): boolean {
  const current = kiosk.runtime.current();
  const pack = current && packOf(kiosk.packs, current.data);
  if (!current || !pack || !may(role, 'useOfficerSheet')) return false;
  const { screen, data } = current;
  const inTime = data.identityConfirmed
    ? SCREENS.has(screen)
    : AHEAD.has(screen) && data.sheetAwaits === null;
  return inTime && policeHandles(pack) && !kiosk.state.preparing;
}

/** The procedures somebody of this role may begin for a resident. */
export function policeProcedures(
  { packs }: Kiosk,
  role: Role,
): Array<{ code: string; name: LocalText }> {
  if (!may(role, 'useOfficerSheet')) return [];
  return [...packs.values()]
    .filter(policeHandles)
    .map(({ code, shortName }) => ({ code, name: shortName }));
}

/** Lays the sheet over the resident's screen, for the officer whose panel is open. */
export function openSheet(kiosk: Kiosk): Result<void> {
  const { panel } = kiosk.state;
  if (!panel || !canHandOver(kiosk, panel.helper.role)) return err('SESSION_WRONG_STEP');
  kiosk.state.doubt = null;
  kiosk.state.printState = 'idle';
  kiosk.state.printFailure = null;
  return dispatch(kiosk, { type: 'OPEN_SHEET' });
}

/** Whether the sheet is open now, for an officer with the resident's mandate. */
export function sheetOpen({ runtime, state: { panel } }: Kiosk): boolean {
  if (panel?.mandate !== POLICE_HANDOVER) return false;
  return may(panel.helper.role, 'useOfficerSheet') && runtime.current()?.data.officerSheet === true;
}

/** Takes the sheet away: the resident's screen is there again, with every answer that was kept. */
export function leaveSheet(kiosk: Kiosk): Result<void> {
  const current = kiosk.runtime.current();
  if (!current?.data.officerSheet) return ok(undefined);
  // A scan for the sheet must not bring pages to a screen that shows no papers.
  kiosk.state.scanning?.stop.abort(new Error('sheet closed'));
  return dispatch(kiosk, { type: 'CLOSE_SHEET' });
}
