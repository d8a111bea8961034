import { describe, expect, it } from 'vitest';
import { readEmail } from './email';

describe('readEmail', () => {
  it('keeps the name and lowers the domain', () => {
    expect(readEmail(' Thu.Nghiem+1@Vi-Du.EXAMPLE ')).toEqual({
      ok: true,
      value: 'Thu.Nghiem+1@vi-du.example',
    });
  });

  it.each([
    'thu',
    'thu@',
    '@vi-du.example',
    'thu@vi-du',
    'thu@@vi-du.example',
    'thu nghiem@vi-du.example',
    'thu..nghiem@vi-du.example',
    'thu@-vi-du.example',
    'thu@vi-du..example',
    'thử@vi-du.example',
    'thu@vi-du.e',
    'thu\u202E@vi-du.example',
    `${'a'.repeat(65)}@vi-du.example`,
    `thu@${'a'.repeat(10_000)}.example`,
  ])('refuses %j', (text) => {
    expect(readEmail(text)).toEqual({ ok: false, failure: { reason: 'EMAIL_BAD' } });
  });

  it('asks for an address when there is none', () => {
    expect(readEmail('  ')).toEqual({ ok: false, failure: { reason: 'FIELD_REQUIRED' } });
  });
});
