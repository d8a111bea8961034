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
  it('looks at the middle as it is, and at all of it no larger than 1280 x 720', () => {
    expect(partOf(1_280, 720, false)).toEqual({
      x: 388,
      y: 108,
      width: 504,
      height: 504,
      scale: 1,
    });
    expect(partOf(1_280, 720, true)).toEqual({ x: 0, y: 0, width: 1_280, height: 720, scale: 1 });
    expect(partOf(1_920, 1_080, true).scale).toBeCloseTo(1_280 / 1_920);
    const middle = partOf(1_920, 1_080, false);
    expect(middle.width * middle.scale).toBeLessThanOrEqual(760);
  });
});
