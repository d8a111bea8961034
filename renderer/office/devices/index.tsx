import type { OfficePageOf } from '../../../electron/contract/office/office';
import { useText } from '../../app/use-text';
import { OfficeFrame } from '../office-frame/office-frame';

export function DevicesPage(_: { readonly page: OfficePageOf<'devices'> }) {
  const { t } = useText();
  return <OfficeFrame title={t('office:page.devices')} />;
}
