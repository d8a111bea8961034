import { describe, expect, it } from 'vitest';
import { fill, grain, plain, print, smear } from '../drawn.testing';
import { lightOf } from '../light';
import type { Outline } from './find-sheet';
import { adviseLive, adviseStill, areaShare } from './sheet-advice';

const WHOLE: Outline = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.9 },
];
const FAR: Outline = [
  { x: 0.4, y: 0.4 },
  { x: 0.7, y: 0.4 },
  { x: 0.7, y: 0.8 },
  { x: 0.4, y: 0.8 },
];

function printed(paper = 225, ink = 30) {
  const picture = plain(640, 800, paper);
  print(picture, [60, 60], [580, 700], ink);
  return picture;
}

describe('adviseStill', () => {
  const judge = (picture: ReturnType<typeof printed>) => adviseStill(picture, lightOf(picture));

  it('has nothing to say about a sharp, well lit page, with some grain or few words', () => {
    const page = printed();
    grain(page, 8);
    expect(judge(page)).toEqual([]);
    const line = plain(640, 800, 225);
    print(line, [60, 60], [580, 84]);
    expect(judge(line)).toEqual([]);
  });

  it.each([0, 8])('says that a page is blurred, also through grain of %i', (strength) => {
    const page = printed();
    // Twice a box is nearly a bell: what a lens out of focus does.
    smear(page, 2);
    smear(page, 2);
    grain(page, strength);
    expect(judge(page)).toEqual(['blurred']);
  });

  it('says that a lamp is mirrored on it', () => {
    const page = printed();
    fill(
      page,
      [
        [200, 200],
        [400, 200],
        [400, 400],
        [200, 400],
      ],
      255,
    );
    expect(judge(page)).toEqual(['glare']);
  });

  it('says that it is dark', () => {
    expect(judge(printed(90, 10))).toEqual(['dark']);
  });

  it('does not call an empty page blurred', () => {
    expect(judge(plain(640, 800, 225))).toEqual([]);
  });
});

describe('adviseLive', () => {
  const light = { mean: 120, glare: 0, patch: 0 };

  it.each([
    ['nothing when the sheet lies well', WHOLE, light, null],
    ['to come closer', FAR, light, 'closer'],
    ['to show the edges', null, light, 'edges'],
    ['to turn it out of the glare', WHOLE, { ...light, glare: 0.1 }, 'tilt'],
    ['nothing about white paper filling the picture', WHOLE, { ...light, glare: 0.9 }, null],
    ['to make light', null, { ...light, mean: 20 }, 'brighter'],
    ['nothing about a dark table around a sheet that is seen', WHOLE, { ...light, mean: 20 }, null],
  ])('advises %s', (_what, outline, seen, advice) => {
    expect(adviseLive(outline, seen)).toBe(advice);
  });

  it('measures how much of the picture the sheet fills', () => {
    expect(areaShare(WHOLE)).toBeCloseTo(0.64);
    expect(areaShare(FAR)).toBeCloseTo(0.12);
  });
});
