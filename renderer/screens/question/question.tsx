/** One question of the dossier. Lists have pages of their own. */
import { lazy, useState } from 'react';
import type { ScreenOf } from '../../../electron/contract/view';
import { useView } from '../../app/core';
import { ListQuestion } from './list-question';
import { PlainQuestion } from './plain-question';

/** Only with a helper's panel open; it comes with the panel. */
const HiddenAnswer = lazy(async () => {
  const { HiddenAnswer: hidden } = await import('../../assist/hidden-answer');
  return { default: hidden };
});

export function QuestionScreen({ screen }: { readonly screen: ScreenOf<'question'> }) {
  const { assist } = useView();
  const [anew, setAnew] = useState(false);
  const list = screen.field.type === 'list';
  if (assist?.answerHidden && !anew) {
    return <HiddenAnswer screen={screen} onAnew={list ? null : () => setAnew(true)} />;
  }
  return list ? <ListQuestion screen={screen} /> : <PlainQuestion screen={screen} />;
}
