import { describe, expect, it } from 'vitest';
import type { Pixels, Print } from '../../../tests/support/files/draw-papers';
import * as draw from '../../../tests/support/files/draw-papers';
import { inkOf } from './ink';
import { greyOf } from './raster';
import { linesOf, MAX_SKEW_DEGREES } from './text-lines';
import { turnOf } from './upright';

/** Forty pages are drawn here, and other work may share the machine. */
const HEAVY_MS = 120_000;
/** A4 as the page is looked at: 1,600 pixels long. */
const DPI = 137;

type Kind = NonNullable<Print['kind']>;
const PRINTS: Array<{ kind: Kind; font: string; points: number; lines: number; skew: number }> = [
  { kind: 'vietnamese', font: 'Liberation Serif', points: 13, lines: 26, skew: 0 },
  { kind: 'vietnamese', font: 'DejaVu Sans', points: 10, lines: 40, skew: 4 },
  { kind: 'vietnamese', font: 'Liberation Sans', points: 11, lines: 12, skew: -9 },
  { kind: 'vietnamese', font: 'Liberation Serif Bold', points: 14, lines: 9, skew: 14.5 },
  { kind: 'capitals', font: 'DejaVu Serif', points: 11, lines: 20, skew: -2 },
  { kind: 'capitals', font: 'Liberation Sans', points: 12, lines: 14, skew: 7 },
  { kind: 'plain', font: 'Liberation Serif', points: 12, lines: 24, skew: 1 },
  { kind: 'plain', font: 'DejaVu Sans', points: 10, lines: 30, skew: -5 },
  { kind: 'form', font: 'Liberation Serif', points: 13, lines: 20, skew: 3 },
  { kind: 'form', font: 'DejaVu Sans', points: 11, lines: 24, skew: -14.5 },
];

/** A page laid slanting on paper of its own colour, as when it fills the glass, with noise. */
async function slanting(print: (typeof PRINTS)[number], seed: number): Promise<Pixels> {
  const page = await draw.printedPage({ ...print, dpi: DPI, seed });
  const glass = draw.sheet(page.width, page.height);
  const middle = { x: page.width / 2, y: page.height / 2 };
  draw.lay(glass, page, draw.turnedCorners(middle, page, print.skew));
  return draw.noisy(glass, 6, seed);
}

describe('the way writing runs', { timeout: HEAVY_MS }, () => {
  it('is found on forty pages: slant within 0.15°, none turned wrongly, 36 turned rightly', async () => {
    const tally = { right: 0, unsure: 0, wrong: [] as string[] };
    for (const [index, print] of PRINTS.entries()) {
      const page = await slanting(print, index + 1);
      for (const turn of [0, 90, 180, 270] as const) {
        const name = `${print.kind} ${print.font} turned ${turn}`;
        const ink = inkOf(greyOf(draw.quarterTurned(page, turn)));
        const lines = linesOf(ink);
        expect(lines.direction, name).toBe(turn % 180 === 0 ? 'across' : 'upright');
        expect(Math.abs(lines.skewDegrees - print.skew), name).toBeLessThanOrEqual(0.15);
        const back = turnOf(ink, lines);
        if (back === null) tally.unsure += 1;
        else if ((turn + back) % 360 === 0) tally.right += 1;
        else tally.wrong.push(name);
      }
    }
    expect(tally.wrong).toEqual([]);
    expect(tally.right + tally.unsure).toBe(40);
    expect(tally.right).toBeGreaterThanOrEqual(36);
  });

  it('is left open where there is no writing, too little, or only a picture', async () => {
    const blank = draw.noisy(draw.sheet(1_132, 1_600), 6);
    const stamp = draw.noisy(await draw.printedPage({ dpi: DPI, lines: 1 }), 6);
    const scene = draw.sheet(1_132, 1_600, [180, 200, 220]);
    for (let spot = 0; spot < 120; spot += 1) {
      const at = { x: (spot * 397) % 1_132, y: (spot * 811) % 1_600, rx: 8 + (spot % 9), ry: 9 };
      draw.ellipse(scene, at, [60, 90, 60]);
    }
    for (const page of [blank, stamp, scene]) {
      const ink = inkOf(greyOf(page));
      expect(turnOf(ink, linesOf(ink))).toBeNull();
    }
    const none = inkOf(greyOf(blank));
    expect(linesOf(none)).toEqual({ direction: null, skewDegrees: 0 });
  });

  it('is looked for within 15°, which is where the search ends', async () => {
    const print = { kind: 'vietnamese', font: 'DejaVu Sans', points: 11, lines: 20 } as const;
    const ink = inkOf(greyOf(await slanting({ ...print, skew: 24 }, 3)));
    expect(Math.abs(linesOf(ink).skewDegrees)).toBeLessThanOrEqual(MAX_SKEW_DEGREES + 0.5);
  });
});
