/** A text field in large letters. */
import type { Ref } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import './text-box.css';

export interface TextBoxProps {
  readonly label: string;
  readonly hint?: string;
  /** What to do about it, in one sentence; shown beside the field and read with it. */
  readonly error?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly onSubmit?: () => void;
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'search';
  /** `number`: wide digits; `name`: as on the card; the value itself is never changed. */
  readonly look?: 'text' | 'number';
  /** Hides what is typed (passwords). */
  readonly masked?: boolean;
  readonly multiline?: boolean;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  /** Of the field, in letters of the text; the whole width when left out. */
  readonly widthInLetters?: number;
  /** The heading above already says what to type: the label is kept for readers only. */
  readonly labelHidden?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/**
 * Never reformats and never sets the text back while someone types: Vietnamese input methods work
 * by sending backspaces, and a value that jumps breaks them. The box keeps its own text and takes
 * `value` over only when it differs from what it last reported (a suggestion was pressed).
 */
export function TextBox(props: TextBoxProps) {
  const { label, hint, error, value, onChange, onBlur, onSubmit } = props;
  const { inputMode = 'text', look = 'text', masked, multiline, labelHidden } = props;
  const [text, setText] = useState(value);
  const reported = useRef(value);
  useEffect(() => {
    if (value !== reported.current) {
      reported.current = value;
      setText(value);
    }
  }, [value]);
  const width = props.widthInLetters;
  const shared = {
    className: `text-box-input text-box-${look}`,
    maxLength: props.maxLength,
    spellCheck: false,
    autoComplete: 'off',
    style: width === undefined ? undefined : { maxWidth: `calc(${width}ch + 60px)` },
  } as const;
  return (
    <TextField
      className="text-box"
      value={text}
      onChange={(next) => {
        reported.current = next;
        setText(next);
        onChange(next);
      }}
      onBlur={onBlur}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      inputMode={inputMode}
      type={masked ? 'password' : 'text'}
      autoComplete="off"
      spellCheck="false"
      autoFocus={props.autoFocus}
      onKeyDown={(event) => {
        // Enter while an input method composes belongs to the input method.
        if (event.key === 'Enter' && !event.nativeEvent.isComposing && !multiline) onSubmit?.();
        event.continuePropagation();
      }}
    >
      <Label className={labelHidden ? 'visually-hidden' : 'text-box-label'}>{label}</Label>
      {hint ? (
        <Text slot="description" className="text-box-hint">
          {hint}
        </Text>
      ) : null}
      {multiline ? <TextArea {...shared} rows={3} /> : <Input {...shared} ref={props.inputRef} />}
      {error === undefined ? null : (
        <Text slot="errorMessage" className="text-box-error">
          {error}
        </Text>
      )}
    </TextField>
  );
}
