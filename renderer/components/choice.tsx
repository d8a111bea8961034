/** A big row to press: one of several things. */
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import './choice.css';
import { Icon } from './icon';

export interface ChoiceProps {
  readonly label: string;
  readonly hint?: string;
  /** Shown in the circle; leave out where pressing goes on at once (an arrow is drawn instead). */
  readonly selected?: boolean;
  readonly drawing?: ReactNode;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  /** A helper on the phone points at it. */
  readonly isPointedAt?: boolean;
}

/**
 * A choice that acts at once. With `selected` it is drawn and announced as pressed or not
 * (for a set where one answer is kept, use a radio group of the fields instead).
 */
export function Choice(props: ChoiceProps) {
  const { label, hint, selected, drawing, isPointedAt, ...rest } = props;
  return (
    <AriaButton
      {...rest}
      aria-pressed={selected}
      data-pointed={isPointedAt ? '' : undefined}
      className={
        selected ? 'choice choice-selected' : selected === undefined ? 'choice choice-go' : 'choice'
      }
    >
      {drawing ? <span className="choice-drawing">{drawing}</span> : null}
      {selected === undefined ? null : <span className="choice-circle" aria-hidden="true" />}
      <span className="choice-words">
        <span className="choice-label">{label}</span>
        {hint ? <span className="choice-hint">{hint}</span> : null}
      </span>
      {selected === undefined ? <Icon name="forward" /> : null}
    </AriaButton>
  );
}
