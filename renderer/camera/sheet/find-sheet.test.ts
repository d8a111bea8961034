import { describe, expect, it } from 'vitest';
import { fill, grain, type Point, plain, print } from '../drawn.testing';
import { findSheet, type Outline } from './find-sheet';

const SHEET: readonly Point[] = [
  [105, 15],
  [212, 25],
  [225, 165],
  [92, 160],
];

/** Largest distance of a found corner from the drawn one, in pixels. */
function worst(found: Outline | null, drawn: readonly Point[], width = 320, height = 180): number {
  if (found === null) return Number.POSITIVE_INFINITY;
  return Math.max(
    ...found.map(({ x, y }, index) => {
      const [dx, dy] = drawn[index] as Point;
      return Math.hypot(x * width - dx, y * height - dy);
    }),
  );
}

describe('findSheet', () => {
  it('finds the four corners of a printed sheet lying askew, in their order', () => {
    const picture = plain(320, 180, 70);
    fill(picture, SHEET, 235);
    print(picture, [115, 40], [205, 150]);
    expect(worst(findSheet(picture), SHEET)).toBeLessThan(3);
  });

  it('finds it through grain and in weak light', () => {
    const picture = plain(320, 180, 30);
    fill(picture, SHEET, 105);
    grain(picture, 18);
    expect(worst(findSheet(picture), SHEET)).toBeLessThan(5);
  });

  it('finds a sheet turned on its corner', () => {
    const corners: readonly Point[] = [
      [160, 10],
      [250, 100],
      [160, 170],
      [70, 90],
    ];
    const picture = plain(320, 180, 60);
    fill(picture, corners, 230);
    const found = findSheet(picture);
    // The corner nearest to the top left comes first: here the left or the upper one.
    const turned = [corners[3], corners[0], corners[1], corners[2]] as Point[];
    expect(Math.min(worst(found, corners), worst(found, turned))).toBeLessThan(3);
  });

  it('takes the sheet and not a smaller slip beside it', () => {
    const picture = plain(320, 180, 60);
    fill(picture, SHEET, 230);
    const slip: readonly Point[] = [
      [250, 20],
      [310, 20],
      [310, 70],
      [250, 70],
    ];
    fill(picture, slip, 240);
    expect(worst(findSheet(picture), SHEET)).toBeLessThan(3);
  });

  it.each([
    ['an empty table', () => plain(320, 180, 120)],
    [
      'grain alone',
      () => {
        const picture = plain(320, 180, 120);
        grain(picture, 60);
        return picture;
      },
    ],
    [
      'a slip too small to be read',
      () => {
        const picture = plain(320, 180, 60);
        fill(
          picture,
          [
            [140, 70],
            [190, 70],
            [190, 110],
            [140, 110],
          ],
          230,
        );
        return picture;
      },
    ],
    [
      'a round plate',
      () => {
        const picture = plain(320, 180, 60);
        const rim = Array.from({ length: 40 }, (_, index): Point => {
          const angle = (index / 40) * 2 * Math.PI;
          return [160 + 70 * Math.cos(angle), 90 + 70 * Math.sin(angle)];
        });
        fill(picture, rim, 230);
        return picture;
      },
    ],
    [
      'a light table with a dark thing on it',
      () => {
        const picture = plain(320, 180, 220);
        fill(picture, SHEET, 50);
        return picture;
      },
    ],
    ['a picture of nothing', () => plain(0, 0, 0)],
  ])('finds nothing on %s', (_what, draw) => {
    expect(findSheet(draw())).toBeNull();
  });
});
