/** A wait that says what is happening, how far it is, and offers a way out. */
import { useId } from 'react';
import { Button } from './button';
import './waiting.css';

export interface WaitingProps {
  readonly label: string;
  readonly hint?: string;
  /** 0-1; leave out when it is not known. */
  readonly progress?: number;
  readonly onCancel?: { readonly label: string; readonly onPress: () => void };
}

/** Announced politely; the dots stand still for people who asked for less motion. */
export function Waiting({ label, hint, progress, onCancel }: WaitingProps) {
  const id = useId();
  const percent = progress === undefined ? undefined : Math.round(progress * 100);
  return (
    <div className="waiting">
      <span className="waiting-dots" aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      <div className="waiting-words" role="status">
        <p className="waiting-label" id={id}>
          {label}
        </p>
        {hint ? <p className="muted">{hint}</p> : null}
      </div>
      {percent === undefined ? null : (
        <div
          className="waiting-bar"
          role="progressbar"
          aria-labelledby={id}
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <span style={{ width: `${percent}%` }} />
        </div>
      )}
      {onCancel ? <Button onPress={onCancel.onPress}>{onCancel.label}</Button> : null}
    </div>
  );
}
