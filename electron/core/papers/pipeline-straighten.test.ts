import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as draw from '../../../tests/support/files/draw-papers';
import { buildPapersWorker } from '../../../tests/support/files/papers-worker';
import type { PapersPipeline } from './pipeline';
import { createPapersPipeline } from './pipeline';
import type { IntakePage, Origin } from './types';

/** Whole pages at full resolution; other work may share the machine. */
const HEAVY_MS = 90_000;
const DPI = 200;
const DARK_LID = [38, 38, 40] as const;
const MM_PER_POINT = 25.4 / 72;

let worker: Awaited<ReturnType<typeof buildPapersWorker>>;
let papers: PapersPipeline;

beforeAll(async () => {
  worker = await buildPapersWorker();
  papers = createPapersPipeline({ workerUrl: worker.url });
});
afterAll(async () => {
  await papers.close();
  await worker.remove();
});

async function taken(
  bytes: Uint8Array,
  origin: Origin,
  dpi: number | undefined = DPI,
): Promise<IntakePage[]> {
  const options = dpi === undefined ? { origin } : { origin, dpi };
  const result = await papers.intake(Uint8Array.from(bytes), options);
  if (!result.ok) throw new Error(result.failure.reason);
  return result.value;
}

async function takenPage(...input: Parameters<typeof taken>): Promise<IntakePage> {
  const [page] = await taken(...input);
  if (!page) throw new Error('no page');
  return page;
}

async function pdfSizesMm(pages: IntakePage[]): Promise<Array<{ width: number; height: number }>> {
  const result = await papers.assemble(pages);
  if (!result.ok) throw new Error(result.failure.reason);
  const document = await PDFDocument.load(result.value.pdf, { updateMetadata: false });
  return document.getPages().map((page) => ({
    width: page.getWidth() * MM_PER_POINT,
    height: page.getHeight() * MM_PER_POINT,
  }));
}

async function preview(page: IntakePage) {
  const drawn = await papers.render(page.source, page.edits, 'preview');
  if (!drawn.ok) throw new Error(drawn.failure.reason);
  return drawn.value;
}

/** Mean colour of a part of a JPEG, in shares of its size. */
async function colourAt(jpeg: Uint8Array, x: number, y: number): Promise<number[]> {
  const { width, height } = await sharp(jpeg).metadata();
  const part = { left: Math.floor(x * width), top: Math.floor(y * height), width: 8, height: 8 };
  const { channels } = await sharp(await sharp(jpeg).extract(part).png().toBuffer()).stats();
  return channels.map(({ mean }) => Math.round(mean));
}

function glass(paper: draw.Pixels, degrees: number): draw.Pixels {
  const lid = draw.sheet(draw.pixels(216, DPI), draw.pixels(297, DPI), DARK_LID);
  const middle = { x: lid.width / 2, y: lid.height / 2 };
  draw.lay(lid, paper, draw.turnedCorners(middle, paper, degrees));
  return lid;
}

const card = (colour: draw.Colour) =>
  draw.printedPage({ dpi: DPI, widthMm: 85.6, heightMm: 54, lines: 7, points: 7, colour });

