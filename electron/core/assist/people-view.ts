/** What the door, the frame and the people page show. */
import type { OfficePageOf, SignedInView } from '../../contract/office/office';
import type { Kiosk } from '../kiosk/kiosk';
import { pagesOf, permissionsOf } from './roles';
import { isOutsideHours, type SignedIn } from './sign-in';

/** The door. */
export function signInPage(kiosk: Kiosk): OfficePageOf<'signIn'> {
  const onShift = new Set(kiosk.shifts.open().map(({ helperId }) => helperId));
  return {
    page: 'signIn',
    helpers: kiosk.helpers
      .list()
      .map(({ id, name, role }) => ({ id, name, role, onShift: onShift.has(id) })),
    outside: isOutsideHours(kiosk),
  };
}

/** Who is signed in, for the frame around every page. */
export function signedInView({ helper: { name, role } }: SignedIn): SignedInView {
  return { name, role, may: permissionsOf(role), pages: pagesOf(role) };
}

/** The helpers of this machine, and what may be done to each. */
export function peoplePage(kiosk: Kiosk, { helper }: SignedIn): OfficePageOf<'people'> {
  const { helpers, shifts } = kiosk;
  const onShift = new Set(shifts.open().map(({ helperId }) => helperId));
  const list = helpers.list();
  return {
    page: 'people',
    people: list.map(({ id, name, role, locked }) => ({
      id,
      name,
      role,
      locked,
      onShift: onShift.has(id),
      self: id === helper.id,
      may: {
        remove: helpers.mayRemove(id, helper),
        unlock: locked && helpers.mayUnlock(id, helper),
        resetPin: helpers.mayResetPin(id, helper),
      },
    })),
    noWardOfficer: !list.some(({ role }) => role === 'wardOfficer'),
  };
}
