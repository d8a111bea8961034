/** A question that was answered before a helper came: the answer is kept, and not shown. */
import type { ScreenOf } from '../../electron/contract/view';
import { useAct, useCore } from '../app/core';
import { useText } from '../app/use-text';
import { Choice, Screen } from '../components';

export function HiddenAnswer(props: {
  readonly screen: ScreenOf<'question'>;
  /** Null where answering anew could lose what is kept (a list). */
  readonly onAnew: (() => void) | null;
}) {
  const { screen, onAnew } = props;
  const core = useCore();
  const act = useAct();
  const { t, local } = useText();
  const title = local(screen.field.question);
  const hint = t('assist:hidden.hint');
  return (
    <Screen
      title={title}
      hint={<p>{hint}</p>}
      step={t('question:step', {
        number: screen.number,
        of: screen.of,
        procedure: local(screen.procedure),
      })}
      speak={[title, hint]}
    >
      <Choice
        label={t('assist:hidden.keep')}
        onPress={() => void act(() => core.assist.keepAnswer())}
      />
      {onAnew === null ? null : <Choice label={t('assist:hidden.anew')} onPress={onAnew} />}
      <Choice
        label={t('assist:hidden.alone')}
        onPress={() => void act(() => core.assist.handBack())}
      />
    </Screen>
  );
}
