/** A short text. */
import { asText, type FieldKind } from './kinds';
import { outputOf } from './shared/output';
import { PlainText } from './shared/plain-text';

export const text: FieldKind = {
  Input: (props) => <PlainText {...props} />,
  Output: outputOf(asText),
  stringify: asText,
  actsAtOnce: false,
};
