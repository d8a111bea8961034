/** Two pages look like the sides of one card: they can be one page, if that is wanted. */
import type { PageView } from '../../../electron/contract/view';
import { useAct, useCore } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Notice } from '../../components';
import { cardPairOf } from './card-pairs';

export function CardOffer(props: {
  readonly pages: readonly PageView[];
  /** The page looked at. */
  readonly selected: string | null;
  /** Pages are coming in: nothing else may be started. */
  readonly busy: boolean;
  /** The one page will stand where the first of the two stood. */
  readonly onCombine: (frontPageId: string) => void;
}) {
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const pair = cardPairOf(props.pages, props.selected);
  if (pair === null) return null;
  const { front, back } = pair;
  const combine = () => {
    props.onCombine(front.id);
    return act(() => core.papers.combineCard({ frontPageId: front.id, backPageId: back.id }));
  };
  return (
    <Notice kind="info">
      <div className="papers-card">
        <p>{t('papers:card.found', { front: front.number, back: back.number })}</p>
        <Button isDisabled={props.busy} onPress={() => void combine()}>
          {t('papers:card.combine')}
        </Button>
      </div>
    </Notice>
  );
}
