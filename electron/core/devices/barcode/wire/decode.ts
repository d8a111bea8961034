/** A scan's bytes as text. */
import { err, ok, type Result } from '../../../../contract/result';
import { MAX_SCAN_BYTES } from './framer';

// biome-ignore lint/suspicious/noControlCharactersInRegex: readers send Enter, Tab, ETX or zeros
const SUFFIX = /(?<![\s\u0000-\u001F])[\s\u0000-\u001F]+$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const PREFIX = /^[\s\u0000-\u001F\uFEFF]+/u;

/**
 * AIM identifiers of a QR code read with ECI (ISO/IEC 18004): the reader then writes the character
 * set as "\" and six digits before the data. 26 is UTF-8.
 */
const WITH_ECI = new Set([']Q2', ']Q4', ']Q6']);
const ECI_UTF_8 = '\\000026';

/**
 * Decodes the whole scan at once, because a letter may be cut between two reports.
 * @param symbology AIM identifier, where known
 * @returns NFC text without what readers put around it; CARD_EMPTY, CARD_TOO_LONG or CARD_GARBLED
 */
export function decodeScan(bytes: Uint8Array, symbology?: string): Result<string> {
  if (bytes.length > MAX_SCAN_BYTES) return err('CARD_TOO_LONG', { max: MAX_SCAN_BYTES });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return err('CARD_GARBLED');
  }
  if (symbology && WITH_ECI.has(symbology) && text.startsWith(ECI_UTF_8)) {
    text = text.slice(ECI_UTF_8.length);
  }
  const trimmed = text.slice(0, MAX_SCAN_BYTES).replace(PREFIX, '').replace(SUFFIX, '');
  return trimmed === '' ? err('CARD_EMPTY') : ok(trimmed.normalize('NFC'));
}
