/** A text as people type it when they search: no accents, no case, words apart by one space. */
import type { LocalText, Option } from '../../../electron/contract/pack';

/**
 * Folds `text` for comparing: accents dropped, đ → d, lower case, everything that is not a letter
 * or digit becomes one space. "Hòa" and "Hoà" fold to the same, which NFC alone does not do.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** True when every word of `query` begins a word of `text`, in any order; '' matches all. */
export function matches(text: string, query: string): boolean {
  const words = fold(text).split(' ');
  return fold(query)
    .split(' ')
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/**
 * The items whose text matches, those beginning with the query first, otherwise in their order.
 */
export function filterByText<T>(
  items: readonly T[],
  query: string,
  textOf: (item: T) => string,
): T[] {
  const wanted = fold(query);
  const found = items.filter((item) => matches(textOf(item), query));
  if (wanted === '') return found;
  const begins = (item: T): boolean => fold(textOf(item)).startsWith(wanted);
  return [...found.filter(begins), ...found.filter((item) => !begins(item))];
}

/** An option is found by its Vietnamese or its English label, whichever language is on screen. */
export function optionText(option: Option): string {
  return labelText(option.label);
}

function labelText(label: LocalText): string {
  return `${label.vi} ${label.en}`;
}
