import { beforeAll, describe, expect, it } from 'vitest';
import type { Colour, Corners, Pixels } from '../../../tests/support/files/draw-papers';
import * as draw from '../../../tests/support/files/draw-papers';
import { inkOf } from './ink';
import { distance, greyOf } from './raster';
import { findSheet } from './sheet';

const HEAVY_MS = 120_000;
/** A4 glass as it is looked at: 1,600 pixels long. */
const DPI = 137;
const GLASS = { width: draw.pixels(210, DPI), height: draw.pixels(297, DPI) };
const MIDDLE = { x: GLASS.width / 2, y: GLASS.height / 2 };
/** A quarter of a percent of the length: less than a millimetre of A4. */
const WITHIN_PX = 4;

const LIDS = { white: [254, 254, 254], grey: [232, 232, 230], dark: [38, 38, 40] } as const;
const TABLES = {
  wood: [150, 105, 70],
  dark: [50, 50, 55],
  white: [225, 225, 225],
  blue: [60, 90, 150],
} as const;

let papers: Record<'a4' | 'a5' | 'card' | 'passport' | 'receipt', Pixels>;

beforeAll(async () => {
  const dpi = DPI;
  papers = {
    a4: await draw.printedPage({ dpi, lines: 36 }),
    a5: await draw.printedPage({ dpi, widthMm: 148, heightMm: 210, lines: 20 }),
    card: await draw.printedPage({
      dpi: 2 * dpi,
      widthMm: 85.6,
      heightMm: 54,
      lines: 8,
      points: 7,
      colour: [196, 222, 214],
    }),
    passport: await draw.printedPage({
      dpi,
      widthMm: 125,
      heightMm: 88,
      lines: 10,
      points: 8,
      colour: [236, 226, 216],
    }),
    receipt: await draw.printedPage({
      dpi,
      widthMm: 58,
      heightMm: 260,
      lines: 50,
      points: 8,
      colour: [246, 246, 246],
    }),
  };
}, HEAVY_MS);

const found = (picture: Pixels, kind: 'scan' | 'photo') =>
  findSheet(picture, inkOf(greyOf(picture)), kind);

/** Largest distance of a corner from where it was drawn, in pixels; infinite when not found. */
function error(corners: readonly { x: number; y: number }[] | null, drawn: Corners): number {
  if (!corners) return Number.POSITIVE_INFINITY;
  return Math.max(...drawn.map((at, index) => distance(at, corners[index] ?? { x: -999, y: 0 })));
}

function onGlass(paper: Pixels, lid: Colour, where: 'middle' | 'corner' | 'turned', scale = 1) {
  const size = { width: paper.width * scale, height: paper.height * scale };
  const at = where === 'corner' ? { x: size.width / 2 + 0.5, y: size.height / 2 + 0.5 } : MIDDLE;
  const corners = draw.turnedCorners(at, size, where === 'turned' ? 4 : 0);
  const glass = draw.sheet(GLASS.width, GLASS.height, lid);
  draw.lay(glass, paper, corners);
  return { glass: draw.noisy(glass, 4), corners };
}

describe('a sheet on the glass', { timeout: HEAVY_MS }, () => {
  it.each([
    ['a5', 'grey', 'middle'],
    ['a5', 'grey', 'corner'],
    ['a5', 'dark', 'turned'],
    ['card', 'white', 'corner'],
    ['card', 'white', 'turned'],
    ['card', 'dark', 'middle'],
    ['passport', 'white', 'turned'],
    ['passport', 'dark', 'corner'],
    ['receipt', 'grey', 'corner'],
    ['receipt', 'dark', 'turned'],
  ] as const)('is found to a millimetre: %s, %s lid, %s', (paper, lid, where) => {
    const { glass, corners } = onGlass(papers[paper], LIDS[lid], where, paper === 'card' ? 0.5 : 1);
    expect(error(found(glass, 'scan').corners, corners)).toBeLessThan(WITHIN_PX);
  });

  it('is left alone where it fills the glass or cannot be told from the lid', () => {
    const filling = onGlass(papers.a4, LIDS.dark, 'middle');
    expect(found(filling.glass, 'scan').corners).toBeNull();
    const same = onGlass(papers.a5, [252, 251, 247], 'middle');
    expect(found(same.glass, 'scan').corners).toBeNull();
  });

  it('is not mistaken for a coloured table printed on it', async () => {
    const page = await draw.printedPage({ dpi: DPI, lines: 12 });
    draw.rectangle(page, { left: 200, top: 900, width: 700, height: 400 }, [170, 190, 210]);
    expect(found(draw.noisy(page, 4), 'scan').corners).toBeNull();
  });
});

