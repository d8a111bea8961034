/** Which printer and which paper. */
import { useState } from 'react';
import type { PrinterView } from '../../../electron/contract/printers';
import { useText } from '../../app/use-text';
import { Button, Choice, Dialog } from '../../components';

export type Paper = 'a5' | 'roll80';

export function PrintDialog(props: {
  readonly isOpen: boolean;
  readonly printers: readonly PrinterView[];
  readonly onClose: () => void;
  readonly onPrint: (printer: string, paper: Paper) => void;
}) {
  const { t, reason } = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const { printers } = props;
  const printer =
    printers.find(({ id }) => id === chosen) ?? printers.find(({ ready }) => ready) ?? printers[0];
  const print = (paper: Paper) => printer && props.onPrint(printer.id, paper);
  return (
    <Dialog
      title={t('result:chooseTitle')}
      isOpen={props.isOpen}
      onClose={props.onClose}
      actions={
        <>
          {printer?.kind === 'receipt' ? (
            <Button variant="primary" icon="printer" onPress={() => print('roll80')}>
              {t('result:paperReceipt')}
            </Button>
          ) : (
            <>
              <Button variant="primary" icon="printer" onPress={() => print('a5')}>
                {t('result:paperA5')}
              </Button>
              <Button icon="printer" onPress={() => print('roll80')}>
                {t('result:paperRoll')}
              </Button>
            </>
          )}
          <Button variant="quiet" onPress={props.onClose}>
            {t('result:chooseCancel')}
          </Button>
        </>
      }
    >
      {printers.map(({ id, label, reason: wrong }) => (
        <Choice
          key={id}
          label={label}
          hint={wrong === null ? t('result:printerReady') : reason({ reason: wrong })}
          selected={id === printer?.id}
          onPress={() => setChosen(id)}
        />
      ))}
    </Dialog>
  );
}
