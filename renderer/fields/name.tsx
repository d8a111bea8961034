/** A person's name: exactly as on their papers, never changed by the machine. */
import { asText, type FieldKind } from './kinds';
import { outputOf } from './shared/output';
import { PlainText } from './shared/plain-text';

export const name: FieldKind = {
  Input: (props) => <PlainText {...props} />,
  Output: outputOf(asText),
  stringify: asText,
  actsAtOnce: false,
};
