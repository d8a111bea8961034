import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2021, CARD_2024 } from '../../../tests/support/cards';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { doStep, mustDo, screenIs, walkToReady } from '../../../tests/support/core-walk';
import * as draw from '../../../tests/support/files/draw-papers';
import { buildPapersWorker } from '../../../tests/support/files/papers-worker';
import type { Scanner } from '../devices/scanner/scanner';
import { paperOf } from './page-edits';

/** Whole pages at full resolution; other work may share the machine. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });
const BIRTH = '1.001193';
/** Coarse enough to be drawn soon, fine enough to be believed. */
const DPI = 200;
const LID = [38, 38, 40] as const;
const MM_PER_POINT = 25.4 / 72;
const STALE = { ok: false, failure: { reason: 'SESSION_STALE' } };

let worker: Awaited<ReturnType<typeof buildPapersWorker>>;
let front: Uint8Array;
let back: Uint8Array;
let a4: Uint8Array;
let folder: string;
let core: CoreHarness;
/** What lies on the glass. */
let onGlass: Uint8Array;

/** A scanner that hands over what lies on its glass at once. */
const scanner: Scanner = {
  id: { vendor: 'test', product: 'glass', serial: '0' },
  label: 'Glass',
  abilities: { sources: ['flatbed'], duplex: false },
  health: () => ({ ready: true }),
  onHealth: () => () => undefined,
  feeder: async () => 'empty',
  async scan(_job, onPage) {
    await onPage({ bytes: Uint8Array.from(onGlass), dpi: DPI });
    return { ok: true, value: { pages: 1 } };
  },
  close: async () => undefined,
};

/** A paper laid a little slanting on a glass with a dark lid, as a scan. */
async function scanned(paper: draw.Pixels, degrees: number, glassMm: [number, number]) {
  const glass = draw.sheet(draw.pixels(glassMm[0], DPI), draw.pixels(glassMm[1], DPI), LID);
  const middle = { x: glass.width / 2, y: glass.height / 2 };
  draw.lay(glass, paper, draw.turnedCorners(middle, paper, degrees));
  return draw.jpegOf(glass, DPI);
}
const card = (colour: draw.Colour) =>
  draw.printedPage({ dpi: DPI, widthMm: 85.6, heightMm: 54, lines: 7, points: 7, colour });

