import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../contract/answers';
import type { Field } from '../../contract/pack';
import { checkValue } from './check-value';
import { field, HOME, TODAY } from './procedures.testing';

const check = (of: Field, value: FieldValue, values: Record<string, FieldValue> = {}) =>
  checkValue(of, value, { today: TODAY, values });

/** The tidied value, or the reason code of the refusal. */
const outcome = (of: Field, value: FieldValue): FieldValue => {
  const { result } = check(of, value);
  return result.ok ? result.value : result.failure.reason;
};

const label = { vi: 'x', en: 'x' };
const options = ['Kinh', 'Hoa', 'Khác'].map((value) => ({ value, label }));
const types = {
  text: field('text'),
  longText: field('long', { type: 'longText' }),
  name: field('name', { type: 'name' }),
  personalId: field('personal_id', { type: 'personalId' }),
  phone: field('phone', { type: 'phone' }),
  email: field('email', { type: 'email' }),
  other: field('other', { type: 'choice', options, otherValue: 'Khác' }),
};
const choice = field('choice', { type: 'choice', options });
const address = field('address', { type: 'address' });
const typed = (detail: string): FieldValue => ({ detail, decidedBy: 'typed' });

describe('every field that takes text', () => {
  it.each(Object.entries(types))('%s refuses 10,000 characters without cutting', (_name, of) => {
    const { result } = check(of, 'a'.repeat(10_000));
    expect(result.ok).toBe(false);
  });

  it.each(Object.entries(types))(
    '%s refuses control and direction marks and emoji',
    (_name, of) => {
      for (const bad of ['Lan\u0000Anh', 'Lan\u0007', 'a\u202Eb', 'a\u200Fb', 'Lan 😀', '\uD800']) {
        expect([bad, check(of, bad).result.ok]).toEqual([bad, false]);
      }
    },
  );

  it.each(Object.entries(types))('%s treats blanks as empty', (_name, of) => {
    expect(outcome(of, ' \t\n ')).toBe('FIELD_REQUIRED');
    expect(outcome({ ...of, required: false }, ' \t\n ')).toBeNull();
    expect(outcome({ ...of, required: false }, '')).toBeNull();
  });

  it('brings decomposed text to NFC', () => {
    const decomposed = 'Nguyễn Thị Ửng Đặng Ỷ'.normalize('NFD');
    expect(outcome(types.name, decomposed)).toBe('Nguyễn Thị Ửng Đặng Ỷ');
    expect(outcome(types.text, ` ${decomposed} `)).toBe('Nguyễn Thị Ửng Đặng Ỷ');
  });

  it('keeps script tags as the harmless text they are, but not in names, numbers and options', () => {
    const script = '<script>alert(1)</script>';
    expect(outcome(types.text, script)).toBe(script);
    expect(outcome(types.name, script)).toBe('NAME_BAD_CHARACTERS');
    expect(outcome(types.personalId, script)).toBe('ID_NOT_DIGITS');
    expect(outcome(types.email, script)).toBe('EMAIL_BAD');
    expect(outcome(choice, script)).toBe('CHOICE_UNKNOWN');
  });

  it('keeps lines only where there may be several', () => {
    expect(outcome(types.longText, 'a\r\nb')).toBe('a\nb');
    expect(outcome(types.text, 'a\r\nb')).toBe('a b');
  });

  it('refuses values of another shape', () => {
    expect(outcome(types.text, 5)).toBe('FIELD_BAD_CHARACTERS');
    expect(outcome(types.personalId, true)).toBe('ID_NOT_DIGITS');
    expect(outcome(types.name, HOME)).toBe('FIELD_BAD_CHARACTERS');
  });
});

describe('names and numbers', () => {
  it('accepts names of minorities and any number of words', () => {
    for (const name of ["H'Hen Niê Thử", 'Y-Thử Kbuôr', 'Thử', 'Lê Thị Thử Tôn Nữ Mẫu An']) {
      expect(outcome(types.name, name)).toBe(name);
    }
  });

  it('tidies phone numbers to ten digits', () => {
    expect(outcome(types.phone, '+84 90 123 45 67')).toBe('0901234567');
    expect(outcome(types.phone, '09012345')).toBe('PHONE_TOO_SHORT');
  });

  it('tidies personal numbers and warns when birth date or sex of the same person differ', () => {
    const of = field('mother_personal_id', { type: 'personalId' });
    const fits = { mother_birth_date: { year: 1999 }, mother_gender: 'Nữ' };
    const good = check(of, '079 199 000 000', fits);
    expect(good).toEqual({ result: { ok: true, value: '079199000000' }, warnings: [] });
    const other = { mother_birth_date: { year: 1998 }, mother_gender: 'Nam' };
    expect(check(of, '079199000000', other).warnings.map(({ reason }) => reason)).toEqual([
      'ID_YEAR_MISMATCH',
      'ID_SEX_MISMATCH',
    ]);
    const father = { father_birth_date: { year: 1950 } };
    expect(check(of, '079199000000', father).warnings).toEqual([]);
    expect(outcome(of, '07919900000')).toBe('ID_TOO_SHORT');
  });
});

