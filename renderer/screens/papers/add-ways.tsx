/** The ways to add a page: one big "Quét giấy" where there is a scanner, the small ones below. */
import type { ReactNode } from 'react';
import type { ScannerView } from '../../../electron/contract/view';
import { useText } from '../../app/use-text';
import { Button, Icon } from '../../components';
import { FaultEntryFor } from '../../faults/fault-entry';

export interface AddWaysProps {
  readonly scanner: ScannerView | null;
  readonly busy: boolean;
  readonly onScan: (place: 'auto' | 'flatbed') => void;
  readonly onFile: () => void;
  /** Both sides of sheets in the feeder. */
  readonly bothSides: boolean;
  readonly onBothSides: (bothSides: boolean) => void;
  /** The scanner's trouble stands in a notice already. */
  readonly troubleSaid: boolean;
  /** More ways, each a `<li>`: camera, phone. */
  readonly children?: ReactNode;
}

export function AddWays(props: AddWaysProps) {
  const { scanner, busy } = props;
  const { t } = useText();
  return (
    <div className="papers-add-ways">
      {scanner === null ? null : <ScanWay {...props} scanner={scanner} />}
      <ul className="papers-ways" aria-label={t('papers:ways')}>
        {props.children}
        <li>
          <Button
            variant={scanner === null ? 'primary' : 'secondary'}
            icon="file"
            isDisabled={busy}
            onPress={props.onFile}
          >
            {t('papers:addFile')}
          </Button>
        </li>
        {scanner?.feeder && scanner.glass ? (
          <li>
            <Button isDisabled={busy} onPress={() => props.onScan('flatbed')}>
              {t('papers:scanGlass')}
            </Button>
          </li>
        ) : null}
        {scanner?.feeder && scanner.duplex ? (
          <li>
            <Button
              {...(props.bothSides ? { icon: 'check' as const } : {})}
              aria-pressed={props.bothSides}
              isDisabled={busy}
              onPress={() => props.onBothSides(!props.bothSides)}
            >
              {t('papers:bothSides')}
            </Button>
          </li>
        ) : null}
      </ul>
      {scanner === null ? <p className="muted">{t('papers:kinds')}</p> : null}
    </div>
  );
}

function ScanWay(props: AddWaysProps & { readonly scanner: ScannerView }) {
  const { scanner, busy } = props;
  const { t, reason } = useText();
  const ready = scanner.trouble === null;
  return (
    <div className="papers-actions">
      {/* Pressed in trouble too: the scan looks again, and says what is the matter now. */}
      <Button
        variant="primary"
        size="large"
        isDisabled={busy || scanner.trouble === 'SCANNER_BUSY'}
        onPress={() => props.onScan('auto')}
      >
        {t('papers:scan')}
      </Button>
      {!ready && props.troubleSaid ? null : (
        <p className="muted papers-scanner">
          <Icon name={ready ? 'check' : 'warning'} />
          <span>
            {scanner.trouble === null
              ? t('papers:scannerReady', { name: scanner.label })
              : reason({ reason: scanner.trouble })}
          </span>
        </p>
      )}
      {scanner.trouble === null || props.troubleSaid ? null : (
        <FaultEntryFor reason={scanner.trouble} />
      )}
    </div>
  );
}
