/** The panel of the practice scanner: what lies on its glass, and faults to try. */
import { useState } from 'react';
import type { SamplePaper, ScannerPanel } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Choice, Dialog } from '../../components';

const TROUBLES = [
  'unplugged',
  'coverOpen',
  'jammed',
  'doubleFeed',
  'busy',
  'failing',
  'hanging',
] as const;
/** Sheets that can be laid into the feeder. */
const SHEETS = [0, 1, 2, 3, 4, 5];

export function ScannerPanelButton({ panel }: { readonly panel: ScannerPanel }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const papers: ReadonlyArray<[SamplePaper | null, string]> = [
    ['birth-notice', t('scannerPanel:birthNotice')],
    ['rental-contract', t('scannerPanel:rentalContract')],
    ['certificate', t('scannerPanel:certificate')],
    [null, t('scannerPanel:nothing')],
  ];
  const names: Readonly<Record<(typeof TROUBLES)[number], string>> = {
    unplugged: t('scannerPanel:unplugged'),
    coverOpen: t('scannerPanel:coverOpen'),
    jammed: t('scannerPanel:jammed'),
    doubleFeed: t('scannerPanel:doubleFeed'),
    busy: t('scannerPanel:busy'),
    failing: t('scannerPanel:failing'),
    hanging: t('scannerPanel:hanging'),
  };
  const isOn = (trouble: (typeof TROUBLES)[number]) =>
    trouble === 'unplugged' ? !panel.plugged : panel[trouble];
  const toggle = (trouble: (typeof TROUBLES)[number]) =>
    act(() =>
      core.scannerPanel.set(
        trouble === 'unplugged' ? { plugged: !panel.plugged } : { [trouble]: !panel[trouble] },
      ),
    );

  return (
    <>
      <Button variant="quiet" onPress={() => setOpen(true)}>
        {t('scannerPanel:open')}
      </Button>
      <Dialog
        title={t('scannerPanel:title')}
        isOpen={open}
        onClose={() => setOpen(false)}
        actions={
          <Button variant="primary" onPress={() => setOpen(false)}>
            {t('scannerPanel:close')}
          </Button>
        }
      >
        <p>{t('scannerPanel:hint')}</p>
        <h3>{t('scannerPanel:glass')}</h3>
        <div className="scanner-panel">
          {papers.map(([paper, name]) => (
            <Choice
              key={name}
              label={name}
              selected={panel.glass === paper}
              onPress={() => void act(() => core.scannerPanel.lay({ paper }))}
            />
          ))}
        </div>
        <h3>{t('scannerPanel:feeder')}</h3>
        <div className="papers-tools">
          {SHEETS.map((feeder) => (
            <Button
              key={feeder}
              aria-pressed={panel.feeder === feeder}
              aria-label={t('scannerPanel:sheetsLabel', { count: feeder })}
              onPress={() => void act(() => core.scannerPanel.feed({ feeder }))}
            >
              {t('scannerPanel:sheets', { count: feeder })}
            </Button>
          ))}
        </div>
        <h3>{t('scannerPanel:trouble')}</h3>
        <p>{t('scannerPanel:midwayHint')}</p>
        <div className="scanner-panel">
          <Choice
            label={t('scannerPanel:midway')}
            selected={panel.midway}
            onPress={() => void act(() => core.scannerPanel.set({ midway: !panel.midway }))}
          />
          {TROUBLES.map((trouble) => (
            <Choice
              key={trouble}
              label={names[trouble]}
              selected={isOn(trouble)}
              onPress={() => void toggle(trouble)}
            />
          ))}
        </div>
      </Dialog>
    </>
  );
}
