/**
 * The text in the QR code of a Vietnamese ID card: fields separated by "|", no header, no checksum,
 * no signature. Seven fields on the chip card of 2021 (CCCD), the same seven and four more on the
 * card of 2024 (Căn cước; content by Circular 16/2024/TT-BCA art. 6).
 */
import type { Result } from '../../contract/result';
import { err, ok } from '../../contract/result';
import type { CardWarning, IdCard, PartialDate, Sex } from '../../contract/values';
import { MAX_TEXT_LENGTH } from '../../contract/values';
import { cleanAddressText } from './address-text';
import { looksGarbled, lostItsMarks, nameLooksGarbled } from './garbling';
import { cleanText } from './names';
import type { FullDate } from './partial-date';
import { comparePartialDates, makePartialDate, vietnamDate } from './partial-date';
import { isImpossibleCentury, parsePersonalId } from './personal-id';

/**
 * Most bytes of a scan. A real card has about 150; the largest QR code (version 40, level L)
 * holds 2,953 bytes.
 */
export const MAX_CARD_BYTES = 4096;

const FIELDS_OF_2021 = 7;
const FIELDS_OF_2024 = 11;

/** A byte order mark, an AIM identifier (ISO/IEC 15424) and blanks that scanners put in front. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: scanners really send them
const PREFIX = /^[\s\uFEFF\u0000-\u001F]*(?:\][A-Za-z]\d)?[\s\uFEFF\u0000-\u001F]*/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Enter, Tab or ETX after the scan
const SUFFIX = /(?<![\s\u0000-\u001F])[\s\u0000-\u001F]+$/u;

/** Where a card's text starts: number, old number, name, birth date. */
const CARD_START = /\d{12}\|(?:\d{9}|\d{12})?\|[^|]+\|\d{4,8}\|/gu;

/** Birth date and sex in the middle of any card's text, however much of its start is lost. */
const CARD_MIDDLE = /\|\d{4,8}\|(?:Nam|Nữ)\|/giu;

type Options = { today?: FullDate };

/**
 * Reads the bytes a scanner or decoder gives. They are decoded once, as a whole, because a letter
 * may be cut between two reports of the device.
 *
 * @returns as {@link readCardText}; CARD_GARBLED when the bytes are not UTF-8
 */
export function readCardBytes(bytes: Uint8Array, options: Options = {}): Result<IdCard> {
  if (bytes.length > MAX_CARD_BYTES) return err('CARD_TOO_LONG', { max: MAX_CARD_BYTES });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return err('CARD_GARBLED');
  }
  return readCardText(text, options);
}

/**
 * Reads a card's text as scanned, pasted or decoded; an Enter or Tab at its end is dropped. Never
 * throws, whatever the text.
 *
 * @param raw the text, any normal form
 * @param options `today` defaults to the date in Viet Nam
 * @returns the card, with `warnings` for what does not add up, or the reason it was refused:
 * CARD_EMPTY, CARD_TOO_LONG, CARD_TWO_SCANS, CARD_HEALTH_INSURANCE, CARD_HALF_SCAN,
 * CARD_NOT_A_CARD, CARD_GARBLED, CARD_BAD_NUMBER, CARD_BAD_DATE, CARD_FUTURE_BIRTH
 */
export function readCardText(raw: string, options: Options = {}): Result<IdCard> {
  // A UTF-16 unit has at least one byte: long texts are refused before anything walks over them.
  if (raw.length > MAX_CARD_BYTES || Buffer.byteLength(raw, 'utf8') > MAX_CARD_BYTES) {
    return err('CARD_TOO_LONG', { max: MAX_CARD_BYTES });
  }
  const text = raw.replace(PREFIX, '').replace(SUFFIX, '').normalize('NFC');
  if (text === '') return err('CARD_EMPTY');
  const fields = text.split('|').map((field) => field.trim());
  if (isTwoScans(text, fields)) return err('CARD_TWO_SCANS');
  if (isHealthInsurance(fields)) return err('CARD_HEALTH_INSURANCE');
  if (fields.length !== FIELDS_OF_2021 && fields.length !== FIELDS_OF_2024) {
    return err(wrongCount(text, fields));
  }
  if (!looksLikeCard(text, fields)) {
    return err(text.includes('\uFFFD') ? 'CARD_GARBLED' : 'CARD_NOT_A_CARD');
  }
  return readFields(fields, options.today ?? vietnamDate(new Date()));
}

function readFields(fields: readonly string[], today: FullDate): Result<IdCard> {
  const [personalId = '', oldId = '', name = '', birth = '', sexText = ''] = fields;
  const [residence = '', issued = ''] = fields.slice(5);
  const is2021 = fields.length === FIELDS_OF_2021;
  if (!/^\d{12}$/.test(personalId) || isImpossibleCentury(personalId)) {
    return err('CARD_BAD_NUMBER');
  }
  // The date of issue ends a 2021 card: a shorter one shows that the scan broke off.
  if (/^\d{0,7}$/.test(issued)) return err('CARD_HALF_SCAN');
  const fullName = cleanText(name);
  if ([name, residence, ...fields.slice(7)].some((text) => text.length > MAX_TEXT_LENGTH)) {
    return err('CARD_TOO_LONG', { max: MAX_TEXT_LENGTH });
  }
  const sex = readSex(sexText);
  const isGarbled =
    fields.some(looksGarbled) ||
    nameLooksGarbled(fullName) ||
    lostItsMarks(fullName, residence) ||
    !/^(?:\d{9}|\d{12})?$/.test(oldId);
  if (isGarbled || sex === undefined) return err('CARD_GARBLED');
  const birthDate = readDate(birth);
  const issueDate = readDate(issued);
  if (!birthDate || issueDate?.day === undefined) return err('CARD_BAD_DATE');
  if (comparePartialDates(birthDate, today) === 1) return err('CARD_FUTURE_BIRTH');
  const card: IdCard = {
    variant: is2021 ? 'cccd2021' : 'canCuoc2024',
    personalId,
    fullName,
    birthDate,
    sex,
    residence: { original: residence, cleaned: cleanAddressText(residence) },
    issueDate,
    extra: fields.slice(FIELDS_OF_2021),
    warnings: cardWarnings(personalId, birthDate, sex, issueDate, today),
  };
  // A short run of old numbers had 12 digits; the contract's second identifier has 9.
  if (oldId.length === 9) card.oldId = oldId;
  return ok(card);
}

