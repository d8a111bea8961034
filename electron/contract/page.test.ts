import { describe, expect, it } from 'vitest';
import { FieldValue } from './answers';
import { Outcome } from './page';
import { Failure, REASONS } from './reasons';
import { PartialDate, PersonalId, Text } from './values';

describe('what crosses', () => {
  it('is brought to NFC where it is text, and never cut', () => {
    expect(Text.parse('Ửng'.normalize('NFD'))).toBe('Ửng');
    expect(Text.safeParse('x'.repeat(2_001)).success).toBe(false);
  });

  it.each(['', '07919900000', '0791990000000', '07919900000a', '０７９１９９００００００'])(
    'is no personal number when it is "%s"',
    (text) => {
      expect(PersonalId.safeParse(text).success).toBe(false);
    },
  );

  it('has no day without a month', () => {
    expect(PartialDate.safeParse({ year: 1950 }).success).toBe(true);
    expect(PartialDate.safeParse({ year: 1950, day: 3 }).success).toBe(false);
    expect(PartialDate.safeParse({ year: 1950, month: 13 }).success).toBe(false);
  });

  it('is refused when it is longer than any field may be', () => {
    expect(FieldValue.safeParse('x'.repeat(20_001)).success).toBe(false);
    expect(FieldValue.safeParse({ year: 1950, month: 2 }).success).toBe(true);
  });

  it('names failures only by known reasons, each once', () => {
    expect(new Set(REASONS).size).toBe(REASONS.length);
    expect(Failure.safeParse({ reason: 'SOMETHING' }).success).toBe(false);
    expect(Outcome.safeParse({ ok: false }).success).toBe(false);
  });
});
