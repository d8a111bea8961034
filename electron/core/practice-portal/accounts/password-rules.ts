/** What a password must be, as the national electronic-identity account asks. */

/** Length bounds of the VNeID account's password. */
export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 20;

export type PasswordProblem =
  | 'tooShort'
  | 'tooLong'
  | 'noLower'
  | 'noUpper'
  | 'noDigit'
  | 'noSymbol'
  | 'badCharacter';

/**
 * Lists what a password lacks, in the order to explain it; empty when it is good.
 * Only visible ASCII is taken: a letter with accents depends on the input method, and people could
 * not type it again at home.
 */
export function findPasswordProblems(password: string): PasswordProblem[] {
  const problems: PasswordProblem[] = [];
  if (password.length < MIN_PASSWORD_LENGTH) problems.push('tooShort');
  if (password.length > MAX_PASSWORD_LENGTH) problems.push('tooLong');
  if (!/[a-z]/.test(password)) problems.push('noLower');
  if (!/[A-Z]/.test(password)) problems.push('noUpper');
  if (!/[0-9]/.test(password)) problems.push('noDigit');
  if (!/[!-/:-@[-`{-~]/.test(password)) problems.push('noSymbol');
  if (/[^!-~]/.test(password)) problems.push('badCharacter');
  return problems;
}
