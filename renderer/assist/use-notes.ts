/** What a helper should know: the pack's notes on a question, ours on every other screen. */
import type { HelperNote } from '../../electron/contract/pack';
import { useView } from '../app/core';
import { useText } from '../app/use-text';

export interface NoteLine {
  readonly head: string;
  readonly text: string;
}

/** Screens with notes of their own; every other one of a session is a question. */
const NOTED = [
  'goal',
  'consent',
  'identify',
  'identityForm',
  'cardConfirm',
  'accountPhone',
  'accountDone',
  'choose',
  'ready',
  'prefilled',
  'papers',
  'check',
  'submitting',
  'result',
  'rating',
  'lookup',
] as const;

/** Heading and text of each note on the present screen, in the order they are read. */
export function useNotes(notes: HelperNote | null): readonly NoteLine[] {
  const { screen } = useView();
  const { t, local } = useText();
  const heads = {
    means: t('assistPanel:heads.means'),
    mistakes: t('assistPanel:heads.mistakes'),
    say: t('assistPanel:heads.say'),
    example: t('assistPanel:heads.example'),
    whoKnows: t('assistPanel:heads.whoKnows'),
  };
  if (notes !== null) {
    const { means, mistakes, say, example, whoKnows } = notes;
    return [
      { head: heads.means, text: local(means) },
      { head: heads.mistakes, text: local(mistakes) },
      { head: heads.say, text: local(say) },
      ...(example ? [{ head: heads.example, text: local(example) }] : []),
      ...(whoKnows ? [{ head: heads.whoKnows, text: local(whoKnows) }] : []),
    ];
  }
  const name = NOTED.find((each) => each === screen.name);
  if (name === undefined) return [];
  return [
    { head: t('assistPanel:heads.screen'), text: t(`assistPanel:screens.${name}.means`) },
    { head: heads.mistakes, text: t(`assistPanel:screens.${name}.mistakes`) },
    { head: heads.say, text: t(`assistPanel:screens.${name}.say`) },
  ];
}
