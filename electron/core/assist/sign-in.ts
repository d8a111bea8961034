/** The door of those who help: signing in and out, and the one question every handler asks. */
import type { OutsideReason } from '../../contract/people';
import { err, ok, type Result } from '../../contract/result';
import type { Permission } from '../../contract/roles';
import type { Kiosk } from '../kiosk/kiosk';
import type { Helper } from './helpers';
import { isWithinHours } from './opening-hours';
import { type InnerPage, may, PAGE_PERMISSION, pagesOf } from './roles';

/** Who is signed in at this machine's pages for helpers. */
export type SignedIn = { helper: Helper };

/**
 * Answers who is signed in when that person may do `permission`, or else NOT_ALLOWED. Every
 * handler of a helper's page begins with it. A session on screen closes those pages, so nobody is
 * signed in while a resident works.
 */
export function requirePermission(kiosk: Kiosk, permission: Permission): Result<SignedIn> {
  const signedIn = whoIsSignedIn(kiosk);
  return signedIn && may(signedIn.helper.role, permission) ? ok(signedIn) : err('NOT_ALLOWED');
}

/** Who is signed in at this machine's pages, or null. */
export function whoIsSignedIn(kiosk: Kiosk): SignedIn | null {
  const id = kiosk.state.office?.helperId;
  if (!id || kiosk.runtime.current() || kiosk.state.resume) return null;
  const helper = kiosk.helpers.find(id);
  return helper && kiosk.shifts.of(id)
    ? { helper: { id: helper.id, name: helper.name, role: helper.role } }
    : null;
}

/** Whether a shift that begins now begins outside the opening hours. */
export function isOutsideHours(kiosk: Kiosk): boolean {
  return !isWithinHours(kiosk.point.hours, kiosk.now());
}

/** This point lets nobody work alone, and nobody who may help is on shift. */
export function needsHelper({ point, shifts }: Kiosk): boolean {
  return !point.residentsAlone && !shifts.helperOnShift();
}

/** From the welcome screen to the door. */
export function openOffice(kiosk: Kiosk): Result<void> {
  if (kiosk.runtime.current() || kiosk.state.resume) return err('SESSION_WRONG_STEP');
  kiosk.state.notice = null;
  kiosk.state.office = { page: 'signIn', helperId: null };
  kiosk.publish();
  return ok(undefined);
}

/** Back to the welcome screen; the shift goes on, and coming back asks for the PIN. */
export function closeOffice(kiosk: Kiosk): Result<void> {
  if (!kiosk.state.office) return err('SESSION_WRONG_STEP');
  kiosk.state.office = null;
  kiosk.publish();
  return ok(undefined);
}

/** Makes the first technician, who is then signed in; the machine is being set up. */
export async function createFirstTechnician(
  kiosk: Kiosk,
  name: string,
  pin: string,
): Promise<Result<void>> {
  if (!atTheDoor(kiosk)) return err('SESSION_WRONG_STEP');
  const made = await kiosk.helpers.createFirst(name, pin);
  if (!made.ok) return made;
  return enter(kiosk, made.value, isOutsideHours(kiosk) ? 'preparing' : null);
}

/** Signs a helper in and begins the shift where none is open. */
export async function signIn(
  kiosk: Kiosk,
  input: { helperId: string; pin: string; outsideReason?: OutsideReason | undefined },
): Promise<Result<void>> {
  if (!atTheDoor(kiosk)) return err('SESSION_WRONG_STEP');
  const begins = kiosk.shifts.of(input.helperId) === null;
  const outside = begins && isOutsideHours(kiosk);
  // Before the PIN: a forgotten reason must not cost a try.
  if (outside && !input.outsideReason) return err('SHIFT_REASON_NEEDED');
  const checked = await kiosk.helpers.checkPin(input.helperId, input.pin);
  if (!checked.ok) return checked;
  return enter(kiosk, checked.value, outside ? (input.outsideReason ?? null) : null);
}

function atTheDoor(kiosk: Kiosk): boolean {
  return kiosk.state.office !== null && !kiosk.runtime.current() && !kiosk.state.resume;
}

function enter(kiosk: Kiosk, helper: Helper, outsideReason: OutsideReason | null): Result<void> {
  // The door was shut while the PIN was checked.
  if (!atTheDoor(kiosk)) return err('SESSION_WRONG_STEP');
  if (!kiosk.shifts.of(helper.id)) {
    kiosk.shifts.begin(helper.id, outsideReason);
    kiosk.events.add({ kind: 'shiftStarted', value: helper.role }, null);
  }
  kiosk.state.office = { page: pagesOf(helper.role)[0] ?? 'training', helperId: helper.id };
  kiosk.publish();
  return ok(undefined);
}

/** "Hết ca": ends the shift of who is signed in, and goes back to the welcome screen. */
export function signOut(kiosk: Kiosk): Result<void> {
  const signedIn = whoIsSignedIn(kiosk);
  if (!signedIn) return err('NOT_ALLOWED');
  if (kiosk.shifts.end(signedIn.helper.id)) {
    kiosk.events.add({ kind: 'shiftEnded', value: signedIn.helper.role }, null);
  }
  return closeOffice(kiosk);
}

/** Opens another page the helper's role may see. */
export function goToPage(kiosk: Kiosk, page: InnerPage): Result<void> {
  const allowed = requirePermission(kiosk, PAGE_PERMISSION[page]);
  if (!allowed.ok) return allowed;
  kiosk.state.office = { page, helperId: allowed.value.helper.id };
  kiosk.publish();
  return ok(undefined);
}
