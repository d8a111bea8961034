/** What personal numbers and phone numbers have in common: digits, and how many are left. */
import { useState } from 'react';
import { useText } from '../../app/use-text';
import { TextBox } from '../../components/text-box';
import { asText, type InputProps } from '../kinds';
import '../fields.css';
import { countDigits } from './masking';
import { readText } from './plain-text';

/**
 * A box for a number of known length. What is typed is not regrouped or cut; the line below
 * counts.
 * @param digits how many digits the whole number has
 */
export function Digits(
  props: Pick<InputProps, 'label' | 'value' | 'error' | 'onChange' | 'onSubmit'> & {
    readonly digits: number;
    readonly inputMode: 'numeric' | 'tel';
  },
) {
  const { t } = useText();
  const [text, setText] = useState(asText(props.value));
  const typed = countDigits(text);
  return (
    <div className="field-digits">
      <TextBox
        label={props.label}
        labelHidden
        autoFocus
        look="number"
        inputMode={props.inputMode}
        widthInLetters={18}
        value={text}
        {...(props.error === undefined ? {} : { error: props.error })}
        onChange={(next) => {
          setText(next);
          props.onChange(readText(next));
        }}
        onSubmit={props.onSubmit}
      />
      {props.error === undefined ? (
        <p className="field-count">
          {typed === 0 ? t('fields:digitsAll', { count: props.digits }) : null}
          {typed > 0 && typed < props.digits
            ? t('fields:digitsLeft', { typed, left: props.digits - typed })
            : null}
          {typed === props.digits ? t('fields:digitsEnough', { typed }) : null}
          {typed > props.digits ? t('fields:digitsOver', { over: typed - props.digits }) : null}
        </p>
      ) : null}
    </div>
  );
}
