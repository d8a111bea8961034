/** How numbers are shown where they are read and not edited. */
import type { FieldType } from '../../../electron/contract/pack';

/** Dots in place of what is hidden; the count says nothing about the length. */
const HIDDEN = '•••••';

/** Keeps `first` and `last` characters; a text too short to hide anything is hidden whole. */
function keepEnds(text: string, first: number, last: number): string {
  const signs = [...text];
  if (signs.length < first + last + 2) return HIDDEN;
  return `${signs.slice(0, first).join('')}${HIDDEN}${signs.slice(-last).join('')}`;
}

/** A value masked for reading: `079•••••0111`, `090•••••000`, anything else hidden whole. */
export function maskValue(text: string, type: FieldType): string {
  if (text === '') return '';
  if (type === 'personalId') return keepEnds(text, 3, 4);
  if (type === 'phone') return keepEnds(text, 3, 3);
  return HIDDEN;
}

/** Digits in groups for reading: a personal number 3-3-3-3, a mobile number 4-3-3. */
export function groupDigits(digits: string, type: 'personalId' | 'phone'): string {
  const sizes = type === 'personalId' ? [3, 3, 3, 3] : [4, 3, 3];
  const groups: string[] = [];
  let rest = digits;
  for (const size of sizes) {
    if (rest === '') break;
    groups.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  if (rest !== '') groups.push(rest);
  return groups.join(' ');
}

/** How many digits are typed; blanks, dots and hyphens people put between them do not count. */
export function countDigits(text: string): number {
  return (text.match(/\p{Nd}/gu) ?? []).length;
}
