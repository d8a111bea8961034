import { describe, expect, it } from 'vitest';
import {
  checkName,
  checkText,
  cleanText,
  givenName,
  hasForbiddenCharacters,
  MAX_NAME_LENGTH,
  nameCapitals,
} from './names';

const reasonOf = (text: string) => {
  const result = checkName(text);
  return result.ok ? undefined : result.failure.reason;
};

describe('checkName', () => {
  it.each([
    'Nguyễn Thị Ửng Đặng Ỷ',
    'Y-Thử Niê',
    "H'Mẫu Êban",
    'H’Mẫu Êban',
    'A Thŭ Č Ĭ',
    'Mẫu',
    'José M. O’Neill-Núñez',
    '王小明',
    'Þórður',
  ])('accepts %s', (name) => {
    expect(checkName(name)).toEqual({ ok: true, value: name.normalize('NFC') });
  });

  it('gives back NFC with single blanks', () => {
    const typed = `  ${'Nguyễn  Thị'.normalize('NFD')}\tThử\u00A0Nghiệm\n`;
    expect(checkName(typed)).toEqual({ ok: true, value: 'Nguyễn Thị Thử Nghiệm' });
  });

  it.each([
    'Nguyễn 2',
    'Nguyễn <script>alert(1)</script>',
    'Thử 😀',
    'Thử\u202ENghiệm',
    'Thử\u200BNghiệm',
    'Thử\u0000',
    'Thử\uE000',
    '---',
    "'.",
    'a@b',
    `Z${'\u0300\u0301\u0302\u0303\u0304\u0306'}`,
  ])('refuses %j', (name) => {
    expect(reasonOf(name)).toBe('NAME_BAD_CHARACTERS');
  });

  it('asks for a name and says how much too long one is', () => {
    expect(reasonOf(' \t ')).toBe('FIELD_REQUIRED');
    expect(checkName('a'.repeat(10_000))).toEqual({
      ok: false,
      failure: {
        reason: 'FIELD_TOO_LONG',
        details: { max: MAX_NAME_LENGTH, extra: 10_000 - MAX_NAME_LENGTH },
      },
    });
  });
});

describe('text fields', () => {
  it.each(['\u0007', '\u200F', '\u2066', '\u202A', '\uFEFF', '\uFFFD', '\uD800', '🇻🇳', '1️⃣', '❤'])(
    'finds the forbidden character in %j',
    (text) => {
      expect(hasForbiddenCharacters(`Tổ 5${text}`)).toBe(true);
    },
  );

  it('lets ordinary signs of addresses and notes through', () => {
    expect(hasForbiddenCharacters('Số 12/3B, "Khu A" – tổ 5; 30% (2 m²) & ©')).toBe(false);
  });

  it('keeps line breaks only in texts of several lines', () => {
    expect(cleanText('một\r\nhai  \n\n\n\nba ', { multiline: true })).toBe('một\nhai\n\nba');
    expect(cleanText('một\r\nhai')).toBe('một hai');
    expect(hasForbiddenCharacters('một\nhai', { multiline: true })).toBe(false);
    expect(hasForbiddenCharacters('một\u0000\nhai', { multiline: true })).toBe(true);
  });

  it('never cuts a long text', () => {
    expect(checkText('x'.repeat(10_000))).toEqual({
      ok: false,
      failure: { reason: 'FIELD_TOO_LONG', details: { max: 2000, extra: 8000 } },
    });
    expect(checkText('abc', { maxLength: 3 })).toEqual({ ok: true, value: 'abc' });
    expect(checkText('a\u202Eb').ok).toBe(false);
  });
});

describe('parts of a name', () => {
  it('takes the last word to greet by', () => {
    expect(givenName('Nguyễn Thị Thử  Nghiệm ')).toBe('Nghiệm');
    expect(givenName('Mẫu')).toBe('Mẫu');
  });

  it('writes capitals in NFC', () => {
    expect(nameCapitals('Nguyễn Thị Ửng Đặng Ỷ'.normalize('NFD'))).toBe(
      'NGUYỄN THỊ ỬNG ĐẶNG Ỷ'.normalize('NFC'),
    );
  });
});
