/** Which printer and which paper. */
import { useState } from 'react';
import { useText } from '../../app/use-text';
import { Button, Choice, Dialog } from '../../components';

export type Paper = 'a5' | 'roll80';

export function PrintDialog(props: {
  readonly isOpen: boolean;
  readonly printers: readonly string[];
  readonly onClose: () => void;
  readonly onPrint: (printer: string, paper: Paper) => void;
}) {
  const { t } = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const printer = chosen ?? props.printers[0] ?? null;
  return (
    <Dialog
      title={t('result:chooseTitle')}
      isOpen={props.isOpen}
      onClose={props.onClose}
      actions={
        <>
          <Button
            variant="primary"
            icon="printer"
            onPress={() => {
              if (printer !== null) props.onPrint(printer, 'a5');
            }}
          >
            {t('result:paperA5')}
          </Button>
          <Button
            icon="printer"
            onPress={() => {
              if (printer !== null) props.onPrint(printer, 'roll80');
            }}
          >
            {t('result:paperRoll')}
          </Button>
          <Button variant="quiet" onPress={props.onClose}>
            {t('result:chooseCancel')}
          </Button>
        </>
      }
    >
      {props.printers.map((name) => (
        <Choice
          key={name}
          label={name}
          selected={name === printer}
          onPress={() => setChosen(name)}
        />
      ))}
    </Dialog>
  );
}