/** DDMMYYYY with zeros for unknown parts, or YYYY: older people often have only a year. */
function readDate(text: string): PartialDate | undefined {
  if (/^\d{4}$/.test(text)) return makePartialDate(0, 0, Number(text));
  if (!/^\d{8}$/.test(text)) return undefined;
  return makePartialDate(Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4)));
}

function readSex(text: string): Sex | undefined {
  const word = text.toLowerCase();
  if (word === 'nam') return 'male';
  // "Nu" without its marks means that the scanner dropped marks everywhere.
  return word === 'nữ' ? 'female' : undefined;
}

function cardWarnings(
  personalId: string,
  birthDate: PartialDate,
  sex: Sex,
  issueDate: PartialDate,
  today: FullDate,
): CardWarning[] {
  const parts = parsePersonalId(personalId);
  const warnings: CardWarning[] = [];
  if (parts?.birthYear !== birthDate.year) warnings.push('CARD_YEAR_MISMATCH');
  if (parts?.sex !== sex) warnings.push('CARD_SEX_MISMATCH');
  if (parts?.provinceName === undefined) warnings.push('CARD_PROVINCE_UNKNOWN');
  const isOutOfOrder =
    comparePartialDates(birthDate, issueDate) === 1 || comparePartialDates(issueDate, today) === 1;
  if (isOutOfOrder) warnings.push('CARD_DATE_ORDER');
  return warnings;
}

/** A second card, whole or begun, in the same text. */
function isTwoScans(text: string, fields: readonly string[]): boolean {
  if ((text.match(CARD_MIDDLE) ?? []).length > 1) return true;
  const starts = [...text.matchAll(CARD_START)];
  const first = starts[0];
  if (!first) return false;
  if (starts.length > 1) return true;
  if (isBegunScan(text.slice(0, first.index))) return true;
  // The start of another scan after the date of issue, or after the last separators.
  const issued = fields[6] ?? '';
  if (/^\d{8}\s*\d+/u.test(issued)) return true;
  const last = fields.at(-1) ?? '';
  const isBegunAgain = last !== '' && (fields[0] ?? '').startsWith(last);
  if (fields.length === FIELDS_OF_2024 && isBegunAgain) return true;
  return (
    fields.length > FIELDS_OF_2024 &&
    fields.slice(FIELDS_OF_2024 - 1).some((f) => /\d{12}$/.test(f))
  );
}

/**
 * Whether the text before a whole card is the start of another scan. Up to three digits are
 * rather a number with digits too many.
 */
function isBegunScan(before: string): boolean {
  return /^\d{4,12}\s*$/u.test(before) || /^\d{12}\|/u.test(before);
}

/**
 * The QR of a health-insurance card: also "|", first field the card's number (10 digits, or 15
 * characters on older cards), then the holder's name as hexadecimal UTF-8.
 */
function isHealthInsurance(fields: readonly string[]): boolean {
  const [number = '', hexName = ''] = fields;
  return (
    fields.length >= 4 &&
    /^[A-Z0-9]{10,15}$/iu.test(number) &&
    // 12 digits in second place are the old number of an ID card.
    !/^\d{12}$/.test(hexName) &&
    /^(?:[0-9a-f]{2}){3,}$/iu.test(hexName)
  );
}

/** Why a text with another number of fields than a card's is refused. */
function wrongCount(
  text: string,
  fields: readonly string[],
): 'CARD_HALF_SCAN' | 'CARD_NOT_A_CARD' | 'CARD_GARBLED' {
  const first = fields[0] ?? '';
  const isShort = fields.length < FIELDS_OF_2024;
  // The digits every personal number of a Vietnamese province starts with, or a whole number.
  const startsLikeCard =
    fields.length > 1 ? /^\d{12}$/.test(first) : /^(?:0\d{0,11}|\d{12})$/.test(first);
  if (isShort && (startsLikeCard || text.search(CARD_MIDDLE) >= 0)) return 'CARD_HALF_SCAN';
  return text.includes('\uFFFD') || (startsLikeCard && looksGarbled(text))
    ? 'CARD_GARBLED'
    : 'CARD_NOT_A_CARD';
}

/** Whether a text with the right number of fields is a card at all, if perhaps a damaged one. */
function looksLikeCard(text: string, fields: readonly string[]): boolean {
  const [number = '', , , birth = '', sex = ''] = fields;
  return (
    /^\d{12}$/.test(number) ||
    text.search(CARD_MIDDLE) >= 0 ||
    (/^\d/.test(birth) && /^n/iu.test(sex))
  );
}
