/** A value as text, for the check page, the slip, reading aloud and the wire. */
import type { FieldValue } from '../../contract/answers';
import type { Field, ItemField } from '../../contract/pack';
import { formatPartialDate } from '../identity/partial-date';
import { maskPersonalId } from '../identity/personal-id';
import { addressText, isAddress, isList, isPartialDate } from './values';

export type Language = 'vi' | 'en';

export type StringifyOptions = {
  /** Hide the middle of fields marked `masked`, as on every screen but the field being edited. */
  readonly masked?: boolean;
  /**
   * `screen`: options by the words the resident chose; `form`: by their official value, for the
   * wire and the form. `screen` when left out.
   */
  readonly as?: 'screen' | 'form';
};

/**
 * Text of a value: dates as day/month/year (as precise as they are), addresses on one line, list
 * items one a line. Empty text for an empty value.
 */
export function stringifyValue(
  field: Field | ItemField,
  value: FieldValue | undefined,
  language: Language,
  options: StringifyOptions = {},
): string {
  if (value === undefined || value === null) return '';
  const text = plainText(field, value, language, options);
  return options.masked && field.masked ? masked(field, text) : text;
}

function plainText(
  field: Field | ItemField,
  value: NonNullable<FieldValue>,
  language: Language,
  options: StringifyOptions,
): string {
  if (isList(value)) {
    const itemFields = 'items' in field ? (field.items ?? []) : [];
    return value
      .map((item) =>
        itemFields
          .map((itemField) => stringifyValue(itemField, item[itemField.key], language, options))
          .filter((part) => part !== '')
          .join(', '),
      )
      .join('\n');
  }
  if (isPartialDate(value)) return formatPartialDate(value);
  if (isAddress(value)) return addressText(value);
  if (typeof value === 'number') return groupThousands(value, language);
  const option = field.options?.find((each) => each.value === String(value));
  // A yes/no has no official value: the words of its options are what forms print, too.
  if (option && (options.as !== 'form' || field.type === 'yesNo')) return option.label[language];
  return String(value);
}

/** Keeps the first three and the last four characters; short texts are hidden altogether. */
function masked(field: Field | ItemField, text: string): string {
  if (field.type === 'personalId') return maskPersonalId(text);
  const characters = [...text];
  if (characters.length < 8) return '•'.repeat(characters.length);
  return [...characters.slice(0, 3), '•••', ...characters.slice(-4)].join('');
}

function groupThousands(value: number, language: Language): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
}

/** An amount of money: `50.000 đồng`, in English `50,000 đồng`. */
export function formatDong(amountVnd: number, language: Language): string {
  return `${groupThousands(Math.round(amountVnd), language)} đồng`;
}
