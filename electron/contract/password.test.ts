import { describe, expect, it } from 'vitest';
import { unmetPasswordRules } from './password';

describe('password rules', () => {
  it.each([
    ['Thu-Nghiem-1', []],
    ['aB3!aB3!', []],
    ['aB3!aB3!aB3!aB3!aB3!', []],
    ['aB3!aB3', ['length']],
    ['aB3!aB3!aB3!aB3!aB3!a', ['length']],
    ['THU-NGHIEM-1', ['lower']],
    ['thu-nghiem-1', ['upper']],
    ['Thu-Nghiem', ['digit']],
    ['ThuNghiem1', ['special']],
    ['Thử-Nghiem-1', ['plain']],
    ['Thu Nghiem-1', ['plain']],
    ['', ['length', 'lower', 'upper', 'digit', 'special']],
  ])('%j lacks %j', (password, unmet) => {
    expect(unmetPasswordRules(password)).toEqual(unmet);
  });
});
