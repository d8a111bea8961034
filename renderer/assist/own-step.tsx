/** In place of a screen for a secret while a helper's panel is open: nothing of it is drawn. */
import { useAct, useCore } from '../app/core';
import { useText } from '../app/use-text';
import { Screen } from '../components';

export function OwnStep() {
  const core = useCore();
  const act = useAct();
  const { t } = useText();
  const title = t('assist:ownStep.title');
  const hint = t('assist:ownStep.hint');
  return (
    <Screen
      title={title}
      hint={<p>{hint}</p>}
      speak={[title, hint]}
      primary={{
        label: t('assist:ownStep.go'),
        onPress: () => act(() => core.assist.handBack()),
      }}
    />
  );
}
