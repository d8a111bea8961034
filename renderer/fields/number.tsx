/** A whole number; small counts have a large − and + beside the box. */
import { useState } from 'react';
import { err, ok } from '../../electron/contract/result';
import { useText } from '../app/use-text';
import { Button } from '../components/button';
import { TextBox } from '../components/text-box';
import './fields.css';
import type { FieldKind, InputProps } from './kinds';
import { isSmallCount, readNumber, stepNumber, writeNumber } from './shared/number-text';
import { outputOf } from './shared/output';

function Input(props: InputProps) {
  const { t } = useText();
  const rules = props.field.rules ?? {};
  const [text, setText] = useState(typeof props.value === 'number' ? String(props.value) : '');
  const read = readNumber(text);
  const change = (next: string): void => {
    setText(next);
    const typed = readNumber(next);
    props.onChange(typed.ok ? ok(typed.value) : err('NUMBER_NOT_WHOLE'));
  };
  const step = (by: -1 | 1): void =>
    change(String(stepNumber(read.ok ? read.value : null, by, rules)));
  const box = (
    <TextBox
      label={props.label}
      labelHidden
      autoFocus
      look="number"
      inputMode="numeric"
      widthInLetters={isSmallCount(rules) ? 4 : 14}
      value={text}
      onChange={change}
      onSubmit={props.onSubmit}
    />
  );
  return (
    <div className="field-number">
      {isSmallCount(rules) ? (
        <div className="field-stepper">
          <Button onPress={() => step(-1)} aria-label={t('fields:less')} size="large">
            −
          </Button>
          {box}
          <Button onPress={() => step(1)} aria-label={t('fields:more')} size="large">
            +
          </Button>
        </div>
      ) : (
        box
      )}
      {props.error === undefined ? null : <p className="field-error">{props.error}</p>}
    </div>
  );
}

const stringify: FieldKind['stringify'] = (value, _field, { language }) =>
  typeof value === 'number' ? writeNumber(value, language) : '';

export const number: FieldKind = {
  Input,
  Output: outputOf(stringify),
  stringify,
  actsAtOnce: false,
};