describe('a scan in the worker', { timeout: HEAVY_MS }, () => {
  it('is straightened, cut and turned upright at its true size, and can be had back whole', async () => {
    const a5 = await draw.printedPage({ dpi: DPI, widthMm: 148, heightMm: 210, lines: 20 });
    const scan = await draw.jpegOf(glass(draw.quarterTurned(a5, 180), 4), DPI);
    const page = await takenPage(scan, 'scan');
    expect(page).toMatchObject({ quality: 'clear', advice: [], edits: { rotate: 180 } });

    const { jpeg, width, height } = await preview(page);
    expect(height / width).toBeCloseTo(210 / 148, 1);
    // No lid left in the corners: paper up to its edge.
    for (const [x, y] of [
      [0.01, 0.01],
      [0.98, 0.01],
      [0.01, 0.98],
      [0.98, 0.98],
    ] as const) {
      expect(Math.min(...(await colourAt(jpeg, x, y)))).toBeGreaterThan(225);
    }
    // Upright: the text begins at the top and the last third is empty.
    const low = {
      left: 0,
      top: Math.floor(height * 0.8),
      width,
      height: Math.floor(height * 0.15),
    };
    const rest = await sharp(await sharp(jpeg).extract(low).png().toBuffer())
      .greyscale()
      .stats();
    expect(rest.channels[0]?.min).toBeGreaterThan(180);

    const [size] = await pdfSizesMm([page]);
    expect(size?.width).toBeCloseTo(148, -0.5);
    expect(size?.height).toBeCloseTo(210, -0.5);

    const whole = await sharp(page.source.bytes).raw().toBuffer();
    expect(whole.equals(await sharp(scan).raw().toBuffer())).toBe(true);
  });

  it('keeps its size when only its print slants', async () => {
    const a4 = await draw.printedPage({ dpi: DPI, lines: 30 });
    const slanting = draw.sheet(a4.width, a4.height);
    const middle = { x: a4.width / 2, y: a4.height / 2 };
    draw.lay(slanting, a4, draw.turnedCorners(middle, a4, 2));
    const page = await takenPage(await draw.jpegOf(draw.noisy(slanting, 3), DPI), 'scan');
    expect(page.edits.shape).toBeDefined();
    expect(page.advice).toEqual([]);
    const [size] = await pdfSizesMm([page]);
    expect(size).toMatchObject({ width: expect.closeTo(210, 0), height: expect.closeTo(297, 0) });
  });

  it('keeps a file as it was made', async () => {
    const a5 = await draw.printedPage({ dpi: DPI, widthMm: 148, heightMm: 210, lines: 20 });
    const page = await takenPage(await draw.jpegOf(glass(a5, 4), DPI), 'file');
    expect(page.edits).toEqual({ rotate: 0 });
  });

  it('keeps the length of a long receipt, on pages of its true size that overlap a little', async () => {
    const receipt = await draw.printedPage({
      dpi: DPI,
      widthMm: 80,
      heightMm: 1_000,
      lines: 150,
      points: 10,
    });
    const feeder = draw.sheet(draw.pixels(105, DPI), draw.pixels(1_000, DPI), DARK_LID);
    const middle = { x: feeder.width / 2, y: feeder.height / 2 };
    draw.lay(feeder, receipt, draw.turnedCorners(middle, receipt, 0));
    const pages = await taken(await draw.jpegOf(feeder, DPI), 'scan');
    expect(pages).toHaveLength(2);
    expect(pages.flatMap(({ advice }) => advice)).not.toContain('double');
    const sizes = await pdfSizesMm(pages);
    for (const { width } of sizes) expect(width).toBeCloseTo(80, -0.5);
    const length = sizes.reduce((sum, { height }) => sum + height, 0);
    expect(length).toBeGreaterThan(1_002);
    expect(length).toBeLessThan(1_009);
  });

  it('keeps its colours, bringing those of another profile to sRGB', async () => {
    const paper = draw.sheet(draw.pixels(148, DPI), draw.pixels(210, DPI), [200, 40, 60]);
    const plain = await preview(await takenPage(await draw.jpegOf(glass(paper, 3), DPI), 'scan'));
    const wide = await draw
      .picture(glass(paper, 3))
      .withIccProfile('p3')
      .jpeg({ quality: 95 })
      .toBuffer();
    const brought = await preview(await takenPage(wide, 'scan'));
    for (const { jpeg } of [plain, brought]) {
      const [red = 0, green = 0, blue = 0] = await colourAt(jpeg, 0.5, 0.5);
      expect(Math.abs(red - 200) + Math.abs(green - 40) + Math.abs(blue - 60)).toBeLessThan(12);
    }
  });

  it('is refused when it is cut short, as any file', async () => {
    const scan = await draw.jpegOf(glass(await card([196, 222, 214]), 4), DPI);
    const cut = scan.slice(0, Math.floor(scan.length * 0.6));
    expect(await papers.intake(cut, { origin: 'scan', dpi: DPI })).toMatchObject({
      ok: false,
      failure: { reason: 'FILE_IMAGE_DAMAGED' },
    });
  });
});

