/** Text that people type: tidying it, and refusing characters no form can carry. */
import type { Result } from '../../contract/result';
import { err, ok } from '../../contract/result';
import { MAX_TEXT_LENGTH } from '../../contract/values';

/**
 * Longest personal name in UTF-16 units. The longest known Vietnamese birth names have about 60;
 * names of foreign parents in birth registration are longer.
 */
export const MAX_NAME_LENGTH = 150;

/**
 * Control (Cc), format (Cf: direction marks U+200E-F, U+202A-E, U+2066-9, zero-width characters,
 * soft hyphen), private use (Co), lone surrogates (Cs), unassigned (Cn) and line separators.
 */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/u;

/** The same, with the line break and tab that text of several lines may have. */
const INVISIBLE_BUT_LINES = /(?![\n\t])[\p{C}\p{Zl}\p{Zp}]/u;

/**
 * Emoji: no font of the printed forms has them. U+FE0F, U+20E3 build emoji from ordinary
 * characters; U+FFFD is what a failed decoding leaves.
 */
const EMOJI_OR_DAMAGED =
  /(?![©®™])\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{RI}|[\uFE0F\u20E3\uFFFD]/u;

/** More marks on one letter than any alphabet has: text made to run over other lines. */
const STACKED_MARKS = /\p{M}{4}/u;

/**
 * Letters of any script with their marks, blanks, apostrophes (straight, curly, modifier letter),
 * hyphens and dots: names of ethnic minorities and foreigners have them (Y-, H', ŏ, č, ĭ).
 */
const NAME = /^[\p{L}\p{M}'’‘ʼ\-‐.\s]+$/u;

/**
 * Brings typed text into the form that is stored.
 *
 * @param text as typed or pasted, any normal form
 * @param options `multiline` keeps line breaks (as "\n")
 * @returns NFC, trimmed, every run of blanks (also tabs and no-break spaces) as one blank
 */
export function cleanText(text: string, options: { multiline?: boolean } = {}): string {
  const composed = text.normalize('NFC');
  if (!options.multiline) return composed.replace(/\s+/gu, ' ').trim();
  return composed
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/**
 * Whether a text has characters that no field accepts: control and direction characters,
 * zero-width, private use, emoji, more than three marks on a letter.
 *
 * @param options `multiline` allows line break and tab
 */
export function hasForbiddenCharacters(
  text: string,
  options: { multiline?: boolean } = {},
): boolean {
  const composed = text.normalize('NFC');
  const invisible = options.multiline ? INVISIBLE_BUT_LINES : INVISIBLE;
  return (
    invisible.test(composed) || EMOJI_OR_DAMAGED.test(composed) || STACKED_MARKS.test(composed)
  );
}

/**
 * Cleans and checks a text field.
 *
 * @returns the cleaned text (empty text is fine), or FIELD_TOO_LONG with `{ max, extra }` in UTF-16
 * units, or FIELD_BAD_CHARACTERS. Never cuts.
 */
export function checkText(
  text: string,
  options: { multiline?: boolean; maxLength?: number } = {},
): Result<string> {
  const max = options.maxLength ?? MAX_TEXT_LENGTH;
  const cleaned = cleanText(text, options);
  if (cleaned.length > max) return err('FIELD_TOO_LONG', { max, extra: cleaned.length - max });
  if (hasForbiddenCharacters(cleaned, options)) return err('FIELD_BAD_CHARACTERS');
  return ok(cleaned);
}

/**
 * Cleans and checks a personal name: at least one word of letters of any script. One word is
 * enough, and any case: neither is a rule of the registry.
 *
 * @returns the cleaned name, or FIELD_REQUIRED, FIELD_TOO_LONG with `{ max, extra }`,
 * NAME_BAD_CHARACTERS
 */
export function checkName(text: string): Result<string> {
  const name = cleanText(text);
  if (name === '') return err('FIELD_REQUIRED');
  if (name.length > MAX_NAME_LENGTH) {
    return err('FIELD_TOO_LONG', { max: MAX_NAME_LENGTH, extra: name.length - MAX_NAME_LENGTH });
  }
  if (!NAME.test(name) || !/\p{L}/u.test(name) || hasForbiddenCharacters(name)) {
    return err('NAME_BAD_CHARACTERS');
  }
  return ok(name);
}

/** The given name: the last word of a Vietnamese name; people are greeted and sorted by it. */
export function givenName(fullName: string): string {
  return cleanText(fullName).split(' ').at(-1) ?? '';
}

/** A name in capitals, as most forms want it. */
export function nameCapitals(fullName: string): string {
  return cleanText(fullName).toLocaleUpperCase('vi').normalize('NFC');
}
