import { describe, expect, it } from 'vitest';
import { fill, plain } from './drawn.testing';
import { lightOf } from './light';

/** Black and white squares of `size` pixels, as a code has them. */
function squares(
  picture: ReturnType<typeof plain>,
  left: number,
  top: number,
  side: number,
  size: number,
) {
  for (let y = top; y < top + side; y += 1) {
    for (let x = left; x < left + side; x += 1) {
      const dark = (Math.floor(x / size) + Math.floor(y / size)) % 2 === 0;
      picture.data[y * picture.width + x] = dark ? 20 : 230;
    }
  }
}

describe('lightOf', () => {
  it('measures brightness', () => {
    expect(lightOf(plain(640, 360, 30))).toEqual({ mean: 30, glare: 0, patch: 0 });
  });

  it('sees a lamp mirrored in the middle, and none at the rim', () => {
    const middle = plain(640, 360, 120);
    fill(
      middle,
      [
        [280, 140],
        [380, 140],
        [380, 240],
        [280, 240],
      ],
      255,
    );
    expect(lightOf(middle).glare).toBeGreaterThan(0.02);
    const rim = plain(640, 360, 120);
    fill(
      rim,
      [
        [0, 0],
        [90, 0],
        [90, 360],
        [0, 360],
      ],
      255,
    );
    expect(lightOf(rim).glare).toBe(0);
  });

  it('finds a code far away and how large it is; large shapes are none', () => {
    const far = plain(640, 360, 120);
    squares(far, 300, 150, 80, 2);
    expect(lightOf(far).patch).toBeGreaterThan(0.15);
    expect(lightOf(far).patch).toBeLessThan(0.45);
    const near = plain(640, 360, 120);
    squares(near, 200, 50, 260, 20);
    expect(lightOf(near).patch).toBe(0);
  });

  it('answers for pictures smaller than it looks at', () => {
    expect(lightOf(plain(10, 10, 200))).toEqual({ mean: 0, glare: 0, patch: 0 });
  });
});
