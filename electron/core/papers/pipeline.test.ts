import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as files from '../../../tests/support/files/make-files';
import { buildPapersWorker } from '../../../tests/support/files/papers-worker';
import type { PapersPipeline } from './pipeline';
import { createPapersPipeline } from './pipeline';
import type { IntakePage, PageEdits, PageSource } from './types';

/** Whole pages at full resolution; other work may share the machine. */
const HEAVY_MS = 60_000;
const AS_IS: PageEdits = { rotate: 0 };

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

async function taken(bytes: Uint8Array): Promise<IntakePage[]> {
  const result = await papers.intake(bytes);
  if (!result.ok) throw new Error(result.failure.reason);
  return result.value;
}

async function takenPage(bytes: Uint8Array): Promise<IntakePage> {
  const [page] = await taken(bytes);
  if (!page) throw new Error('no page');
  return page;
}

async function assembled(pages: Array<{ source: PageSource; edits: PageEdits }>) {
  const result = await papers.assemble(pages);
  if (!result.ok) throw new Error(result.failure.reason);
  return {
    ...result.value,
    document: await PDFDocument.load(result.value.pdf, { updateMetadata: false }),
  };
}

/** Names of the main colours in the four corners: top left, top right, bottom left, bottom right. */
async function corners(jpeg: Uint8Array): Promise<string[]> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const name = (fx: number, fy: number) => {
    const x = Math.floor(info.width * fx);
    const y = Math.floor(info.height * fy);
    const at = (y * info.width + x) * 3;
    const [r, g, b] = [0, 1, 2].map((channel) => (data[at + channel] ?? 0) > 128);
    return r && g ? 'yellow' : r ? 'red' : g ? 'green' : b ? 'blue' : 'black';
  };
  return [name(0.1, 0.1), name(0.9, 0.1), name(0.1, 0.9), name(0.9, 0.9)];
}

describe('intake of good files', { timeout: HEAVY_MS }, () => {
  it('keeps a clean JPEG bit for bit in its picture, at its size and resolution', async () => {
    const original = await files.jpegPage({ dpi: 300 });
    const before = await sharp(original).raw().toBuffer();
    const page = await takenPage(original);
    expect(page).toMatchObject({ width: 2480, height: 3508, quality: 'clear' });
    expect(page.source.dpi).toBe(300);
    expect((await sharp(page.source.bytes).raw().toBuffer()).equals(before)).toBe(true);
  });

  it('turns a phone photo upright and forgets where and by whom it was taken', async () => {
    const photo = await files.phonePhoto(6);
    expect(Buffer.from(photo).includes('Nguyen Thi Thu Nghiem')).toBe(true);
    const page = await takenPage(photo);
    expect(page).toMatchObject({ width: 1654, height: 2339, quality: 'clear' });
    const facts = await sharp(page.source.bytes).metadata();
    expect(facts.exif ?? facts.icc ?? facts.xmp ?? facts.orientation).toBeUndefined();
    expect(Buffer.from(page.source.bytes).includes('Nguyen Thi Thu Nghiem')).toBe(false);
    expect(page.source.dpi).toBeUndefined();
  });

  it.each([
    [3, ['yellow', 'blue', 'green', 'red']],
    [6, ['blue', 'red', 'yellow', 'green']],
    [8, ['green', 'yellow', 'red', 'blue']],
  ] as const)('respects EXIF orientation %i', async (orientation, expected) => {
    const lying = await sharp(await files.quarters(400, 300))
      .withMetadata({ orientation })
      .jpeg({ quality: 95 })
      .toBuffer();
    const page = await takenPage(lying);
    expect(await corners(page.source.bytes)).toEqual(expected);
  });

  it('drops what is hidden behind the end of a JPEG', async () => {
    const film = Buffer.from('PHIM-NGAN-AN-SAU-ANH');
    const page = await takenPage(Buffer.concat([await files.jpegPage(), film]));
    expect(Buffer.from(page.source.bytes).includes(film)).toBe(false);
    expect(page.quality).toBe('clear');
  });

  it('takes PNG, drawing transparency as white paper', async () => {
    const clear = { width: 700, height: 900, channels: 4 as const, background: '#00000000' };
    const page = await takenPage(await sharp({ create: clear }).png().toBuffer());
    const { channels } = await sharp(page.source.bytes).stats();
    expect(channels.map((channel) => Math.round(channel.mean))).toEqual([255, 255, 255]);
    expect(page.quality).toBe('blank');
  });

  it('makes every page of a PDF a picture of at least 200 dpi, telling its progress', async () => {
    const seen: string[] = [];
    const result = await papers.intake(await files.pdfOf(3), {
      onProgress: ({ done, total }) => seen.push(`${done}/${total}`),
    });
    if (!result.ok) throw new Error(result.failure.reason);
    expect(result.value).toHaveLength(3);
    expect(seen).toEqual(['1/3', '2/3', '3/3']);
    for (const page of result.value) {
      expect(page).toMatchObject({ width: 1654, height: 2339, quality: 'clear' });
      expect(page.source.dpi).toBe(200);
    }
  });

  it('opens a PDF that only forbids printing', async () => {
    expect(await taken(files.ownerLockedPdf())).toHaveLength(1);
  });

  it('brings a poster down to A3 without losing its size on paper', async () => {
    const poster = await sharp({
      create: { width: 6_000, height: 4_000, channels: 3, background: '#ffffff' },
    })
      .withMetadata({ density: 400 })
      .jpeg()
      .toBuffer();
    const page = await takenPage(poster);
    expect(page.width).toBe(4_961);
    expect((page.width / (page.source.dpi ?? 0)) * 25.4).toBeCloseTo(381, 0);
  });

  it('leaves a small Buffer of the shared pool usable to others', async () => {
    const pooled = Buffer.from(files.heicStub());
    const neighbour = Buffer.from('còn nguyên');
    await papers.intake(pooled);
    const small = Buffer.from(await files.quarters(8, 8));
    await papers.intake(small);
    expect(neighbour.toString()).toBe('còn nguyên');
  });
});

