/** The helper's pages of the view; each page's part is built where its data is kept. */
import type { OfficePage } from '../../contract/office/office';
import type { Screen } from '../../contract/view';
import { boardPage } from '../assist/board';
import { peoplePage, signedInView, signInPage } from '../assist/people-view';
import { may } from '../assist/roles';
import { type SignedIn, whoIsSignedIn } from '../assist/sign-in';
import { devicesPage } from '../devices/health/devices-page';
import { remotePage } from '../fleet/remote-page';
import type { Kiosk } from '../kiosk/kiosk';
import type { OfficeState } from '../kiosk/kiosk-state';
import { summaryPage } from '../statistics/summary-page';

/** Builds the page that is open. Nobody signed in sees the door and nothing else. */
export function officeScreen(kiosk: Kiosk, office: OfficeState): Screen {
  const signedIn = whoIsSignedIn(kiosk);
  if (!signedIn) return { name: 'office', office: signInPage(kiosk), signedIn: null };
  return {
    name: 'office',
    office: innerPage(kiosk, office.page, signedIn),
    signedIn: signedInView(signedIn),
  };
}

function innerPage(kiosk: Kiosk, page: OfficeState['page'], signedIn: SignedIn): OfficePage {
  switch (page) {
    case 'signIn':
      return signInPage(kiosk);
    case 'people':
      return peoplePage(kiosk, signedIn);
    case 'board':
      return boardPage(kiosk, signedIn);
    case 'summary':
      return summaryPage(kiosk, kiosk.state.office?.summary?.period ?? 'today', {
        mayExport: may(signedIn.helper.role, 'exportCounts'),
        savedAs: kiosk.state.office?.summary?.savedAs ?? null,
        print: kiosk.state.office?.summary?.print ?? 'idle',
      });
    case 'devices':
      return devicesPage(kiosk);
    case 'training':
      return kiosk.training.page(signedIn.helper);
    case 'remote':
      return remotePage(kiosk);
  }
}
