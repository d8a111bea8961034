/** Reading a value back: the words of `stringify`, masked where the pack asks for it. */
import type { ComponentType } from 'react';
import type { FieldValue } from '../../../electron/contract/answers';
import { useText } from '../../app/use-text';
import { type AnyField, asText, type FieldKind, type OutputProps, type Words } from '../kinds';
import { maskValue } from './masking';

/** The value as shown where it is read: in words, masked where the field says so. */
export function readable(
  stringify: FieldKind['stringify'],
  value: FieldValue,
  field: AnyField,
  words: Words,
): string {
  if (field.masked) return maskValue(asText(value), field.type);
  return stringify(value, field, words);
}

/** An Output that shows the words of `stringify`. */
export function outputOf(stringify: FieldKind['stringify']): ComponentType<OutputProps> {
  return function Output({ field, value }: OutputProps) {
    const words = useText();
    return <span>{readable(stringify, value, field, words)}</span>;
  };
}
