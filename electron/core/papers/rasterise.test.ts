/** Pages as dots for receipt printers, in the real worker. */
import { degrees, PDFDocument, PDFName, rgb } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordPdf, truncatedPdf } from '../../../tests/support/files/make-files';
import { buildPapersWorker } from '../../../tests/support/files/papers-worker';
import { createPapersPipeline, type PapersPipeline } from './pipeline';

/** 80 mm paper of which 72 mm can be printed on, 8 dots to the millimetre. */
const ROLL80 = { paperDots: 640, dots: 576 };
const MM_PT = 72 / 25.4;

let worker: Awaited<ReturnType<typeof buildPapersWorker>>;
let papers: PapersPipeline;

beforeAll(async () => {
  worker = await buildPapersWorker();
  papers = createPapersPipeline({ workerUrl: worker.url });
}, 60_000);
afterAll(async () => {
  await papers.close();
  await worker.remove();
});

/** A roll of 80 mm with black bars `[fromMm, toMm]` across its whole height of 40 mm. */
async function rollWith(bars: ReadonlyArray<readonly [number, number]>): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([80 * MM_PT, 40 * MM_PT]);
  for (const [from, to] of bars) {
    const width = (to - from) * MM_PT;
    page.drawRectangle({ x: from * MM_PT, y: 0, width, height: 40 * MM_PT, color: rgb(0, 0, 0) });
  }
  return document.save();
}

async function dotsOf(pdf: Uint8Array) {
  const result = await papers.rasterise(pdf, ROLL80);
  if (!result.ok) throw new Error(result.failure.reason);
  return result.value;
}

describe('a page as dots', { timeout: 60_000 }, () => {
  it('is as long as the paper, its middle kept dot for dot, white where nothing is', async () => {
    // One bar on the edge that cannot be printed on, one inside.
    const { width, height, grey } = await dotsOf(
      await rollWith([
        [0, 3],
        [10, 11],
      ]),
    );
    expect({ width, height }).toEqual({ width: 576, height: 320 });
    const row = [...grey.subarray(160 * width, 161 * width)];
    const black = row.flatMap((value, dot) => (value < 128 ? [dot] : []));
    // 10 to 11 mm of the paper are 6 to 7 mm of what can be printed on.
    expect(black).toEqual([48, 49, 50, 51, 52, 53, 54, 55]);
    expect(row.filter((value) => value > 250)).toHaveLength(width - 8);
  });

  it('is only the first page, turned as the page says', async () => {
    const document = await PDFDocument.create();
    document.addPage([80 * MM_PT, 40 * MM_PT]).setRotation(degrees(90));
    document.addPage([500, 500]).drawRectangle({ x: 0, y: 0, width: 500, height: 500 });
    const { width, height, grey } = await dotsOf(await document.save());
    expect(width).toBe(576);
    expect(height).toBeGreaterThan(0);
    expect(grey.every((value) => value === 255)).toBe(true);
  });

  it.each([
    ['no PDF at all', async () => Buffer.from('không phải PDF')],
    ['empty', async () => new Uint8Array()],
    ['locked by a password', async () => passwordPdf()],
    ['without a page', pdfWithoutPages],
  ])('is refused: %s', async (_what, pdf) => {
    expect(await papers.rasterise(await pdf(), ROLL80)).toMatchObject({
      ok: false,
      failure: { reason: 'FILE_PDF_DAMAGED' },
    });
  });

  it('longer than the memory allows is refused', async () => {
    const document = await PDFDocument.create();
    // 640 dots wide, 80 metres long: 410 million dots.
    document.addPage([10, 12_000 * 10]);
    expect(await papers.rasterise(await document.save(), ROLL80)).toMatchObject({
      failure: { reason: 'FILE_TOO_MANY_PIXELS' },
    });
  });

  it('of a damaged file is an answer, and the next page is drawn as ever', async () => {
    const whole = await rollWith([[10, 11]]);
    const next = randomOf(20_261_121);
    for (let time = 0; time < 100; time += 1) {
      const hurt = Uint8Array.from(whole);
      for (let byte = 0; byte < 20; byte += 1) {
        hurt[Math.floor(next() * hurt.length)] = Math.floor(next() * 256);
      }
      const result = await papers.rasterise(hurt, ROLL80);
      if (result.ok) {
        const { width, height, grey } = result.value;
        expect(width).toBe(576);
        expect(grey).toHaveLength(width * height);
      } else {
        expect(result.failure.reason).toMatch(/^FILE_/);
      }
    }
    await papers.rasterise(await truncatedPdf(), ROLL80);
    expect((await dotsOf(whole)).height).toBe(320);
    expect(papers.health().lost).toBe(0);
  });
});

async function pdfWithoutPages(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const pages = document.catalog.Pages();
  pages.set(PDFName.of('Count'), document.context.obj(0));
  return document.save({ addDefaultPage: false });
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
