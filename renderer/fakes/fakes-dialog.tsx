/** All practice devices in one place: the reader here, scanner and printer by their own panels. */
import type { ReaderMishap, ReaderPanel } from '../../electron/contract/devices';
import type { SessionView } from '../../electron/contract/view';
import { useAct, useCore } from '../app/core';
import { useText } from '../app/use-text';
import { Button, Choice, Dialog } from '../components';
import { ScannerPanelButton } from '../screens/papers/scanner-panel';
import { PrinterPanelButton } from '../screens/result/printer-panel';

export function FakesDialog(props: {
  readonly fakes: NonNullable<SessionView['fakes']>;
  readonly onClose: () => void;
}) {
  const { fakes, onClose } = props;
  const { t } = useText();
  return (
    <Dialog
      title={t('fakes:title')}
      isOpen
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {t('fakes:close')}
        </Button>
      }
    >
      <p>{t('fakes:hint')}</p>
      {fakes.reader === null ? null : <Reader panel={fakes.reader} onScanned={onClose} />}
      {fakes.scanner === null && fakes.printer === null ? null : (
        <>
          <h3>{t('fakes:others')}</h3>
          <div className="cluster">
            {fakes.scanner === null ? null : <ScannerPanelButton panel={fakes.scanner} />}
            {fakes.printer === null ? null : <PrinterPanelButton panel={fakes.printer} />}
          </div>
        </>
      )}
      <p className="muted">{t('fakes:camera')}</p>
    </Dialog>
  );
}

function Reader(props: { readonly panel: ReaderPanel; readonly onScanned: () => void }) {
  const { panel, onScanned } = props;
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const troubles: ReadonlyArray<readonly [NonNullable<ReaderPanel['trouble']>, string]> = [
    ['READER_DENIED', t('fakes:denied')],
    ['READER_BUSY', t('fakes:busy')],
    ['READER_FAILED', t('fakes:failed')],
  ];
  const scans: ReadonlyArray<readonly [ReaderMishap | null, string]> = [
    [null, t('fakes:scan')],
    ['half', t('fakes:half')],
    ['garbled', t('fakes:garbled')],
    ['garbage', t('fakes:garbage')],
  ];
  // The panel gives way to what the scan brings.
  const scan = (mishap: ReaderMishap | null) => {
    onScanned();
    void act(() => core.readerPanel.scan({ mishap }));
  };
  return (
    <>
      <h3>{t('fakes:reader')}</h3>
      <div className="cluster">
        {scans.map(([mishap, label]) => (
          <Button key={label} onPress={() => scan(mishap)}>
            {label}
          </Button>
        ))}
      </div>
      <Choice
        label={t('fakes:plugged')}
        selected={panel.plugged}
        onPress={() => void act(() => core.readerPanel.set({ plugged: !panel.plugged }))}
      />
      {troubles.map(([trouble, label]) => (
        <Choice
          key={trouble}
          label={label}
          selected={panel.trouble === trouble}
          onPress={() =>
            void act(() =>
              core.readerPanel.set({ trouble: panel.trouble === trouble ? null : trouble }),
            )
          }
        />
      ))}
    </>
  );
}
