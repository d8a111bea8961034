/** One box of several that make one value (a day, a month, a year). */
import { useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField } from 'react-aria-components/TextField';
import '../../components/text-box.css';
import '../fields.css';

/** Takes any text and changes none of it; the whole value is judged on leaving the page. */
export function PartBox(props: {
  readonly label: string;
  readonly letters: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit: () => void;
  readonly autoFocus?: boolean;
  /** The id of the group's error sentence, while there is one. */
  readonly errorId?: string | undefined;
}) {
  const [text, setText] = useState(props.value);
  return (
    <TextField
      className="text-box field-part"
      value={text}
      onChange={(next) => {
        setText(next);
        props.onChange(next);
      }}
      isInvalid={props.errorId !== undefined}
      aria-describedby={props.errorId}
      validationBehavior="aria"
      inputMode="numeric"
      autoComplete="off"
      autoFocus={props.autoFocus}
      onKeyDown={(event) => {
        if (event.key === 'Enter') props.onSubmit();
        event.continuePropagation();
      }}
    >
      <Label className="text-box-label">{props.label}</Label>
      <Input
        className="text-box-input text-box-number"
        style={{ width: `calc(${props.letters}ch + 64px)` }}
      />
    </TextField>
  );
}
