/** A scan under way: which page is coming, and the way out of it. */
import type { ScanningView } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Waiting } from '../../components';

export function ScanProgress({ scanning }: { readonly scanning: ScanningView }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const { pages, source, cancellable } = scanning;
  const label = !cancellable
    ? t('papers:scanStopping')
    : source === null
      ? t('papers:scanLooking')
      : source === 'flatbed'
        ? t('papers:scanningGlass')
        : t('papers:scanningPage', { number: pages + 1 });
  return (
    <Waiting
      label={label}
      {...(pages > 0 ? { hint: t('papers:scanned', { count: pages }) } : {})}
      {...(cancellable
        ? {
            onCancel: {
              label: t('papers:scanStop'),
              onPress: () => void act(() => core.papers.cancelScan()),
            },
          }
        : {})}
    />
  );
}
