import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useView } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Screen, Tag } from '../../components';
import { writeWeekday } from '../../fields/shared/moment';
import { Printing } from './printing';
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
  // A practice run reaches nobody: what stands here must not be taken for a dossier of one's own.
  const { practising } = useView();
  const title = practising
    ? t('result:titlePractised')
    : known === null
      ? t('result:titleQueued')
      : t('result:title');
  const expected =
    slip.dueAt === null
      ? t('result:dueUnknown')
      : t('result:due', { day: writeWeekday(slip.dueAt, language) });
  const what = practising
    ? t('result:practisedBody')
    : known === null
      ? t('result:queuedBody')
      : expected;
  return (
    <Screen
      title={title}
      hint={
        <div className="result-head">
          <p className="result-number">{known ?? slip.reference}</p>
          <p>
            <Tag tone={queued || practising ? 'warning' : 'done'}>
              {practising
                ? t('result:practised')
                : queued
                  ? t('result:queued')
                  : t('result:received')}
            </Tag>
          </p>
          <p>{what}</p>
        </div>
      }
      layout="split"
      side={<Slip slip={slip} />}
      sidePlace="right"
      step={
        practising ? t('result:stepPractised') : queued ? t('result:stepQueued') : t('result:step')
      }
      speak={[
        title,
        known ?? slip.reference,
        ...(practising ? [t('result:practised')] : []),
        what,
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
