/** Picks the page of those who help. */
import type { OfficePage } from '../../electron/contract/office/office';
import type { ScreenOf } from '../../electron/contract/view';
import { BoardPage } from './board';
import { DevicesPage } from './devices';
import { useOfficeTexts } from './office-texts';
import { PeoplePage } from './people/people';
import { RemotePage } from './remote/remote';
import { SignInPage } from './sign-in/sign-in';
import { SummaryPage } from './summary';
import { TrainingPage } from './training';

export function OfficeScreen({ screen }: { readonly screen: ScreenOf<'office'> }) {
  useOfficeTexts();
  return drawPage(screen.office);
}

function drawPage(page: OfficePage) {
  switch (page.page) {
    case 'signIn':
      return <SignInPage page={page} />;
    case 'board':
      return <BoardPage page={page} />;
    case 'summary':
      return <SummaryPage page={page} />;
    case 'people':
      return <PeoplePage page={page} />;
    case 'devices':
      return <DevicesPage page={page} />;
    case 'training':
      return <TrainingPage page={page} />;
    case 'remote':
      return <RemotePage page={page} />;
  }
}
