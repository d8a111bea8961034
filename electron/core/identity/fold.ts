/**
 * The key two texts are compared and searched by: without marks, case, punctuation or doubled
 * blanks, so that "Hòa", "Hoà" and "HOA" are one.
 *
 * @param text any text, in any Unicode normal form
 * @returns lower-case letters and digits, words separated by one blank; empty for no letters
 */
export function foldKey(text: string): string {
  return (
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      // "đ" is a letter of its own and does not decompose.
      .replace(/đ/g, 'd')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  );
}

/**
 * {@link foldKey} without its blanks: "Cư M'gar" and "Cư Mgar", "Đắk Lắk" and "Daklak" are one.
 */
export function tightKey(text: string): string {
  return foldKey(text).replace(/ /g, '');
}

/**
 * A key that keeps the marks but not where they stand: "Hòa" and "Hoà" are one, "Hòa" and "Hóa" are
 * not. Official names use both styles of placing the tone mark, and normalising does not unite them.
 */
export function markKey(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => {
      const marks = word.match(/\p{M}/gu) ?? [];
      return word.replace(/\p{M}+/gu, '') + marks.sort().join('');
    })
    .join('');
}