describe('a photo in the worker', { timeout: HEAVY_MS }, () => {
  it('is brought from the slant of the hand to a page of A4', async () => {
    const a4 = await draw.printedPage({ dpi: DPI, lines: 32 });
    const table = draw.sheet(2_250, 3_000, [110, 80, 60]);
    draw.lay(table, a4, [
      { x: 390, y: 330 },
      { x: 1_840, y: 260 },
      { x: 2_100, y: 2_700 },
      { x: 140, y: 2_790 },
    ]);
    const page = await takenPage(await draw.jpegOf(draw.noisy(table, 5), 72), 'photo', undefined);
    expect(page).toMatchObject({ quality: 'clear', advice: [], edits: { rotate: 0 } });
    const { width, height } = await preview(page);
    expect(height / width).toBeCloseTo(Math.SQRT2, 2);
    const [size] = await pdfSizesMm([page]);
    expect(size).toMatchObject({ width: expect.closeTo(210, 0), height: expect.closeTo(297, 0) });
  });
});

describe('two sides of a card', { timeout: HEAVY_MS }, () => {
  it('come on one A4 page at their true size, the front above the back', async () => {
    const front = await takenPage(
      await draw.jpegOf(glass(await card([150, 215, 190]), 5), DPI),
      'scan',
    );
    const turned = draw.quarterTurned(await card([215, 170, 190]), 90);
    const back = await takenPage(await draw.jpegOf(glass(turned, -3), DPI), 'scan');
    const both = await papers.combineCard(front, back);
    if (!both.ok) throw new Error(both.failure.reason);
    expect(both.value).toMatchObject({ width: 2_480, height: 3_508, source: { dpi: 300 } });
    const { bytes } = both.value.source;
    // Rows and columns that are not paper, at 300 dpi: 54 mm and 85.6 mm.
    const [sizes] = await pdfSizesMm([both.value]);
    expect(sizes).toMatchObject({ width: expect.closeTo(210, 0), height: expect.closeTo(297, 0) });
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    const isCard = (x: number, y: number) => (data[(y * info.width + x) * 3 + 1] ?? 255) < 235;
    const column = Math.floor(info.width / 2 + 480);
    const rows = Array.from({ length: info.height }, (_, y) => y).filter((y) => isCard(column, y));
    expect(rows.length).toBeGreaterThan(2 * 638 - 12);
    expect(rows.length).toBeLessThan(2 * 638 + 6);
    const [red = 0, green = 0] = await colourAt(bytes, 0.65, 0.35);
    expect(green).toBeGreaterThan(red + 30);
    const [lowRed = 0, lowGreen = 0] = await colourAt(bytes, 0.65, 0.63);
    expect(lowRed).toBeGreaterThan(lowGreen + 20);
  });

  it('are not made of pages that are no cards', async () => {
    const a4 = await takenPage(
      await draw.jpegOf(await draw.printedPage({ dpi: DPI }), DPI),
      'scan',
    );
    expect(await papers.combineCard(a4, a4)).toMatchObject({
      ok: false,
      failure: { reason: 'CARD_NOT_FOUND' },
    });
  });
});

describe('speed', { timeout: HEAVY_MS }, () => {
  it('shows a 300-dpi A4 scan soon, straightened', async () => {
    const page = await draw.printedPage({ dpi: 300, lines: 32 });
    const glass300 = draw.sheet(2_480, 3_508);
    draw.lay(glass300, page, draw.turnedCorners({ x: 1_240, y: 1_754 }, page, 1.5));
    const scan = await draw.jpegOf(draw.noisy(glass300, 3), 300);
    const began = performance.now();
    const taken300 = await takenPage(scan, 'scan', 300);
    const drawn = await preview(taken300);
    const took = performance.now() - began;
    expect(taken300.edits.shape).toBeDefined();
    expect(drawn.height).toBe(1_400);
    // 1.5 s are promised at rest (measured: 0.7 to 1.1 s of processor time, with the worker's start);
    // tests share the machine, so that only a change of order shows here.
    expect(took).toBeLessThan(6_000);
  });
});
