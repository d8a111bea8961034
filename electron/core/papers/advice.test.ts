import { describe, expect, it } from 'vitest';
import type { Corners, Pixels } from '../../../tests/support/files/draw-papers';
import * as draw from '../../../tests/support/files/draw-papers';
import { examine } from './examine';

const HEAVY_MS = 60_000;
const DPI = 137;
const SKIN = [214, 160, 134] as const;
const DULL_PAPER = [205, 203, 198] as const;

const page = (options: Parameters<typeof draw.printedPage>[0] = {}) =>
  draw.printedPage({ dpi: DPI, lines: 34, ...options });

const adviceOn = (
  picture: Pixels,
  origin: 'scan' | 'photo' | 'file',
  more: { dpi?: number; full?: { width: number; height: number } } = {},
) =>
  examine(draw.noisy(picture, 4), more.full ?? { width: 2_480, height: 3_508 }, {
    origin,
    dpi: more.dpi,
  }).advice;

describe('advice on a page', { timeout: HEAVY_MS }, () => {
  it('is not given on a good one', async () => {
    expect(await adviceOn(await page(), 'scan', { dpi: 300 })).toEqual([]);
    expect(await adviceOn(await page({ colour: DULL_PAPER }), 'file')).toEqual([]);
    expect(await adviceOn(await page({ colour: [236, 214, 220] }), 'file')).toEqual([]);
  });

  it('says that a finger lies on it', async () => {
    const held = await page({ colour: DULL_PAPER });
    draw.ellipse(held, { x: held.width, y: 900, rx: 120, ry: 55 }, SKIN);
    expect(adviceOn(held, 'file')).toEqual(['finger']);
  });

  it('does not take a portrait inside the page for a finger', async () => {
    const portrait = await page({ colour: DULL_PAPER });
    draw.ellipse(portrait, { x: 300, y: 700, rx: 90, ry: 120 }, SKIN);
    expect(adviceOn(portrait, 'file')).toEqual([]);
  });

  it('says that a lamp is reflected on it', async () => {
    const shiny = await page({ colour: DULL_PAPER });
    draw.ellipse(shiny, { x: 600, y: 700, rx: 130, ry: 100 }, [255, 255, 255], { rim: 0.4 });
    expect(adviceOn(shiny, 'file')).toEqual(['glare']);
  });

  it('does not take white paper, or a white field on bright paper, for a reflection', async () => {
    const field = await page({ colour: [238, 238, 234] });
    draw.rectangle(field, { left: 500, top: 1_300, width: 260, height: 160 }, [255, 255, 255]);
    expect(adviceOn(field, 'file')).toEqual([]);
    expect(adviceOn(await page({ colour: [255, 255, 255] }), 'file')).toEqual([]);
  });

  it('says that print runs over the edge', async () => {
    const paper = await page({ dpi: 150 });
    const moved = draw.sheet(1_132, 1_600);
    const corners: Corners = [
      { x: -330, y: 0 },
      { x: 802, y: 0 },
      { x: 802, y: 1_600 },
      { x: -330, y: 1_600 },
    ];
    draw.lay(moved, paper, corners);
    expect(adviceOn(moved, 'scan', { dpi: 300 })).toEqual(['cut']);
  });

  it('says that a file lies slanting, and leaves it as it was made', async () => {
    const paper = await page();
    const slanting = draw.sheet(paper.width, paper.height);
    const middle = { x: paper.width / 2, y: paper.height / 2 };
    draw.lay(slanting, paper, draw.turnedCorners(middle, paper, 6));
    const found = examine(draw.noisy(slanting, 4), paper, { origin: 'file' });
    expect(found).toEqual({ edits: { rotate: 0 }, advice: ['skewed'] });
  });

  it('says that a photo has too few dots', async () => {
    const photo = await page({ colour: DULL_PAPER });
    expect(adviceOn(photo, 'photo', { full: { width: 700, height: 990 } })).toEqual(['small']);
    expect(adviceOn(photo, 'photo', { full: { width: 1_400, height: 1_980 } })).toEqual([]);
  });

  it('says that two sheets were fed, by their length', async () => {
    const strip = { width: 2_480, height: 4_900 };
    expect(adviceOn(await page(), 'scan', { dpi: 300, full: strip })).toContain('double');
    // A receipt may be long.
    const receipt = { width: 700, height: 4_900 };
    expect(adviceOn(await page(), 'scan', { dpi: 300, full: receipt })).not.toContain('double');
  });

  it('says that two sheets were fed, by the edge of one on the other', async () => {
    const edge = [176, 174, 170] as const;
    const scanned = async (drawEdge: (sheet: Pixels) => void) => {
      const sheet = await page({ widthMm: 190, heightMm: 260 });
      drawEdge(sheet);
      const glass = draw.sheet(draw.pixels(210, DPI), draw.pixels(297, DPI), [40, 40, 42]);
      const middle = { x: glass.width / 2, y: glass.height / 2 };
      draw.lay(glass, sheet, draw.turnedCorners(middle, sheet, 0));
      return adviceOn(glass, 'scan', { dpi: 300 });
    };
    const across = { left: 0, top: 800, height: 5 };
    expect(
      await scanned((sheet) => draw.rectangle(sheet, { ...across, width: 2_000 }, edge)),
    ).toEqual(['double']);
    // A printed line ends before the paper does.
    const printed = { ...across, left: 80, width: 860 };
    expect(await scanned((sheet) => draw.rectangle(sheet, printed, edge))).toEqual([]);
  });
});
