import type { OfficePageOf } from '../../../electron/contract/office/office';
import { useText } from '../../app/use-text';
import { OfficeFrame } from '../office-frame/office-frame';

export function BoardPage(_: { readonly page: OfficePageOf<'board'> }) {
  const { t } = useText();
  return <OfficeFrame title={t('office:page.board')} />;
}
