/** One question of the dossier. Lists have pages of their own. */
import type { ScreenOf } from '../../../electron/contract/view';
import { ListQuestion } from './list-question';
import { PlainQuestion } from './plain-question';

export function QuestionScreen({ screen }: { readonly screen: ScreenOf<'question'> }) {
  return screen.field.type === 'list' ? (
    <ListQuestion screen={screen} />
  ) : (
    <PlainQuestion screen={screen} />
  );
}
