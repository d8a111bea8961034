/** A new PIN, entered twice: nobody can see what was typed, so a slip must be found here. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '../../app/use-text';
import { PinBox, PinPad } from './pin-pad';

export type NewPin = { first: string; again: string };
export const EMPTY_PIN: NewPin = { first: '', again: '' };

/** Two boxes and one pad, which writes into the box that is not full yet. */
export function NewPinFields(props: {
  readonly value: NewPin;
  readonly onChange: (pin: NewPin) => void;
  readonly onSubmit: () => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  /** Stands above the boxes, beside the pad. */
  readonly children?: ReactNode;
}) {
  const { value, onChange, onSubmit, error, autoFocus } = props;
  const { t } = useText();
  const [box, setBox] = useState<keyof NewPin>('first');
  const firstBox = useRef<HTMLInputElement>(null);
  // Begins anew at the first box, which says what was wrong.
  useEffect(() => {
    if (error === undefined) return;
    setBox('first');
    firstBox.current?.focus();
  }, [error]);
  const set = (name: keyof NewPin, pin: string) => {
    onChange({ ...value, [name]: pin });
    // Six digits are a whole PIN: the pad goes on to the second box by itself.
    setBox(name === 'first' && pin.length === 6 ? 'again' : name);
  };
  return (
    <div className="pin-columns">
      <div className="stack">
        {props.children}
        <PinBox
          label={t('signIn:newPin.first')}
          hint={t('signIn:newPin.hint')}
          value={value.first}
          onChange={(pin) => set('first', pin)}
          onSubmit={onSubmit}
          error={error}
          inputRef={firstBox}
          {...(autoFocus ? { autoFocus } : {})}
        />
        <PinBox
          label={t('signIn:newPin.again')}
          value={value.again}
          onChange={(pin) => set('again', pin)}
          onSubmit={onSubmit}
        />
      </div>
      <PinPad value={value[box]} onChange={(pin) => set(box, pin)} />
    </div>
  );
}
