/** A phone number: 10 digits for a mobile in Vietnam; grouped for reading only. */
import { asText, type FieldKind } from './kinds';
import { Digits } from './shared/digits';
import { groupDigits } from './shared/masking';
import { outputOf } from './shared/output';

/** Mobile numbers since the change of 2018: a zero and nine digits. */
const MOBILE_DIGITS = 10;

/** A number is stored as the core cleans it, which may be "+84…"; people know it with a zero. */
export function nationalDigits(stored: string): string {
  return stored.replace(/^\+84/, '0');
}

const stringify: FieldKind['stringify'] = (value) =>
  groupDigits(nationalDigits(asText(value)), 'phone');

export const phone: FieldKind = {
  Input: (props) => (
    <Digits
      {...props}
      value={nationalDigits(asText(props.value))}
      digits={MOBILE_DIGITS}
      inputMode="tel"
    />
  ),
  Output: outputOf(stringify),
  stringify,
  actsAtOnce: false,
};
