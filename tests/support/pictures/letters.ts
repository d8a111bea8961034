/** Every letter of Vietnamese, small and large, and a sentence that holds all consonants' shapes. */

const VOWELS = 'aăâeêioôơuưy';
/** Level, falling, rising, asking, broken, heavy: the combining marks of the tones. */
const TONES = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'] as const;

const SMALL = [...VOWELS].map((vowel) =>
  TONES.map((tone) => (vowel + tone).normalize('NFC')).join(''),
);

/** Every vowel with every tone, group by group, and "đ": 73 letters small, 73 large. */
export const VIETNAMESE_LETTERS = [
  [...SMALL, 'đ'].join(' '),
  [...SMALL, 'đ'].join(' ').toLocaleUpperCase('vi'),
] as const;

/** The usual pangram; it belongs to nobody. */
export const PANGRAM = 'Do bạch kim rất quý nên sẽ dùng để lắp vô xương.';
