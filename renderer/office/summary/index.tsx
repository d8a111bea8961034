import type { OfficePageOf } from '../../../electron/contract/office/office';
import { useText } from '../../app/use-text';
import { OfficeFrame } from '../office-frame/office-frame';

export function SummaryPage(_: { readonly page: OfficePageOf<'summary'> }) {
  const { t } = useText();
  return <OfficeFrame title={t('office:page.summary')} />;
}
