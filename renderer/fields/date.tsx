/** A date: day, month and year in a box each; a year alone where the form accepts it. */
import { useId, useState } from 'react';
import type { FieldValue } from '../../electron/contract/answers';
import { ok } from '../../electron/contract/result';
import type { PartialDate } from '../../electron/contract/values';
import { useText } from '../app/use-text';
import { Button } from '../components/button';
import './fields.css';
import type { FieldKind, InputProps } from './kinds';
import { type DateParts, fromDateParts, toDateParts, writeDate } from './shared/date-parts';
import { outputOf } from './shared/output';
import { PartBox } from './shared/part-box';

/** The date in a value, or null. */
export function asDate(value: FieldValue): PartialDate | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return 'year' in value ? value : null;
}

function Input(props: InputProps) {
  const { t } = useText();
  const errorId = useId();
  const yearAllowed = props.field.rules?.yearOnly === true;
  const [parts, setParts] = useState<DateParts>(() => {
    const stored = toDateParts(asDate(props.value));
    return yearAllowed ? stored : { ...stored, yearOnly: false };
  });
  const change = (changed: Partial<DateParts>): void => {
    const next = { ...parts, ...changed };
    setParts(next);
    const read = fromDateParts(next);
    props.onChange(read.ok ? ok(read.value) : read);
  };
  const box = (part: 'day' | 'month' | 'year', label: string, letters: number) => (
    <PartBox
      label={label}
      letters={letters}
      value={parts[part]}
      onChange={(value) => change({ [part]: value })}
      onSubmit={props.onSubmit}
      autoFocus={part === (parts.yearOnly ? 'year' : 'day')}
      errorId={props.error === undefined ? undefined : errorId}
    />
  );
  return (
    <fieldset className="field-date" aria-label={props.label}>
      <div className="field-date-boxes">
        {parts.yearOnly ? null : box('day', t('fields:day'), 3)}
        {parts.yearOnly ? null : box('month', t('fields:month'), 3)}
        {box('year', t('fields:year'), 5)}
      </div>
      {props.error === undefined ? null : (
        <p className="field-error" id={errorId}>
          {props.error}
        </p>
      )}
      {yearAllowed ? (
        <div>
          <Button onPress={() => change({ yearOnly: !parts.yearOnly })}>
            {parts.yearOnly ? t('fields:wholeDate') : t('fields:yearOnly')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}

const stringify: FieldKind['stringify'] = (value) => {
  const date = asDate(value);
  return date === null ? '' : writeDate(date);
};

export const date: FieldKind = { Input, Output: outputOf(stringify), stringify, actsAtOnce: false };
