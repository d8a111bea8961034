import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
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
