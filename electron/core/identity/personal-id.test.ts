import { describe, expect, it } from 'vitest';
import { checkPersonalId, maskPersonalId, parsePersonalId } from './personal-id';

const today = { year: 2026, month: 11, day: 21 };
const check = (text: string, others = {}) => checkPersonalId(text, { today, ...others });

describe('parsePersonalId', () => {
  it('reads province, sex, century and year', () => {
    expect(parsePersonalId('079199000000')).toEqual({
      provinceCode: '079',
      provinceName: 'TP. Hồ Chí Minh',
      sex: 'female',
      century: 1900,
      birthYear: 1999,
    });
    expect(parsePersonalId('001205000000')).toMatchObject({
      provinceName: 'Hà Nội',
      sex: 'male',
      birthYear: 2005,
    });
    expect(parsePersonalId('101305000000')?.provinceName).toBeUndefined();
  });

  it('takes nothing but 12 digits', () => {
    for (const text of ['', '07919900000', '0791990000000', '07919900000a', '０79199000000']) {
      expect(parsePersonalId(text)).toBeUndefined();
    }
  });

  it('knows all 63 provinces of the old table', () => {
    const known = Array.from({ length: 1000 }, (_, code) => String(code).padStart(3, '0')).filter(
      (code) => parsePersonalId(`${code}099000000`)?.provinceName,
    );
    expect(known).toHaveLength(63);
    expect(known[0]).toBe('001');
    expect(known.at(-1)).toBe('096');
  });
});

describe('checkPersonalId', () => {
  it('accepts a number in groups, with full-width digits too', () => {
    expect(check('079 199-000.000')).toEqual({ warnings: [] });
    expect(check('０７９１９９００００００')).toEqual({ warnings: [] });
  });

  it.each([
    ['', 'FIELD_REQUIRED', undefined],
    ['07919900000', 'ID_TOO_SHORT', { missing: 1 }],
    ['07919900000000', 'ID_TOO_LONG', { extra: 2 }],
    ['07919900000O', 'ID_NOT_DIGITS', undefined],
    ['079499000000', 'ID_BAD_CENTURY', undefined],
    ['079299000000', 'ID_BAD_CENTURY', undefined],
    ['9'.repeat(10_000), 'ID_TOO_LONG', { extra: 9988 }],
  ])('refuses %s', (text, reason, details) => {
    expect(check(text)).toEqual({
      failure: details ? { reason, details } : { reason },
      warnings: [],
    });
  });

  it('warns where the number and other fields disagree', () => {
    expect(check('079199000000', { birthDate: { year: 1998 }, sex: 'male' }).warnings).toEqual([
      'ID_YEAR_MISMATCH',
      'ID_SEX_MISMATCH',
    ]);
    expect(check('079199000000', { birthDate: { year: 1999 }, sex: 'female' }).warnings).toEqual(
      [],
    );
    expect(check('999199000000').warnings).toEqual(['ID_PROVINCE_UNKNOWN']);
  });
});

describe('maskPersonalId', () => {
  it('shows the first three and the last four digits', () => {
    expect(maskPersonalId('079199001234')).toBe('079•••••1234');
  });

  it('shows nothing of anything else', () => {
    expect(maskPersonalId('079199')).toBe('••••••');
  });
});
