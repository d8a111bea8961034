/** Says that there is more below, and goes there: not everyone knows what a scroll bar is. */
import type { RefObject } from 'react';
import { useText } from '../app/use-text';
import { Button } from './button';
import type { MoreBelow } from './more-below';
import './scroll-hint.css';

/** Leaves a line of the old view in sight, so that nobody loses the place. */
const STEP_SHARE = 0.75;

/**
 * At the end the strip stays and leads back to the top: if it went, everything would move under a
 * finger that is just pressing.
 */
export function ScrollHint(props: {
  readonly body: RefObject<HTMLElement | null>;
  readonly more: MoreBelow;
}) {
  const { t } = useText();
  const { scrolls, below } = props.more;
  if (!scrolls) return null;
  const go = () => {
    const body = props.body.current;
    if (below) body?.scrollBy({ top: body.clientHeight * STEP_SHARE });
    else body?.scrollTo({ top: 0 });
  };
  return (
    <div className="scroll-hint" data-below={below}>
      <Button icon={below ? 'down' : 'up'} onPress={go}>
        {below ? t('common:more') : t('common:top')}
      </Button>
    </div>
  );
}
