import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash';
import { findPasswordProblems } from './password-rules';

describe('password rules', () => {
  it.each([
    ['Thu-Nghiem-1', []],
    ['aB3!aB3!', []],
    ['aB3!aB3!aB3!aB3!aB3!', []],
    ['aB3!aB3', ['tooShort']],
    ['aB3!aB3!aB3!aB3!aB3!a', ['tooLong']],
    ['THU-NGHIEM-1', ['noLower']],
    ['thu-nghiem-1', ['noUpper']],
    ['Thu-Nghiem', ['noDigit']],
    ['ThuNghiem1', ['noSymbol']],
    ['Thử-Nghiem-1', ['badCharacter']],
    ['Thu Nghiem-1', ['badCharacter']],
    ['', ['tooShort', 'noLower', 'noUpper', 'noDigit', 'noSymbol']],
  ])('%j lacks %j', (password, problems) => {
    expect(findPasswordProblems(password)).toEqual(problems);
  });

  it('keeps a salted hash that knows its password only', async () => {
    const [one, other] = [await hashPassword('Thu-Nghiem-1'), await hashPassword('Thu-Nghiem-1')];
    expect(one.hash).not.toBe(other.hash);
    expect(await verifyPassword('Thu-Nghiem-1', one)).toBe(true);
    expect(await verifyPassword('Thu-Nghiem-2', one)).toBe(false);
  });
});
