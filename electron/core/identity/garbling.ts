/**
 * Signs that text went through the wrong hands on its way from a scanner: a wrong code page,
 * a keyboard without Vietnamese letters, an active Telex or VNI input method.
 */
import { foldKey } from './fold';
import { hasForbiddenCharacters } from './names';

/**
 * UTF-8 read as Windows-1252 or Latin-1: a capital Ã Â Ä Å Æ or "á" followed by a character of the
 * second half of the code page that no Vietnamese word has there ("Nguyá»…n", "Ä‘Æ°á»ng").
 * The right single quote (0x92) is left out: it is an apostrophe in names.
 */
const LATIN1_MOJIBAKE = /[ÃÂÄÅÆ][\u0080-\u00BF‘“”•–—…†‡ˆ‰Š‹Œ›œžŸ€™š]|á[º»]|Æ[°¡]|Ä[‘]/u;

/** The same through a DOS code page: box-drawing characters ("Nguyß╗àn"). */
const DOS_MOJIBAKE = /[\u2500-\u25FF]/u;

/** A letter the code page did not have. */
const QUESTION_MARK_IN_WORD = /\p{L}\?|\?\p{L}/u;

/**
 * Family names that are always written with marks. Bare, in a text without a single mark, they
 * show that the marks were lost.
 */
const BARE_FAMILY_NAMES = new Set(
  'nguyen tran pham huynh hoang dang bui ngo duong truong dinh doan luong'.split(' '),
);

/** Words of addresses that always carry marks. */
const BARE_UNIT_WORDS = new Set('phuong huyen tinh quan duong xom'.split(' '));

/** Whether text shows a wrong code page, lost letters, or characters no card has. */
export function looksGarbled(text: string): boolean {
  return (
    LATIN1_MOJIBAKE.test(text) ||
    DOS_MOJIBAKE.test(text) ||
    QUESTION_MARK_IN_WORD.test(text) ||
    hasForbiddenCharacters(text)
  );
}

/** Whether a name has digits or signs, as an input method leaves them (VNI: "Nguye64n"). */
export function nameLooksGarbled(name: string): boolean {
  return !/\p{L}/u.test(name) || /[\p{N}\p{S}?!¿¡@#%&*=<>{}[\]\\_;:"/]/u.test(name);
}

/**
 * Whether name and address lost all their marks on the way: everything ASCII, although it has a
 * word that cannot be written so.
 */
export function lostItsMarks(name: string, address: string): boolean {
  if (!/^[\x20-\x7E]*$/.test(name + address)) return false;
  const familyName = foldKey(name).split(' ')[0] ?? '';
  return (
    BARE_FAMILY_NAMES.has(familyName) ||
    foldKey(address)
      .split(' ')
      .some((word) => BARE_UNIT_WORDS.has(word))
  );
}