describe('intake of bad files', { timeout: HEAVY_MS }, () => {
  const BAD: Array<[string, () => Promise<Uint8Array> | Uint8Array, string]> = [
    ['nothing', () => new Uint8Array(0), 'FILE_EMPTY'],
    ['a cut PDF', files.truncatedPdf, 'FILE_PDF_DAMAGED'],
    ['a PDF of rubbish', () => Buffer.from('%PDF-1.7 hỏng %%EOF'), 'FILE_PDF_DAMAGED'],
    ['a PDF with a password', files.passwordPdf, 'FILE_PDF_PASSWORD'],
    ['a PDF of 41 pages', () => files.pdfOf(41, 20), 'FILE_TOO_MANY_PAGES'],
    ['a PDF with a page of 5 m', files.giantPagePdf, 'FILE_TOO_MANY_PIXELS'],
    ['a HEIC photo', () => files.heicStub(), 'FILE_HEIC'],
    ['a zip', files.zip, 'FILE_KIND_UNKNOWN'],
    ['a drawing in SVG', () => Buffer.from('<svg width="9" height="9"/>'), 'FILE_KIND_UNKNOWN'],
    ['a cut JPEG', files.truncatedJpeg, 'FILE_IMAGE_DAMAGED'],
    ['a cut PNG', files.truncatedPng, 'FILE_IMAGE_DAMAGED'],
    ['a JPEG of three bytes', () => Uint8Array.of(0xff, 0xd8, 0xff), 'FILE_IMAGE_DAMAGED'],
    ['a decompression bomb', files.decompressionBomb, 'FILE_TOO_MANY_PIXELS'],
    ['31 MB', () => new Uint8Array(31 * 1024 * 1024), 'FILE_TOO_LARGE'],
  ];

  it.each(BAD)('refuses %s with its own reason', async (_name, make, reason) => {
    const result = await papers.intake(Uint8Array.from(await make()));
    expect(result.ok ? 'taken' : result.failure.reason).toBe(reason);
  });

  it('goes on with the next file as if nothing had happened', async () => {
    const [bad, good] = await Promise.all([
      papers.intake(await files.truncatedJpeg()),
      papers.intake(await files.jpegPage()),
    ]);
    expect([bad.ok, good.ok]).toEqual([false, true]);
    expect(papers.health()).toEqual({ loaded: true, lost: 0 });
  });
});

