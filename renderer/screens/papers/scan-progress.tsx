/** A scan under way: which page is coming, and the way out of it. */
import type { ScanningView } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Waiting } from '../../components';

export function ScanProgress(props: {
  readonly scanning: ScanningView;
  /** Number of the page that is coming, counted with those the paper had before. */
  readonly number: number;
}) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const { pages, source, cancellable } = props.scanning;
  const label = !cancellable
    ? t('papers:scanStopping')
    : source === null
      ? t('papers:scanLooking')
      : source === 'flatbed'
        ? t('papers:scanningGlass')
        : t('papers:scanningPage', { number: props.number });
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
