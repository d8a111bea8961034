/**
 * The 12-digit personal number: PPP C YY SSSSSS (Decree 137/2015/NĐ-CP art. 13, Circular
 * 59/2021/TT-BCA art. 4): province or country of birth registration, century and sex, year of
 * birth, random digits. It has no check digit.
 */
import type { Failure, Reason } from '../../contract/reasons';
import type { PartialDate, Sex } from '../../contract/values';
import { legacyProvinceName } from './legacy-provinces';
import type { FullDate } from './partial-date';
import { vietnamDate } from './partial-date';

const PERSONAL_ID_LENGTH = 12;

/** What the digits of a personal number say. */
export type PersonalIdParts = {
  /** Three digits of the table before July 2025, or a country's code for people born abroad. */
  provinceCode: string;
  provinceName?: string;
  sex: Sex;
  /** First year of the century: 1900, 2000, … */
  century: number;
  birthYear: number;
};

/**
 * Reads the digits of a personal number.
 *
 * @param id 12 digits
 * @returns its parts, or undefined when the text is not 12 digits
 */
export function parsePersonalId(id: string): PersonalIdParts | undefined {
  if (!/^\d{12}$/.test(id)) return undefined;
  const provinceCode = id.slice(0, 3);
  const provinceName = legacyProvinceName(provinceCode);
  const centuryAndSex = Number(id.charAt(3));
  const century = 1900 + Math.floor(centuryAndSex / 2) * 100;
  return {
    provinceCode,
    ...(provinceName === undefined ? {} : { provinceName }),
    sex: centuryAndSex % 2 === 0 ? 'male' : 'female',
    century,
    birthYear: century + Number(id.slice(4, 6)),
  };
}

/** Drops the blanks, dots and hyphens people group digits with; full-width digits become plain. */
export function cleanPersonalId(text: string): string {
  return text.normalize('NFKC').replace(/[\s.\-–]+/gu, '');
}

/**
 * Checks a typed personal number. A failure is a typing error; warnings are explained to the
 * resident, who may go on: legal changes of sex and old registry errors exist.
 *
 * @param text as typed, grouped or not
 * @param others what is known from other fields; `today` defaults to the date in Viet Nam
 * @returns `failure`: FIELD_REQUIRED, ID_NOT_DIGITS, ID_TOO_SHORT `{ missing }`, ID_TOO_LONG
 * `{ extra }` or ID_BAD_CENTURY (nobody living was born then); `warnings`: ID_YEAR_MISMATCH,
 * ID_SEX_MISMATCH, ID_PROVINCE_UNKNOWN
 */
export function checkPersonalId(
  text: string,
  others: { birthDate?: PartialDate; sex?: Sex; today?: FullDate } = {},
): { failure?: Failure; warnings: Reason[] } {
  const id = cleanPersonalId(text);
  const failure = checkForm(id);
  if (failure) return { failure, warnings: [] };
  const parts = parsePersonalId(id);
  const today = others.today ?? vietnamDate(new Date());
  if (!parts || isImpossibleCentury(id) || parts.birthYear > today.year) {
    return { failure: { reason: 'ID_BAD_CENTURY' }, warnings: [] };
  }
  const warnings: Reason[] = [];
  if (others.birthDate && others.birthDate.year !== parts.birthYear) {
    warnings.push('ID_YEAR_MISMATCH');
  }
  if (others.sex && others.sex !== parts.sex) warnings.push('ID_SEX_MISMATCH');
  if (parts.provinceName === undefined) warnings.push('ID_PROVINCE_UNKNOWN');
  return { warnings };
}

function checkForm(id: string): Failure | undefined {
  if (id === '') return { reason: 'FIELD_REQUIRED' };
  if (!/^\d+$/.test(id)) return { reason: 'ID_NOT_DIGITS' };
  if (id.length < PERSONAL_ID_LENGTH) {
    return { reason: 'ID_TOO_SHORT', details: { missing: PERSONAL_ID_LENGTH - id.length } };
  }
  if (id.length > PERSONAL_ID_LENGTH) {
    return { reason: 'ID_TOO_LONG', details: { extra: id.length - PERSONAL_ID_LENGTH } };
  }
  return undefined;
}

/** Digits 4-9 in the fourth place mean a birth in or after 2100. */
export function isImpossibleCentury(id: string): boolean {
  return Number(id.charAt(3)) > 3;
}

/**
 * Hides the middle of a personal number for screens: "079•••••1234". The last four digits stay,
 * as they are what a person compares; text of another length is hidden altogether.
 */
export function maskPersonalId(id: string): string {
  if (id.length !== PERSONAL_ID_LENGTH) return '•'.repeat(id.length);
  return `${id.slice(0, 3)}•••••${id.slice(8)}`;
}
