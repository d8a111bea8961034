/** The helper's pages of the view; each page's part is built where its data is kept. */
import type { Screen } from '../../contract/view';
import type { Kiosk } from '../kiosk/kiosk';
import type { OfficeState } from '../kiosk/kiosk-state';

/** Builds the page that is open. Nobody signed in sees the door and nothing else. */
export function officeScreen(_kiosk: Kiosk, office: OfficeState): Screen {
  const page = office.helperId === null ? 'signIn' : office.page;
  return { name: 'office', office: { page } };
}
