import type { Goal, ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Choice, EventDrawing, Screen } from '../../components';
import './goal.css';

/** What would you like to do: four ways, and the procedures used most as a short cut. */
export function GoalScreen({ screen }: { readonly screen: ScreenOf<'goal'> }) {
  const { t, local } = useText();
  const core = useCore();
  const act = useAct();
  const choose = (goal: Goal, procedureCode?: string) =>
    void act(() => core.session.chooseGoal(procedureCode ? { goal, procedureCode } : { goal }));
  const goals = [
    { goal: 'procedure', label: t('goal:procedure.label'), hint: t('goal:procedure.hint') },
    { goal: 'account', label: t('goal:account.label'), hint: t('goal:account.hint') },
    { goal: 'lookup', label: t('goal:lookup.label'), hint: t('goal:lookup.hint') },
    { goal: 'practise', label: t('goal:practise.label'), hint: t('goal:practise.hint') },
  ] as const;
  const title = t('goal:title');
  return (
    <Screen
      title={title}
      layout="wide"
      step={t('goal:step')}
      speak={[
        title,
        ...goals.map(({ label, hint }) => `${label}. ${hint}`),
        ...(screen.popular.length === 0 ? [] : [t('goal:popular')]),
        ...screen.popular.map((card) => local(card.shortName)),
      ]}
    >
      <div className="goal-grid">
        {goals.map(({ goal, label, hint }) => (
          <Choice
            key={goal}
            label={label}
            hint={hint}
            drawing={<EventDrawing name={goal} />}
            onPress={() => choose(goal)}
          />
        ))}
      </div>
      {screen.popular.length === 0 ? null : (
        <section className="goal-popular">
          <h2 className="goal-heading">{t('goal:popular')}</h2>
          <div className="goal-row">
            {screen.popular.map((card) => (
              <Choice
                key={card.code}
                label={local(card.shortName)}
                onPress={() => choose('procedure', card.code)}
              />
            ))}
          </div>
        </section>
      )}
    </Screen>
  );
}
