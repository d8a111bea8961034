/** What text, name, e-mail and long text have in common: one box, the value as typed. */
import { useState } from 'react';
import type { FieldValue } from '../../../electron/contract/answers';
import type { Result } from '../../../electron/contract/result';
import { err, ok } from '../../../electron/contract/result';
import { TextBox, type TextBoxProps } from '../../components/text-box';
import { asText, type InputProps, textOrNull } from '../kinds';

/** Characters a call can carry; the core's own limit is lower and names itself. */
const MAX_SENT_LENGTH = 20_000;

/** What is typed, as a value. Errors: FIELD_TOO_LONG where a call could not even carry it. */
export function readText(text: string): Result<FieldValue> {
  if (text.length > MAX_SENT_LENGTH) {
    return err('FIELD_TOO_LONG', { max: MAX_SENT_LENGTH, extra: text.length - MAX_SENT_LENGTH });
  }
  return ok(textOrNull(text));
}

type Look = Pick<TextBoxProps, 'inputMode' | 'look' | 'multiline' | 'widthInLetters'>;

/** A text box that reports what is typed and changes nothing of it. */
export function PlainText({ look, ...props }: InputProps & { readonly look?: Look }) {
  const [text, setText] = useState(asText(props.value));
  return (
    <TextBox
      {...look}
      label={props.label}
      labelHidden
      autoFocus
      value={text}
      {...(props.error === undefined ? {} : { error: props.error })}
      onChange={(next) => {
        setText(next);
        props.onChange(readText(next));
      }}
      onSubmit={props.onSubmit}
    />
  );
}
