/** Digits to press, for a PIN without a keyboard. */
import type { Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { PIN_DIGITS } from '../../../electron/contract/plain';
import { useText } from '../../app/use-text';
import { TextBox } from '../../components';
import './pin-pad.css';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Digits only, at most a whole PIN: what is typed and what is pressed alike. */
export function pinText(text: string): string {
  return text.replace(/[^0-9]/g, '').slice(0, PIN_DIGITS);
}

/** A masked box for a PIN; typing, pasting and the pad write into the same text. */
export function PinBox(props: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (pin: string) => void;
  readonly onSubmit: () => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}) {
  const { error, onChange, ...rest } = props;
  return (
    <TextBox
      {...rest}
      {...(error === undefined ? {} : { error })}
      onChange={(text) => onChange(pinText(text))}
      masked
      look="number"
      inputMode="numeric"
      widthInLetters={10}
    />
  );
}

/** The pad. `onDone` is its lower right key; left out where another button goes on. */
export function PinPad(props: {
  readonly value: string;
  readonly onChange: (pin: string) => void;
  readonly done?: { readonly label: string; readonly onPress: () => void } | undefined;
  readonly isDisabled?: boolean | undefined;
}) {
  const { value, onChange, done, isDisabled } = props;
  const { t } = useText();
  const digit = (name: string) => (
    <AriaButton
      key={name}
      className="pin-key"
      isDisabled={isDisabled}
      onPress={() => onChange(pinText(value + name))}
    >
      {name}
    </AriaButton>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form part
    <div className="pin-pad" role="group" aria-label={t('signIn:pad.label')}>
      {DIGITS.map(digit)}
      <AriaButton
        className="pin-key pin-key-word"
        isDisabled={isDisabled}
        onPress={() => onChange(value.slice(0, -1))}
      >
        {t('signIn:pad.erase')}
      </AriaButton>
      {digit('0')}
      {done ? (
        <AriaButton
          className="pin-key pin-key-word pin-key-done"
          isDisabled={isDisabled}
          onPress={done.onPress}
        >
          {done.label}
        </AriaButton>
      ) : null}
    </div>
  );
}
