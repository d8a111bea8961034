/** What stands around a box: its number and name above, what is wrong with it below. */
import type { ReactNode } from 'react';
import { useText } from '../app/use-text';
import type { AnyField } from '../fields';
import type { CellFailure } from './use-cell';

export function CellFrame(props: {
  readonly id: string;
  readonly field: AnyField;
  readonly number: number | null;
  readonly isPrefilled: boolean;
  readonly isMissing: boolean;
  readonly failure: CellFailure | null;
  readonly children: (describedBy: string | undefined) => ReactNode;
}) {
  const { id, field, failure } = props;
  const { t, local, reason } = useText();
  const noteId = `${id}-note`;
  const classes = ['sheet-cell', `sheet-${field.type}`];
  if (props.isPrefilled) classes.push('sheet-prefilled');
  if (props.isMissing) classes.push('sheet-missing');
  return (
    <div
      className={classes.join(' ')}
      data-open={props.isMissing || failure !== null ? '' : undefined}
      data-unsaved={failure === null ? undefined : ''}
    >
      <label className="sheet-label" htmlFor={id} id={`${id}-label`}>
        {props.number === null ? null : <span className="sheet-number">{props.number}</span>}
        {local(field.label)}
        {field.required ? null : <span className="sheet-optional"> {t('officer:optional')}</span>}
      </label>
      {props.children(failure === null ? undefined : noteId)}
      {failure === null ? null : (
        <p className={`sheet-note sheet-note-${failure.kind}`} id={noteId} role="alert">
          {failure.failures.map(reason).join(' ')}
          {failure.kind === 'doubtful' ? ` ${t('officer:keepByEnter')}` : null}
        </p>
      )}
    </div>
  );
}
