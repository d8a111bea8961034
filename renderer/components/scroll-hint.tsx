/** Says that there is more below, and goes there: not everyone knows what a scroll bar is. */
import type { RefObject } from 'react';
import { useText } from '../app/use-text';
import { Button } from './button';
import './scroll-hint.css';

/** Leaves a line of the old view in sight, so that nobody loses the place. */
const STEP_SHARE = 0.75;

export function ScrollHint(props: {
  readonly body: RefObject<HTMLElement | null>;
  readonly visible: boolean;
}) {
  const { t } = useText();
  if (!props.visible) return null;
  return (
    <div className="scroll-hint">
      <Button
        icon="down"
        onPress={() => {
          const body = props.body.current;
          body?.scrollBy({ top: body.clientHeight * STEP_SHARE });
        }}
      >
        {t('common:more')}
      </Button>
    </div>
  );
}
