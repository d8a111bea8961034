/** The panel of the practice printer: faults to try. */
import { useState } from 'react';
import type { PrinterPanel } from '../../../electron/contract/printers';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Choice, Dialog } from '../../components';

const TROUBLES = [
  'paperOut',
  'jammed',
  'coverOpen',
  'paused',
  'rejecting',
  'unplugged',
  'hanging',
] as const;

export function PrinterPanelButton({ panel }: { readonly panel: PrinterPanel }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const names: Readonly<Record<(typeof TROUBLES)[number], string>> = {
    paperOut: t('printerPanel:paperOut'),
    jammed: t('printerPanel:jammed'),
    coverOpen: t('printerPanel:coverOpen'),
    paused: t('printerPanel:paused'),
    rejecting: t('printerPanel:rejecting'),
    unplugged: t('printerPanel:unplugged'),
    hanging: t('printerPanel:hanging'),
  };
  return (
    <>
      <Button variant="quiet" onPress={() => setOpen(true)}>
        {t('printerPanel:open')}
      </Button>
      <Dialog
        title={t('printerPanel:title')}
        isOpen={open}
        onClose={() => setOpen(false)}
        actions={
          <Button variant="primary" onPress={() => setOpen(false)}>
            {t('printerPanel:close')}
          </Button>
        }
      >
        <p>{t('printerPanel:hint')}</p>
        {TROUBLES.map((trouble) => (
          <Choice
            key={trouble}
            label={names[trouble]}
            selected={panel[trouble]}
            onPress={() => void act(() => core.printers.setPanel({ [trouble]: !panel[trouble] }))}
          />
        ))}
      </Dialog>
    </>
  );
}
