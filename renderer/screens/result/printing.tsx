/**
 * Printing and saving, step by step: what is wrong with a printer is said before and while it
 * prints, and when it has printed the people in front of it are asked, because they see the paper.
 */
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { PrinterView } from '../../../electron/contract/printers';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Notice, Waiting } from '../../components';
import { FaultEntryFor } from '../../faults/fault-entry';
import { type Paper, PrintDialog } from './print-dialog';

const PrinterPanelButton = lazy(() =>
  import('./printer-panel').then((panel) => ({ default: panel.PrinterPanelButton })),
);

type Result = ScreenOf<'result'>;

export function Printing({ screen }: { readonly screen: Result }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const [choosing, setChoosing] = useState(false);
  const { printers, printState } = screen;
  const print = (printer: string | null, paper: Paper) => {
    setChoosing(false);
    return act(() => core.result.print({ printer, paper }));
  };
  const save = () => act(() => core.result.savePdf());
  const ready = printers.filter((printer) => printer.ready);
  const start = (): unknown =>
    ready.length === 1 ? print(ready[0]?.id ?? null, 'a5') : setChoosing(true);
  const open = printState !== 'printing' && printState !== 'handedOver';
  const none = printers.length === 0;
  const settled = printState === 'confirmed' || printState === 'kept';
  return (
    <>
      <PrintNews screen={screen} />
      {open && !settled && printState !== 'failed' ? <Trouble printers={printers} /> : null}
      {printState === 'idle' && none ? <p className="muted">{t('result:noPrinter')}</p> : null}
      {open ? (
        <div className="result-actions">
          {none ? null : (
            <Button
              variant={settled || ready.length === 0 ? 'secondary' : 'primary'}
              icon="printer"
              onPress={start}
            >
              {printState === 'idle' || printState === 'saved'
                ? t('result:print')
                : t('result:printAgain')}
            </Button>
          )}
          <Button
            variant={none && printState === 'idle' ? 'primary' : 'secondary'}
            icon="file"
            onPress={() => void save()}
          >
            {t('result:save')}
          </Button>
          {screen.canKeepSlip && (printState === 'failed' || (open && ready.length === 0)) ? (
            <Button icon="clock" onPress={() => void act(() => core.printers.keep())}>
              {t('result:keep')}
            </Button>
          ) : null}
          {none ? null : (
            <Button variant="quiet" onPress={() => setChoosing(true)}>
              {t('result:choosePrinter')}
            </Button>
          )}
          {screen.printerPanel ? (
            <Suspense>
              <PrinterPanelButton panel={screen.printerPanel} />
            </Suspense>
          ) : null}
        </div>
      ) : screen.printerPanel ? (
        <Suspense>
          <PrinterPanelButton panel={screen.printerPanel} />
        </Suspense>
      ) : null}
      <PrintDialog
        isOpen={choosing}
        printers={printers}
        onClose={() => setChoosing(false)}
        onPrint={(printer, paper) => void print(printer, paper)}
      />
    </>
  );
}

/** What the one printer has, where there is no other to take. */
function Trouble({ printers }: { readonly printers: readonly PrinterView[] }) {
  const { reason } = useText();
  const [first] = printers;
  if (!first || printers.some((printer) => printer.ready) || first.reason === null) return null;
  return (
    <Notice kind="warning">
      <p>{reason({ reason: first.reason })}</p>
      <FaultEntryFor reason={first.reason} />
    </Notice>
  );
}

/** What the last or the running job does. */
function PrintNews({ screen }: { readonly screen: Result }): ReactNode {
  const { t, reason } = useText();
  const core = useCore();
  const act = useAct();
  const outcome = (cameOut: boolean) => act(() => core.result.printOutcome({ cameOut }));
  switch (screen.printState) {
    case 'printing': {
      const trouble = screen.printProgress?.trouble ?? null;
      const phase = screen.printProgress?.phase ?? 'sending';
      const words = {
        sending: t('result:sending'),
        waiting: t('result:waiting'),
        printing: t('result:printing'),
      };
      return (
        <>
          <Waiting label={words[phase]} />
          {trouble === null ? null : (
            <Notice kind="warning">
              <p>{reason({ reason: trouble })}</p>
              <FaultEntryFor reason={trouble} />
            </Notice>
          )}
        </>
      );
    }
    case 'confirmed':
      return <Notice kind="done">{t('result:printed')}</Notice>;
    case 'kept':
      return <Notice kind="done">{t('result:kept')}</Notice>;
    case 'failed':
      return (
        <Notice kind="warning">
          {screen.printFailure ? <p>{reason(screen.printFailure)}</p> : null}
          <p>{t('result:printFailed')}</p>
          {screen.printFailure ? <FaultEntryFor reason={screen.printFailure.reason} /> : null}
        </Notice>
      );
    case 'saved':
      return (
        <Notice kind="done">
          {screen.savedAs === null
            ? t('result:saved')
            : t('result:savedAs', { name: screen.savedAs })}
        </Notice>
      );
    case 'handedOver':
      return (
        <Notice kind="info" title={t('result:cameOut')}>
          <div className="result-actions">
            <Button variant="primary" onPress={() => void outcome(true)}>
              {t('result:cameOutYes')}
            </Button>
            <Button onPress={() => void outcome(false)}>{t('result:cameOutNo')}</Button>
          </div>
        </Notice>
      );
    default:
      return null;
  }
}
