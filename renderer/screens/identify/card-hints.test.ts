import { describe, expect, it } from 'vitest';
import { adviseCard } from './card-hints';
import { partOf } from './look-part';

const light = { mean: 120, glare: 0, patch: 0 };

describe('adviseCard', () => {
  it.each([
    ['a code too small to be read', { sidePx: 100 }, null, 'closer'],
    ['a code large enough that cannot be read', { sidePx: 300 }, light, 'steady'],
    ['one with a lamp mirrored in it', { sidePx: 300 }, { ...light, glare: 0.1 }, 'tilt'],
    ['no code, and nothing wrong', null, light, null],
    ['no code in the dark', null, { ...light, mean: 20 }, 'brighter'],
    ['no code, and a lamp mirrored', null, { ...light, glare: 0.1 }, 'tilt'],
    ['no code, and a white wall', null, { ...light, glare: 0.95 }, null],
    ['small print far away', null, { ...light, patch: 0.2 }, 'closer'],
    ['print all over the picture', null, { ...light, patch: 0.8 }, null],
    ['the middle alone, without a code', null, null, null],
  ])('on %s', (_what, code, seen, hint) => {
    expect(adviseCard(code, seen)).toBe(hint);
  });
});

describe('partOf', () => {
  it.each([
    [1_280, 720],
    [1_920, 1_080],
    [641, 479],
  ])('cuts %i x %i between pairs of pixels, and keeps inside', (width, height) => {
    for (const whole of [true, false]) {
      const part = partOf(width, height, whole);
      expect(Object.values(part).every((pixels) => pixels % 2 === 0)).toBe(true);
      expect(part.x + part.width).toBeLessThanOrEqual(width);
      expect(part.y + part.height).toBeLessThanOrEqual(height);
    }
  });

  it('looks at the middle, a little beyond the drawn square', () => {
    expect(partOf(1_280, 720, false)).toEqual({ x: 388, y: 108, width: 504, height: 504 });
  });
});