describe('drawing a page', { timeout: HEAVY_MS }, () => {
  it.each([
    [0, ['red', 'green', 'blue', 'yellow']],
    [90, ['blue', 'red', 'yellow', 'green']],
    [180, ['yellow', 'blue', 'green', 'red']],
    [270, ['green', 'yellow', 'red', 'blue']],
  ] as const)('turns it by %i degrees clockwise', async (rotate, expected) => {
    const page = await takenPage(await files.quarters(800, 600));
    const drawn = await papers.render(page.source, { rotate }, 'preview');
    if (!drawn.ok) throw new Error(drawn.failure.reason);
    expect(await corners(drawn.value.jpeg)).toEqual(expected);
    expect(drawn.value.width > drawn.value.height).toBe(rotate % 180 === 0);
  });

  it('cuts after turning', async () => {
    const page = await takenPage(await files.quarters(800, 600));
    const crop = { x: 0, y: 0, width: 0.5, height: 0.5 };
    const drawn = await papers.render(page.source, { rotate: 90, crop }, 'preview');
    if (!drawn.ok) throw new Error(drawn.failure.reason);
    expect(drawn.value).toMatchObject({ width: 300, height: 400 });
    expect(await corners(drawn.value.jpeg)).toEqual(['blue', 'blue', 'blue', 'blue']);
  });

  it('keeps the page usable, and makes thumbnails small', async () => {
    const page = await takenPage(await files.jpegPage());
    const first = await papers.render(page.source, AS_IS, 'thumbnail');
    const second = await papers.render(page.source, AS_IS, 'preview');
    if (!first.ok || !second.ok) throw new Error('not drawn');
    expect(first.value.height).toBe(420);
    expect(second.value.height).toBe(1_400);
    expect(first.value.jpeg.length).toBeLessThan(40_000);
  });

  it('answers with a reason when a kept page can no longer be read', async () => {
    const source: PageSource = { kind: 'image', bytes: Uint8Array.of(1, 2, 3) };
    expect(await papers.render(source, AS_IS, 'preview')).toMatchObject({
      failure: { reason: 'FILE_PROCESSING_FAILED' },
    });
  });
});

describe('one PDF per component', { timeout: HEAVY_MS }, () => {
  it('has the pages in order, A4, in colour, without names, and opens again', async () => {
    const a4 = await takenPage(await files.jpegPage({ dpi: 300 }));
    const wide = await takenPage(await files.quarters(1_200, 900));
    const { document, bytes, dpi, pages } = await assembled([
      { source: wide.source, edits: { rotate: 90 } },
      { source: a4.source, edits: AS_IS },
    ]);
    expect(pages).toBe(2);
    const sizes = document.getPages().map((page) => page.getSize());
    expect(sizes[0]?.width).toBeLessThan(sizes[0]?.height ?? 0);
    expect(sizes[1]?.width).toBeCloseTo(595.28, 0);
    expect(sizes[1]?.height).toBeCloseTo(841.89, 0);
    expect(bytes).toBeLessThan(5 * 1024 * 1024);
    expect(dpi).toBe(200);
    expect([document.getProducer(), document.getCreator()]).toEqual(['Dong Hanh', 'Dong Hanh']);
    expect([document.getAuthor(), document.getTitle()]).toEqual([undefined, undefined]);
    const colours = document.context
      .enumerateIndirectObjects()
      .map(([, object]) => object)
      .filter((object) => object instanceof PDFRawStream)
      .map((object) => String(object.dict.get(PDFName.of('ColorSpace'))))
      .filter((space) => space !== 'undefined');
    expect(colours).toEqual(['/DeviceRGB', '/DeviceRGB']);
  });

  it('keeps a scanned card at the size of a card', async () => {
    const scan = await takenPage(await files.jpegPage({ dpi: 300 }));
    const crop = { x: 0, y: 0, width: 85.6 / 210, height: 54 / 297 };
    const { document, dpi } = await assembled([
      { source: scan.source, edits: { rotate: 0, crop } },
    ]);
    const { width, height } = document.getPage(0).getSize();
    expect((width / 72) * 25.4).toBeCloseTo(85.6, 0);
    expect((height / 72) * 25.4).toBeCloseTo(54, 0);
    expect(dpi).toBe(300);
  });

  it('steps down to 5 MB but never below 200 dpi', async () => {
    const page = await takenPage(await files.jpegPage({ dpi: 300 }));
    const many = Array.from({ length: 12 }, () => ({ source: page.source, edits: AS_IS }));
    const { bytes, dpi, document } = await assembled(many);
    expect(document.getPageCount()).toBe(12);
    expect(bytes).toBeLessThanOrEqual(5 * 1024 * 1024);
    expect(dpi).toBeGreaterThanOrEqual(200);
    expect(dpi).toBeLessThan(300);
  });

  it('says so when the pages cannot fit', async () => {
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
    const snow = await sharp({
      create: { width: 1654, height: 2339, channels: 3, background: '#808080', noise },
    })
      .jpeg({ quality: 60 })
      .toBuffer();
    const page = await takenPage(snow);
    const many = Array.from({ length: 10 }, () => ({ source: page.source, edits: AS_IS }));
    expect(await papers.assemble(many)).toMatchObject({
      ok: false,
      failure: { reason: 'COMPONENT_TOO_LARGE', details: { pages: 10, maxMegabytes: 5 } },
    });
  });

  it('asks for at least one page', async () => {
    expect(await papers.assemble([])).toMatchObject({ failure: { reason: 'PAPERS_MISSING' } });
  });
});
