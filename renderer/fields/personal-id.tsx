/** "Số định danh cá nhân": 12 digits; grouped for reading only. */
import { asText, type FieldKind } from './kinds';
import { Digits } from './shared/digits';
import { groupDigits } from './shared/masking';
import { outputOf } from './shared/output';

/** Law on Identity Cards 26/2023/QH15, art. 12: twelve digits. */
const PERSONAL_ID_DIGITS = 12;

const stringify: FieldKind['stringify'] = (value) => groupDigits(asText(value), 'personalId');

export const personalId: FieldKind = {
  Input: (props) => <Digits {...props} digits={PERSONAL_ID_DIGITS} inputMode="numeric" />,
  Output: outputOf(stringify),
  stringify,
  actsAtOnce: false,
};
