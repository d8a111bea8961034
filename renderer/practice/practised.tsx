/** The end of a practice run: in earnest, once more, or done. */
import { useAct, useCore } from '../app/core';
import { useText } from '../app/use-text';
import { Choice, Screen } from '../components';

export function Practised({ lesson }: { readonly lesson: boolean }) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const title = t('practise:done.title');
  const hint = t('practise:done.hint');
  const ways = [
    // A lesson's session belongs to the helper who learns: nothing real begins from it.
    ...(lesson
      ? []
      : [
          {
            label: t('practise:done.real'),
            hint: t('practise:done.realHint'),
            go: () => core.practice.real(),
          },
        ]),
    {
      label: t('practise:done.again'),
      hint: t('practise:done.againHint'),
      go: () => core.practice.again(),
    },
  ];
  return (
    <Screen
      title={title}
      hint={<p>{hint}</p>}
      step={t('rating:step')}
      speak={[title, hint, ...ways.flatMap((way) => [way.label, way.hint])]}
      primary={{
        label: lesson ? t('practise:done.lesson') : t('practise:done.finish'),
        onPress: () => act(() => core.session.rate({ face: null })),
      }}
      hideBack
    >
      {ways.map((way) => (
        <Choice
          key={way.label}
          label={way.label}
          hint={way.hint}
          onPress={() => void act(way.go)}
        />
      ))}
    </Screen>
  );
}