beforeAll(async () => {
  worker = await buildPapersWorker();
  front = await scanned(await card([150, 215, 190]), 4, [216, 150]);
  back = await scanned(await card([215, 170, 190]), -3, [216, 150]);
  a4 = await draw.jpegOf(await draw.printedPage({ dpi: DPI }), DPI);
}, 120_000);
afterAll(() => worker.remove());
beforeEach(async () => {
  folder = newFolder();
  core = await openCore(folder, { papersWorker: worker.url, scanner });
  await walkToPapers(CARD_2021);
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

async function walkToPapers(cardText: string): Promise<void> {
  await walkToReady(core, BIRTH, cardText);
  while (core.view().screen.name !== 'papers') await doStep(core, core.view().screen);
}
async function current() {
  const screen = await screenIs(core, 'papers');
  const component = screen.components[screen.current];
  if (!component) throw new Error('no paper is on screen');
  return component;
}
async function scan(bytes: Uint8Array): Promise<void> {
  onGlass = bytes;
  const { component } = await current();
  await mustDo(core.client.papers.scan({ componentId: component.id }));
}
const pages = async () => (await current()).pages;
const kept = () => Object.values(core.kiosk.runtime.current()?.data.papers ?? {}).flat();
const paperFiles = () => readdirSync(join(folder, 'data', 'papers'));
const listedFiles = () =>
  core.kiosk.db.prepare('SELECT id FROM page_file ORDER BY id').pluck().all() as string[];

/** Sizes of the pages of the PDF that would be sent, in millimetres. */
async function sentSizes(): Promise<Array<[width: number, height: number]>> {
  const session = core.kiosk.runtime.current();
  if (!session) throw new Error('no session');
  const sources = await Promise.all(
    kept().map(async (page) => {
      const bytes = await core.kiosk.files.read(session.session.key, page.id);
      return paperOf(page, new Uint8Array(bytes));
    }),
  );
  const paper = await core.kiosk.papers.assemble(sources);
  if (!paper.ok) throw new Error(paper.failure.reason);
  const pdf = await PDFDocument.load(paper.value.pdf, { updateMetadata: false });
  return pdf
    .getPages()
    .map((page) => [page.getWidth() * MM_PER_POINT, page.getHeight() * MM_PER_POINT]);
}

describe('both sides of a card', () => {
  it('become one A4 page in the place of the two, whose pictures are gone', async () => {
    await scan(front);
    await scan(a4);
    await scan(back);
    const [one, between, two] = await pages();
    if (!one || !between || !two) throw new Error('three pages were scanned');
    expect([one.cardSized, between.cardSized, two.cardSized]).toEqual([true, false, true]);
    const { combineCard } = core.client.papers;
    await mustDo(combineCard({ frontPageId: one.id, backPageId: two.id }));

    const after = await pages();
    expect(after.map(({ id }) => id)).toEqual([expect.any(String), between.id]);
    expect([one.id, two.id]).not.toContain(after[0]?.id);
    expect(after[0]).toMatchObject({ cardSized: false, shows: null, advice: [] });
    const [size] = await sentSizes();
    expect(size).toEqual([expect.closeTo(210, 0), expect.closeTo(297, 0)]);
    const ids = after.map(({ id }) => id).sort();
    expect(paperFiles().sort()).toEqual(ids.map((id) => `${id}.sealed`));
    expect(listedFiles()).toEqual(ids);
    expect(await screenIs(core, 'papers')).toMatchObject({ busy: false, failure: null });
  });

  it('are kept as they are when one of the pages is no card, and that is said', async () => {
    await scan(front);
    await scan(a4);
    const before = kept();
    const [one, two] = before;
    if (!one || !two) throw new Error('two pages were scanned');
    const { combineCard } = core.client.papers;
    const failure = { reason: 'CARD_NOT_FOUND' };
    expect(await combineCard({ frontPageId: one.id, backPageId: two.id })).toMatchObject({
      failure,
    });
    expect((await screenIs(core, 'papers')).failure).toMatchObject(failure);
    expect(kept()).toEqual(before);
    expect(paperFiles()).toHaveLength(2);
    // The same page twice is not two sides.
    expect(await combineCard({ frontPageId: one.id, backPageId: one.id })).toEqual(STALE);
    expect(await combineCard({ frontPageId: one.id, backPageId: 'nowhere' })).toEqual(STALE);
    expect(kept()).toEqual(before);
  });

  it('pressed twice become one page', async () => {
    await scan(front);
    await scan(back);
    const [one, two] = kept();
    const sides = { frontPageId: one?.id ?? '', backPageId: two?.id ?? '' };
    const { combineCard } = core.client.papers;
    const pressed = await Promise.all([combineCard(sides), combineCard(sides)]);
    expect(pressed).toEqual([{ ok: true }, STALE]);
    expect(await pages()).toHaveLength(1);
    expect(paperFiles()).toHaveLength(1);
  });

  it('of which one is turned meanwhile are not combined as they were', async () => {
    await scan(front);
    await scan(back);
    const [one, two] = kept();
    if (!one || !two) throw new Error('two pages were scanned');
    const { papers } = core.client;
    const going = papers.combineCard({ frontPageId: one.id, backPageId: two.id });
    await mustDo(papers.edit({ pageId: two.id, rotation: 180, crop: null }));
    expect(await going).toEqual(STALE);
    expect(kept().map(({ id }) => id)).toEqual([one.id, two.id]);
    expect(paperFiles()).toHaveLength(2);
  });

  it('whose page cannot be written stay two pages', async () => {
    await scan(front);
    await scan(back);
    const before = kept();
    const { files } = core.kiosk;
    const write = files.write;
    files.write = async () => {
      throw Object.assign(new Error('đầy'), { code: 'ENOSPC' });
    };
    const [one, two] = before;
    const sides = { frontPageId: one?.id ?? '', backPageId: two?.id ?? '' };
    expect(await core.client.papers.combineCard(sides)).toMatchObject({
      failure: { reason: 'STORAGE_FULL' },
    });
    files.write = write;
    expect(kept()).toEqual(before);
    await mustDo(core.client.papers.combineCard(sides));
    expect(await pages()).toHaveLength(1);
  });
});

describe('a session that ends while a card is combined', () => {
  /** Ends the session at `moment`, lets another begin, and sees that nothing came over. */
  async function endAt(moment: 'read' | 'drawn' | 'written'): Promise<void> {
    await scan(front);
    await scan(back);
    const [one, two] = kept();
    const { files, papers } = core.kiosk;
    const { read, write } = files;
    const { combineCard } = papers;
    let reads = 0;
    const end = () => mustDo(core.client.session.end({ reason: 'resident' }));
    files.read = async (...input) => {
      const bytes = await read(...input);
      reads += 1;
      if (moment === 'read' && reads === 2) await end();
      return bytes;
    };
    papers.combineCard = async (...input) => {
      const both = await combineCard(...input);
      expect(both.ok).toBe(true);
      if (moment === 'drawn') await end();
      return both;
    };
    files.write = async (...input) => {
      await write(...input);
      if (moment === 'written') await end();
    };
    const sides = { frontPageId: one?.id ?? '', backPageId: two?.id ?? '' };
    expect((await core.client.papers.combineCard(sides)).ok).toBe(false);
    files.read = read;
    files.write = write;
    papers.combineCard = combineCard;
    expect(core.view().screen.name).toBe('welcome');
    expect(paperFiles()).toEqual([]);
    expect(listedFiles()).toEqual([]);
    expect(papers.health().loaded).toBe(false);

    await walkToPapers(CARD_2024);
    expect(await screenIs(core, 'papers')).toMatchObject({ busy: false, failure: null });
    expect(kept()).toEqual([]);
    // Its calls are about pages that are nobody's now.
    expect(await core.client.papers.combineCard(sides)).toEqual(STALE);
    await scan(a4);
    expect(await pages()).toHaveLength(1);
  }

  it.each(['read', 'drawn', 'written'] as const)(
    'once it was %s, leaves nothing to the next',
    (moment) => endAt(moment),
  );

  it('in the middle of the drawing, leaves nothing to the next', async () => {
    await scan(front);
    await scan(back);
    const [one, two] = kept();
    const { papers } = core.kiosk;
    const { combineCard } = papers;
    let reached: () => void = () => undefined;
    const drawing = new Promise<void>((resolve) => {
      reached = resolve;
    });
    papers.combineCard = (...input) => {
      const both = combineCard(...input);
      reached();
      return both;
    };
    const sides = { frontPageId: one?.id ?? '', backPageId: two?.id ?? '' };
    const going = core.client.papers.combineCard(sides);
    await drawing;
    await mustDo(core.client.session.end({ reason: 'idle' }));
    expect((await going).ok).toBe(false);
    expect(paperFiles()).toEqual([]);
    expect(papers.health().loaded).toBe(false);
  });
});

describe('all of the picture', () => {
  it('is shown when it is wanted, and the sheet can be had back', async () => {
    await scan(front);
    const [page] = await pages();
    if (!page) throw new Error('a page was scanned');
    expect(page).toMatchObject({ shows: 'sheet', cardSized: true, version: 1 });
    const [cutSize] = await sentSizes();
    expect(cutSize).toEqual([expect.closeTo(85.6, -0.5), expect.closeTo(54, -0.5)]);
    const { edit, showWhole, preview } = core.client.papers;
    const shape = async () => {
      const shown = await preview({ pageId: page.id, purpose: 'thumbnail' });
      if (!shown.ok) throw new Error(shown.failure.reason);
      return shown.value.width / shown.value.height;
    };
    expect(await shape()).toBeCloseTo(85.6 / 54, 1);
    // A cut of the sheet says nothing about the whole picture.
    const crop = { x: 0.1, y: 0.1, width: 0.5, height: 0.5 };
    await mustDo(edit({ pageId: page.id, rotation: page.rotation, crop }));
    await mustDo(showWhole({ pageId: page.id, whole: true }));
    expect((await pages())[0]).toMatchObject({
      shows: 'whole',
      cardSized: false,
      crop: null,
      version: 3,
    });
    expect(await shape()).toBeCloseTo(216 / 150, 1);
    await mustDo(showWhole({ pageId: page.id, whole: false }));
    expect((await pages())[0]).toMatchObject({ shows: 'sheet', cardSized: true, version: 4 });
    expect(await shape()).toBeCloseTo(85.6 / 54, 1);
    expect(await showWhole({ pageId: 'nowhere', whole: true })).toEqual(STALE);
  });
});

describe('papers of other sizes', () => {
  it('an open passport goes out at its true size', async () => {
    const open = await draw.printedPage({
      dpi: DPI,
      widthMm: 125,
      heightMm: 176,
      lines: 22,
      points: 9,
      kind: 'plain',
      colour: [236, 226, 214],
    });
    await scan(await scanned(open, 2, [216, 297]));
    expect(await pages()).toMatchObject([{ shows: 'sheet', cardSized: false, advice: [] }]);
    expect(await sentSizes()).toEqual([[expect.closeTo(125, -0.5), expect.closeTo(176, -0.5)]]);
  });

  it('a long receipt goes out at its true width on pages that hold all of its length', async () => {
    const receipt = await draw.printedPage({
      dpi: DPI,
      widthMm: 80,
      heightMm: 900,
      lines: 130,
      points: 10,
    });
    await scan(await scanned(receipt, 0, [105, 900]));
    expect(await pages()).toHaveLength(2);
    expect((await pages()).flatMap(({ advice }) => advice)).not.toContain('double');
    const sizes = await sentSizes();
    for (const [width] of sizes) expect(width).toBeCloseTo(80, -0.5);
    const length = sizes.reduce((sum, [, height]) => sum + height, 0);
    expect(length).toBeGreaterThan(902);
    expect(length).toBeLessThan(910);
  });
});
