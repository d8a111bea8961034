/** An e-mail address. */
import { asText, type FieldKind } from './kinds';
import { outputOf } from './shared/output';
import { PlainText } from './shared/plain-text';

export const email: FieldKind = {
  Input: (props) => <PlainText {...props} look={{ inputMode: 'email' }} />,
  Output: outputOf(asText),
  stringify: asText,
  actsAtOnce: false,
};