describe('choices', () => {
  it('takes options, and free text only where "Khác" allows it', () => {
    expect(outcome(choice, 'Hoa'.normalize('NFD'))).toBe('Hoa');
    expect(outcome(choice, 'Chăm')).toBe('CHOICE_UNKNOWN');
    expect(outcome(types.other, 'Chăm'.normalize('NFD'))).toBe('Chăm');
  });

  it('wants to know what "Khác" is, even in an optional field', () => {
    expect(outcome(types.other, 'Khác')).toBe('FIELD_REQUIRED');
    expect(outcome({ ...types.other, required: false }, 'Khác')).toBe('FIELD_REQUIRED');
  });

  it('takes yes and no', () => {
    const yesNo = field('y', { type: 'yesNo' });
    expect(outcome(yesNo, false)).toBe(false);
    expect(outcome(yesNo, 'true')).toBe(true);
    expect(outcome(yesNo, 'maybe')).toBe('CHOICE_UNKNOWN');
  });
});

describe('dates', () => {
  const birth = field('birth_date', { type: 'date', rules: { yearOnly: true, notFuture: true } });
  const exact = field('d', { type: 'date' });

  it('takes a year alone only where the form does', () => {
    expect(outcome(birth, { year: 1950 })).toEqual({ year: 1950 });
    expect(outcome(exact, { year: 1950 })).toBe('DATE_INCOMPLETE');
  });

  it('reads dates as people type them', () => {
    expect(outcome(birth, '5/9/1958')).toEqual({ year: 1958, month: 9, day: 5 });
    expect(outcome(birth, '1958')).toEqual({ year: 1958 });
  });

  it('refuses days that do not exist or lie ahead', () => {
    expect(outcome(birth, { year: 2023, month: 2, day: 29 })).toBe('DATE_IMPOSSIBLE');
    expect(outcome(birth, { year: 2026, month: 11, day: 22 })).toBe('DATE_IN_FUTURE');
    expect(outcome(birth, { year: 5 })).toBe('DATE_IMPOSSIBLE');
    expect(outcome(birth, 'hôm qua')).toBe('DATE_INCOMPLETE');
  });
});

describe('whole numbers', () => {
  const count = field('n', { type: 'number', rules: { min: 1, max: 50 } });
  it('takes digits and grouped thousands, within the limits', () => {
    expect(outcome(count, '3')).toBe(3);
    expect(outcome(field('n', { type: 'number' }), '1.500')).toBe(1500);
    expect(outcome(count, 0)).toBe('NUMBER_TOO_SMALL');
    expect(outcome(count, '51')).toBe('NUMBER_TOO_LARGE');
    expect(outcome(count, '1,5')).toBe('NUMBER_NOT_WHOLE');
    expect(outcome(count, 'ba')).toBe('NUMBER_NOT_WHOLE');
    expect(outcome(count, Number.NaN)).toBe('NUMBER_NOT_WHOLE');
    expect(outcome(count, '9'.repeat(10_000))).toBe('NUMBER_NOT_WHOLE');
  });
});

describe('addresses', () => {
  it('needs province and commune, or the whole address in free words', () => {
    expect(outcome(address, HOME)).toEqual(HOME);
    expect(outcome(address, typed(' Paris,  Pháp '))).toEqual(typed('Paris, Pháp'));
    expect(outcome(address, typed('  '))).toBe('ADDRESS_INCOMPLETE');
    expect(outcome(address, { detail: '12 Đường Mẫu', decidedBy: 'chosen' })).toBe(
      'ADDRESS_INCOMPLETE',
    );
  });

  it('checks its text like any other', () => {
    expect(outcome(address, typed('a'.repeat(10_000)))).toBe('FIELD_TOO_LONG');
    expect(outcome(address, typed('a'.repeat(300)))).toBe('FIELD_TOO_LONG');
    expect(outcome(address, typed('a\u202Eb'))).toBe('FIELD_BAD_CHARACTERS');
    expect(outcome(address, '12 Đường Mẫu')).toBe('ADDRESS_INCOMPLETE');
  });
});

describe('lists', () => {
  const list = field('documents', {
    type: 'list',
    rules: { minItems: 1, maxItems: 2 },
    itemName: label,
    items: [
      field('name', { type: 'name' }),
      field('birth_date', { type: 'date', rules: { yearOnly: true } }),
      field('personal_id', { type: 'personalId', required: false }),
    ],
  });
  const person = { name: 'Trần Văn Thử', birth_date: { year: 1950 }, personal_id: null };

  it('tidies every item and drops what no field asked for', () => {
    const value = [{ ...person, name: ' Trần  Văn Thử ', stray: 'x' }];
    expect(outcome(list, value)).toEqual([person]);
  });

  it('names the item and field of a failure', () => {
    const { result } = check(list, [person, { ...person, name: '123' }]);
    expect(result).toEqual({
      ok: false,
      failure: { reason: 'NAME_BAD_CHARACTERS', details: { item: 2, field: 'name' } },
    });
    expect(outcome(list, [{}])).toBe('FIELD_REQUIRED');
  });

  it('warns about a number that does not fit the person of its item', () => {
    const { warnings } = check(list, [{ ...person, personal_id: '079199000000' }]);
    expect(warnings).toEqual([
      { reason: 'ID_YEAR_MISMATCH', details: { item: 1, field: 'personal_id' } },
    ]);
  });

  it('limits the number of items', () => {
    expect(outcome(list, [])).toBe('FIELD_REQUIRED');
    expect(outcome(list, [person, person, person])).toBe('LIST_TOO_LONG');
    expect(outcome({ ...list, required: false }, [])).toBeNull();
  });
});