const VIEWS: Record<string, Corners> = {
  straight: [
    { x: 150, y: 150 },
    { x: 1_050, y: 150 },
    { x: 1_050, y: 1_423 },
    { x: 150, y: 1_423 },
  ],
  tilted: [
    { x: 260, y: 220 },
    { x: 960, y: 180 },
    { x: 1_120, y: 1_400 },
    { x: 90, y: 1_450 },
  ],
  turned: [
    { x: 300, y: 120 },
    { x: 1_100, y: 300 },
    { x: 900, y: 1_480 },
    { x: 110, y: 1_290 },
  ],
  far: [
    { x: 400, y: 500 },
    { x: 850, y: 520 },
    { x: 870, y: 1_130 },
    { x: 380, y: 1_150 },
  ],
};

/** A paper on a table, lit from the right, wood with its grain, a hand at the right edge if asked. */
function photographed(paper: Pixels, corners: Corners, table: keyof typeof TABLES, hand = false) {
  const photo = draw.sheet(1_200, 1_600, TABLES[table]);
  if (table === 'wood') {
    for (let at = 0; at < photo.data.length; at += 1) {
      const y = Math.floor(at / 3 / photo.width);
      photo.data[at] = (photo.data[at] ?? 0) + 12 * Math.sin(y / 9) + 8 * Math.sin(y / 3.1);
    }
  }
  draw.lay(photo, paper, corners);
  for (let at = 0; at < photo.data.length; at += 1) {
    const x = Math.floor(at / 3) % photo.width;
    photo.data[at] = (photo.data[at] ?? 0) * (0.75 + (0.2 * x) / photo.width);
  }
  if (hand) {
    const y = (corners[1].y + corners[2].y) / 2;
    const box = { left: corners[2].x, top: y - 50, width: 600, height: 100 };
    draw.ellipse(photo, { x: corners[2].x, y, rx: 110, ry: 50 }, [205, 150, 125]);
    draw.rectangle(photo, box, [205, 150, 125]);
  }
  return draw.noisy(photo, 6);
}

describe('a sheet in a photo', { timeout: HEAVY_MS }, () => {
  it.each([
    ['a4', 'straight', 'white'],
    ['a4', 'tilted', 'wood'],
    ['a4', 'turned', 'dark'],
    ['card', 'tilted', 'white'],
    ['card', 'turned', 'blue'],
    ['a4', 'far', 'wood'],
    ['card', 'far', 'white'],
  ] as const)('is found to a quarter of a percent: %s, %s, %s table', (paper, view, table) => {
    const corners = VIEWS[view] as Corners;
    const photo = photographed(papers[paper], corners, table);
    expect(error(found(photo, 'photo').corners, corners)).toBeLessThan(WITHIN_PX);
  });

  it.each([
    ['tilted', 'dark'],
    ['turned', 'wood'],
  ] as const)('is found under a hand that holds it: %s, %s table', (view, table) => {
    const corners = VIEWS[view] as Corners;
    const photo = photographed(papers.a4, corners, table, true);
    expect(error(found(photo, 'photo').corners, corners)).toBeLessThan(WITHIN_PX);
  });

  it('is said to be cut when it goes on beyond the picture, and left whole', () => {
    const beyond: Corners = [
      { x: -150, y: 150 },
      { x: 850, y: 150 },
      { x: 850, y: 1_500 },
      { x: -150, y: 1_480 },
    ];
    expect(found(photographed(papers.a4, beyond, 'blue'), 'photo')).toEqual({
      corners: null,
      cut: true,
    });
  });

  it('is not found on an empty table', () => {
    const table = draw.noisy(draw.sheet(1_200, 1_600, TABLES.wood), 6);
    expect(found(table, 'photo')).toEqual({ corners: null, cut: false });
  });
});
