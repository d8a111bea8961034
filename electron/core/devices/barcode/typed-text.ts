/**
 * Whether Vietnamese came whole through a reader that types as a keyboard. Scan codes carry no
 * letters outside ASCII: they depend on the reader's settings and on the keyboard that is active.
 */
import { looksGarbled, lostItsMarks, nameLooksGarbled } from '../../identity/garbling';

/**
 * `wrongLetters`: another code page, or letters replaced. `marksLost`: everything became ASCII.
 * `inputMethod`: an active Telex or VNI rewrote it (digits inside a name).
 */
export type Garbling = 'none' | 'wrongLetters' | 'marksLost' | 'inputMethod';

/**
 * Looks at what a reader typed, for the technician's test scan and for a warning beside the
 * field. Only an ID card's text can show lost marks and rewritten names: other texts are compared
 * letter by letter only.
 */
export function garblingOf(text: string): Garbling {
  const normal = text.normalize('NFC');
  if (normal.includes('\uFFFD') || looksGarbled(normal)) return 'wrongLetters';
  const [, , name = '', , , address = ''] = normal.split('|');
  if (name === '') return 'none';
  if (lostItsMarks(name, address)) return 'marksLost';
  return nameLooksGarbled(name) ? 'inputMethod' : 'none';
}
