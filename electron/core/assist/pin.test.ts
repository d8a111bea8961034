import { describe, expect, it, vi } from 'vitest';
import { checkNewPin, hashPin, verifyPin, waitLeft, waitMsAfter } from './pin';

/** Slow hashing on a busy machine is no failure. */
vi.setConfig({ testTimeout: 60_000 });

const reasonOf = (pin: string) => {
  const result = checkNewPin(pin);
  return result.ok ? null : result.failure.reason;
};

describe('a new PIN', () => {
  it.each(['', '12345', '1234567', '12345a', '４８２９０５', '482 905', '-48290', '482905\n'])(
    'is six digits and nothing else: "%s"',
    (pin) => expect(reasonOf(pin)).toBe('PIN_BAD_SHAPE'),
  );

  it.each([
    ['one digit', '000000'],
    ['one digit', '777777'],
    ['two digits in turn', '121212'],
    ['three digits twice', '482482'],
    ['a run up', '123456'],
    ['a run down', '987654'],
    ['a run over the end of the keypad', '567890'],
    ['a run down over nought', '210987'],
    ['a birthday', '150663'],
    ['29 February', '290200'],
    ['a lucky number', '888666'],
    ['pairs', '112233'],
    ['a line of the keypad', '147258'],
  ])('is not %s: %s', (_what, pin) => expect(reasonOf(pin)).toBe('PIN_WEAK'));

  it.each(['482905', '739164', '320663', '151363', '290201', '001299', '904417'])(
    'may be %s',
    (pin) => expect(reasonOf(pin)).toBe(null),
  );

  it('leaves more than nine in ten codes to choose from', () => {
    // Every seventh code: enough to know, and no second longer.
    const codes = Array.from({ length: Math.ceil(1_000_000 / 7) }, (_, index) => index * 7);
    const strong = codes.filter((code) => checkNewPin(String(code).padStart(6, '0')).ok);
    expect(strong.length / codes.length).toBeGreaterThan(0.95);
    expect(strong.length / codes.length).toBeLessThan(0.97);
  });
});

describe('the hash', () => {
  it('knows its PIN and no other, and is another each time', async () => {
    const [one, two] = await Promise.all([hashPin('482905'), hashPin('482905')]);
    expect(one.hash.equals(two.hash)).toBe(false);
    expect(one.salt.byteLength).toBe(16);
    expect(await verifyPin('482905', one)).toBe(true);
    expect(await verifyPin('482906', one)).toBe(false);
    expect(await verifyPin('482905', { salt: two.salt, hash: one.hash })).toBe(false);
    expect(await verifyPin('482905', { salt: one.salt, hash: Buffer.alloc(0) })).toBe(false);
  });
});

describe('the wait', () => {
  it('is 15 s after five wrong tries and doubles', () => {
    expect([0, 4, 5, 6, 7, 14].map(waitMsAfter)).toEqual([0, 0, 15_000, 30_000, 60_000, 7_680_000]);
  });

  const now = new Date('2026-11-24T11:00:00Z');
  const later = (ms: number) => new Date(now.getTime() + ms);

  it('ends when its time is over', () => {
    expect(waitLeft(later(9_000), 5, now)).toEqual({ leftMs: 9_000, until: later(9_000) });
    expect(waitLeft(later(-1), 5, now).leftMs).toBe(0);
  });

  it('is not shortened by a clock set back, and lasts no years after one that was ahead', () => {
    const back = new Date(now.getTime() - 3_600_000);
    // 10 s of 15 were left; an hour back, a whole wait is left, and no more.
    expect(waitLeft(later(10_000), 5, back)).toEqual({
      leftMs: 15_000,
      until: new Date(back.getTime() + 15_000),
    });
    expect(waitLeft(later(4 * 365 * 86_400_000), 5, now).leftMs).toBe(15_000);
  });
});
