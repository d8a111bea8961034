import type { ReactNode } from 'react';
import { useState } from 'react';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Notice, Screen, Tag, Waiting } from '../../components';
import { writeWeekday } from '../../fields/shared/moment';
import { type Paper, PrintDialog } from './print-dialog';
import './result.css';
import { Slip } from './slip';

type Result = ScreenOf<'result'>;

/** The number, what happens next, and the slip to take home. */
export function ResultScreen({ screen }: { readonly screen: Result }) {
  const texts = useText();
  const { t, local, language } = texts;
  const core = useCore();
  const act = useAct();
  const { slip, queued } = screen;
  const known = slip.dossierNumber;
  const title = known === null ? t('result:titleQueued') : t('result:title');
  const expected =
    slip.dueAt === null
      ? t('result:dueUnknown')
      : t('result:due', { day: writeWeekday(slip.dueAt, language) });
  const queuedText = t('result:queuedBody');
  return (
    <Screen
      title={title}
      hint={
        <div className="result-head">
          <p className="result-number">{known ?? slip.reference}</p>
          <p>
            <Tag tone={queued ? 'warning' : 'done'}>
              {queued ? t('result:queued') : t('result:received')}
            </Tag>
          </p>
          <p>{known === null ? queuedText : expected}</p>
        </div>
      }
      layout="split"
      side={<Slip slip={slip} />}
      sidePlace="right"
      step={queued ? t('result:stepQueued') : t('result:step')}
      speak={[
        title,
        known ?? slip.reference,
        known === null ? queuedText : expected,
        ...screen.nextSteps.map(local),
        local(screen.atHome),
      ]}
      hideBack
      primary={{
        label: t('result:finish'),
        variant: screen.printState === 'confirmed' ? 'primary' : 'secondary',
        onPress: () => act(() => core.session.finish()),
      }}
    >
      <Printing screen={screen} />
      <section className="result-next">
        <h2>{t('result:next')}</h2>
        <ol>
          {screen.nextSteps.map((step) => (
            <li key={step.vi}>{local(step)}</li>
          ))}
        </ol>
        <h2>{t('result:atHome')}</h2>
        <p>{local(screen.atHome)}</p>
      </section>
      <div>
        <Button icon="plus" onPress={() => void act(() => core.session.anotherDossier())}>
          {t('result:another')}
        </Button>
      </div>
    </Screen>
  );
}

/** Printing and saving, step by step: handed over is not yet on paper, so people are asked. */
function Printing({ screen }: { readonly screen: Result }) {
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
  const outcome = (cameOut: boolean) => act(() => core.result.printOutcome({ cameOut }));
  const start = (): unknown =>
    printers.length > 1 ? setChoosing(true) : print(printers[0] ?? null, 'a5');

  let state: ReactNode = null;
  if (printState === 'printing') state = <Waiting label={t('result:printing')} />;
  if (printState === 'confirmed') state = <Notice kind="done">{t('result:printed')}</Notice>;
  if (printState === 'failed') state = <Notice kind="warning">{t('result:printFailed')}</Notice>;
  if (printState === 'saved') {
    state = (
      <Notice kind="done">
        {screen.savedAs === null
          ? t('result:saved')
          : t('result:savedAs', { name: screen.savedAs })}
      </Notice>
    );
  }
  if (printState === 'handedOver') {
    state = (
      <Notice kind="info" title={t('result:cameOut')}>
        <div className="result-actions">
          <Button variant="primary" onPress={() => void outcome(true)}>
            {t('result:cameOutYes')}
          </Button>
          <Button onPress={() => void outcome(false)}>{t('result:cameOutNo')}</Button>
        </div>
      </Notice>
    );
  }
  const open = printState !== 'printing' && printState !== 'handedOver';
  return (
    <>
      {state}
      {printState === 'idle' && printers.length === 0 ? (
        <p className="muted">{t('result:noPrinter')}</p>
      ) : null}
      {open ? (
        <div className="result-actions">
          {printers.length === 0 ? null : (
            <Button
              variant={printState === 'confirmed' ? 'secondary' : 'primary'}
              icon="printer"
              onPress={start}
            >
              {printState === 'idle' || printState === 'saved'
                ? t('result:print')
                : t('result:printAgain')}
            </Button>
          )}
          <Button
            variant={printers.length === 0 && printState === 'idle' ? 'primary' : 'secondary'}
            icon="file"
            onPress={() => void save()}
          >
            {t('result:save')}
          </Button>
          {printers.length === 0 ? null : (
            <Button variant="quiet" onPress={() => setChoosing(true)}>
              {t('result:choosePrinter')}
            </Button>
          )}
        </div>
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
