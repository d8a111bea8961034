/** What every field type is: an Input to edit, an Output to read back, `stringify` to speak. */
import type { ComponentType } from 'react';
import type { FieldValue } from '../../electron/contract/answers';
import type { Field, ItemField } from '../../electron/contract/pack';
import type { Result } from '../../electron/contract/result';
import type { Texts } from '../app/use-text';

/** A field of a pack, or of one item of a list. */
export type AnyField = Field | ItemField;

/** What turning a value into words needs. */
export type Words = Pick<Texts, 'language' | 't' | 'local'>;

export interface InputProps {
  readonly field: AnyField;
  /** The question: the accessible name of the control. */
  readonly label: string;
  /** What the control begins with; afterwards it keeps what is typed by itself. */
  readonly value: FieldValue;
  /** The sentence of the last failure, shown beside the control. */
  readonly error?: string | undefined;
  /** After every change: the value, or why what is typed is none yet. */
  readonly onChange: (typed: Result<FieldValue>) => void;
  /** A press that is the answer: the question is done. */
  readonly onAnswer: (value: FieldValue) => void;
  /** Enter in a text box: the same as "Tiếp tục". */
  readonly onSubmit: () => void;
}

export interface OutputProps {
  readonly field: AnyField;
  readonly value: FieldValue;
}

export interface FieldKind {
  /** null for a list: its items are edited on pages of their own (screens/question). */
  readonly Input: ComponentType<InputProps> | null;
  readonly Output: ComponentType<OutputProps>;
  /** The value in words, to show, print and speak; '' for nothing. */
  readonly stringify: (value: FieldValue, field: AnyField, words: Words) => string;
  /** True where one press answers, so that "Tiếp tục" is not offered before there is an answer. */
  readonly actsAtOnce: boolean;
  /** False while "Tiếp tục" would only be refused (an address not matched yet); true if left out. */
  readonly isWhole?: (value: FieldValue) => boolean;
}

/** Text typed into a box as it is sent: nothing typed is `null`, never ''. */
export function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.normalize('NFC');
}

/** The text of a value that is text; '' for any other. */
export function asText(value: FieldValue): string {
  return typeof value === 'string' ? value : '';
}
