/** A text of several lines. */
import { asText, type FieldKind } from './kinds';
import { outputOf } from './shared/output';
import { PlainText } from './shared/plain-text';

export const longText: FieldKind = {
  Input: (props) => <PlainText {...props} look={{ multiline: true }} />,
  Output: outputOf(asText),
  stringify: asText,
  actsAtOnce: false,
};
