/** Picks the page of those who help. */
import type { ScreenOf } from '../../electron/contract/view';
import { useOfficeTexts } from './office-texts';

export function OfficeScreen({ screen }: { readonly screen: ScreenOf<'office'> }) {
  useOfficeTexts();
  return <main data-office={screen.office.page} />;
}
