import { describe, expect, it } from 'vitest';
import { isInKnownRange, modernMobileNumber, readPhone } from './phone';

const failureOf = (text: string) => {
  const result = readPhone(text);
  return result.ok ? undefined : result.failure;
};

describe('readPhone', () => {
  it.each([
    '0901234567',
    '090 123 45 67',
    '0901.234.567',
    '0901-234-567',
    '+84 90 123 45 67',
    '+84901234567',
    '(+84) 090 123 4567',
    '0084901234567',
    '84901234567',
    '０９０１２３４５６７',
  ])('reads %s', (text) => {
    expect(readPhone(text)).toEqual({
      ok: true,
      value: { e164: '+84901234567', national: '0901234567', kind: 'mobile' },
    });
  });

  it('accepts ranges that lists of ranges do not know yet', async () => {
    const phone = readPhone('0551234567');
    expect(phone.ok && phone.value.e164).toBe('+84551234567');
    expect(phone.ok && (await isInKnownRange(phone.value))).toBe(false);
    const known = readPhone('0901234567');
    expect(known.ok && (await isInKnownRange(known.value))).toBe(true);
  });

  it('does not take the prefix 084 for the country', () => {
    const phone = readPhone('0841234567');
    expect(phone.ok && phone.value.e164).toBe('+84841234567');
  });

  it.each([
    ['', { reason: 'FIELD_REQUIRED' }],
    ['090123456', { reason: 'PHONE_TOO_SHORT', details: { missing: 1 } }],
    ['0', { reason: 'PHONE_TOO_SHORT', details: { missing: 9 } }],
    ['09012345678', { reason: 'PHONE_TOO_LONG', details: { extra: 1 } }],
    ['+8490123456', { reason: 'PHONE_TOO_SHORT', details: { missing: 1 } }],
    ['0401234567', { reason: 'PHONE_BAD_PREFIX' }],
    ['01001234567', { reason: 'PHONE_BAD_PREFIX' }],
    ['1900123456', { reason: 'PHONE_BAD_PREFIX' }],
    ['+1 202 555 0100', { reason: 'PHONE_BAD_PREFIX' }],
    ['090123456O', { reason: 'PHONE_NOT_DIGITS' }],
    ['090 1234567 / nhà', { reason: 'PHONE_NOT_DIGITS' }],
    ['02812345678', { reason: 'PHONE_LANDLINE' }],
    ['+84 28 1234 5678', { reason: 'PHONE_LANDLINE' }],
    [
      '01631234567',
      { reason: 'PHONE_OLD_11_DIGITS', details: { oldPrefix: '0163', newPrefix: '033' } },
    ],
    ['9'.repeat(10_000), { reason: 'PHONE_BAD_PREFIX' }],
  ])('says what is wrong with %s', (text, failure) => {
    expect(failureOf(text)).toEqual(failure);
  });

  it('accepts landlines where the field does', () => {
    expect(readPhone('028 1234 5678', { landlineAllowed: true })).toEqual({
      ok: true,
      value: { e164: '+842812345678', national: '02812345678', kind: 'landline' },
    });
    expect(readPhone('028 1234', { landlineAllowed: true }).ok).toBe(false);
  });
});

describe('modernMobileNumber', () => {
  it.each([
    ['0163 123 4567', '0331234567'],
    ['+84 120 1234567', '0701234567'],
    ['01991234567', '0591234567'],
    ['01261234567', '0761234567'],
  ])('turns %s into %s, which is accepted', (old, modern) => {
    expect(modernMobileNumber(old)).toBe(modern);
    expect(readPhone(modern).ok).toBe(true);
  });

  it('leaves other numbers alone', () => {
    expect(modernMobileNumber('0901234567')).toBeUndefined();
    expect(modernMobileNumber('01001234567')).toBeUndefined();
    expect(modernMobileNumber('x')).toBeUndefined();
  });
});
