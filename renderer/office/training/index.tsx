import type { OfficePageOf } from '../../../electron/contract/office/office';
import { useText } from '../../app/use-text';
import { OfficeFrame } from '../office-frame/office-frame';

export function TrainingPage(_: { readonly page: OfficePageOf<'training'> }) {
  const { t } = useText();
  return <OfficeFrame title={t('office:page.training')} />;
}
