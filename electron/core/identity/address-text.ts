/** Tidying the untidy address text of cards; the original is always kept beside it. */

/**
 * Cleans an address line: NFC, one comma between levels, no blanks before commas, no doubled
 * commas, no ", -", no comma or dot left at the ends.
 */
export function cleanAddressText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\s,;]*[,;][\s,;]*(?:[-–][\s,;]*)*/gu, ', ')
    .replace(/^[\s,.;-]+|[\s,.;-]+$/gu, '');
}

/** The levels of a cleaned address, from the street to the province. */
export function addressParts(cleaned: string): string[] {
  return cleaned
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
