/**
 * Rules for a portal password: 8-20 characters with four kinds of characters, as the national
 * electronic-identity account asks. Shared so that the page can advise while the resident types
 * and the practice portal holds people to the same; the password itself is never kept by the kiosk.
 */
export const PASSWORD_MIN_LENGTH = 8;
export const PASSWORD_MAX_LENGTH = 20;

export const PASSWORD_RULES = ['length', 'lower', 'upper', 'digit', 'special', 'plain'] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

const TESTS: Record<PasswordRule, (password: string) => boolean> = {
  length: (password) =>
    password.length >= PASSWORD_MIN_LENGTH && password.length <= PASSWORD_MAX_LENGTH,
  lower: (password) => /[a-z]/.test(password),
  upper: (password) => /[A-Z]/.test(password),
  digit: (password) => /[0-9]/.test(password),
  special: (password) => /[!-/:-@[-`{-~]/.test(password),
  // A letter with accents depends on the input method: people could not type it again at home.
  plain: (password) => /^[!-~]*$/.test(password),
};

/** The rules `password` does not meet yet, in the order they are explained. */
export function unmetPasswordRules(password: string): PasswordRule[] {
  return PASSWORD_RULES.filter((rule) => !TESTS[rule](password));
}
