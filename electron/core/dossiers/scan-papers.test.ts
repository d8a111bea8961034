import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2021 } from '../../../tests/support/cards';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { doStep, mustDo, screenIs, walkToReady } from '../../../tests/support/core-walk';
import { jpegPage } from '../../../tests/support/files/make-files';
import { buildPapersWorker } from '../../../tests/support/files/papers-worker';
import { createManualTimer, createMemoryScanner } from '../devices/scanner/fake-memory';
import { guardedScanner } from '../devices/scanner/guarded-scanner';
import type { FeederState, ScanJob, Scanner } from '../devices/scanner/scanner';
import { FIRST_PAGE_MS } from '../devices/scanner/testing';

/** Other work may share the machine; only a job that hangs comes this far. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const PATIENCE = { timeout: 20_000, interval: 5 };
const BIRTH = '1.001193';

let worker: Awaited<ReturnType<typeof buildPapersWorker>>;
let sheet: Uint8Array;
let folder: string;
let core: CoreHarness;
let timer: ReturnType<typeof createManualTimer>;
let device: ReturnType<typeof createMemoryScanner>;
let jobs: ScanJob[];
/** What the device answers when asked about its feeder; undefined: the truth. */
let told: FeederState | undefined;
let duplex: boolean;
/** No scanner answers. */
let gone: boolean;

beforeAll(async () => {
  worker = await buildPapersWorker();
  sheet = await jpegPage({ dpi: 100 });
}, 120_000);
afterAll(() => worker.remove());
beforeEach(async () => {
  folder = newFolder();
  timer = createManualTimer();
  device = createMemoryScanner(timer);
  jobs = [];
  told = undefined;
  duplex = false;
  gone = false;
  const seen: Scanner = {
    ...device,
    get abilities() {
      return gone ? { sources: [], duplex } : { ...device.abilities, duplex };
    },
    feeder: async (signal) => told ?? device.feeder(signal),
    scan(job, onPage, signal) {
      jobs.push(job);
      return device.scan(job, onPage, signal);
    },
  };
  core = await openCore(folder, { papersWorker: worker.url, scanner: guardedScanner(seen) });
  await walkToPapers();
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

async function walkToPapers(): Promise<void> {
  await walkToReady(core, BIRTH, CARD_2021);
  while (core.view().screen.name !== 'papers') await doStep(core, core.view().screen);
}
async function papers() {
  return screenIs(core, 'papers');
}
async function current() {
  const screen = await papers();
  const component = screen.components[screen.current];
  if (!component) throw new Error('no paper is on screen');
  return component;
}
async function startScan(more: { place?: 'flatbed' | 'feeder'; bothSides?: boolean } = {}) {
  const { component } = await current();
  return core.client.papers.scan({ componentId: component.id, ...more });
}
/** Lets the device's time pass until `done` is settled. */
async function until<T>(done: Promise<T>): Promise<T> {
  let settled = false;
  const mark = done.finally(() => {
    settled = true;
  });
  while (!settled) {
    await timer.pass(FIRST_PAGE_MS);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return mark;
}
/** Lets the device's time pass, in steps shorter than a page, until so many pages are in. */
async function untilPages(count: number): Promise<void> {
  await vi.waitFor(async () => {
    if ((await current()).pages.length < count) await timer.pass(100);
    expect((await current()).pages).toHaveLength(count);
  }, PATIENCE);
}
const paperFiles = () => readdirSync(join(folder, 'data', 'papers'));
const pagesOf = async () => (await current()).pages.length;

describe('where the paper is taken from', () => {
  it('is the feeder when paper lies in it: each sheet is a page as it comes, at 200 dpi', async () => {
    device.layOnGlass(sheet);
    device.feed(sheet, sheet, sheet);
    const seen = new Set<string>();
    const done = startScan();
    let settled = false;
    void done.finally(() => {
      settled = true;
    });
    while (!settled) {
      const { scanning, busy, scanner } = await papers();
      if (scanning) {
        expect([busy, scanner?.trouble]).toEqual([true, null]);
        seen.add(`${scanning.source} ${scanning.pages}`);
      }
      await timer.pass(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await done).toEqual({ ok: true });
    // The view with all three may be gone before anybody looks: the scan has ended by then.
    expect([...seen].filter((each) => /^feeder [012]$/.test(each))).toEqual([
      ...['feeder 0', 'feeder 1', 'feeder 2'],
    ]);
    expect(await pagesOf()).toBe(3);
    expect((await papers()).scanning).toBeNull();
    expect(jobs).toEqual([{ source: 'feeder', dpi: 200, colour: true, duplex: false }]);
  });

  it('is the glass when the feeder is empty, at 300 dpi', async () => {
    device.layOnGlass(sheet);
    expect(await until(startScan())).toEqual({ ok: true });
    expect(await pagesOf()).toBe(1);
    expect(jobs).toEqual([{ source: 'flatbed', dpi: 300, colour: true, duplex: false }]);
  });

  it('is the glass after the feeder was found empty by a device that cannot say so before', async () => {
    device.layOnGlass(sheet);
    told = 'unknown';
    expect(await until(startScan())).toEqual({ ok: true });
    expect(jobs.map(({ source }) => source)).toEqual(['feeder', 'flatbed']);
    expect(await pagesOf()).toBe(1);
  });

  it('is the glass alone when it was asked for, whatever lies in the feeder', async () => {
    device.layOnGlass(sheet);
    device.feed(sheet);
    expect(await until(startScan({ place: 'flatbed' }))).toEqual({ ok: true });
    expect(device.sheetsLeft()).toBe(1);
  });

  it('is nowhere when no paper is anywhere, and that is said', async () => {
    expect(await until(startScan())).toMatchObject({ failure: { reason: 'SCANNER_EMPTY' } });
    expect((await papers()).failure).toEqual({ reason: 'SCANNER_EMPTY' });
  });

  it('is nowhere when no scanner answers, and nothing is waited for twice', async () => {
    gone = true;
    device.set({ plugged: false });
    expect(await until(startScan())).toMatchObject({ failure: { reason: 'SCANNER_UNPLUGGED' } });
    expect(jobs).toEqual([]);
  });

  it('takes both sides only where the feeder can', async () => {
    device.feed(sheet);
    await until(startScan({ bothSides: true }));
    duplex = true;
    device.feed(sheet);
    await until(startScan({ bothSides: true }));
    expect(jobs.map((job) => job.duplex)).toEqual([false, true]);
  });
});

describe('a scan that is stopped in the middle', () => {
  it('keeps the pages that are in and is no failure; the next scan goes on', async () => {
    device.feed(sheet, sheet, sheet);
    const done = startScan();
    await untilPages(1);
    await mustDo(core.client.papers.cancelScan());
    expect(await done).toEqual({ ok: true });
    expect(await papers()).toMatchObject({ scanning: null, failure: null, busy: false });
    expect(await pagesOf()).toBe(1);
    expect(device.sheetsLeft()).toBeGreaterThan(0);
    const left = device.sheetsLeft();
    expect(await until(startScan())).toEqual({ ok: true });
    expect(await pagesOf()).toBe(1 + left);
  });

  it('before the first page leaves nothing', async () => {
    device.feed(sheet);
    const done = startScan();
    await vi.waitFor(async () => expect((await papers()).scanning?.source).toBe('feeder'));
    await mustDo(core.client.papers.cancelScan());
    expect(await done).toEqual({ ok: true });
    expect(await pagesOf()).toBe(0);
    expect(paperFiles()).toEqual([]);
  });

  it('is one at a time, and stopping nothing is nothing', async () => {
    await mustDo(core.client.papers.cancelScan());
    device.feed(sheet);
    const done = startScan();
    await vi.waitFor(async () => expect((await papers()).scanning).not.toBeNull());
    expect(await startScan()).toMatchObject({ failure: { reason: 'SCANNER_BUSY' } });
    expect(await until(done)).toEqual({ ok: true });
    expect(await pagesOf()).toBe(1);
  });
});

describe('a misfortune in the middle of a stack', () => {
  it.each([
    ['SCANNER_JAM', { jammed: true }, { jammed: false }],
    ['SCANNER_DOUBLE_FEED', { doubleFeed: true }, { doubleFeed: false }],
    ['SCANNER_UNPLUGGED', { plugged: false }, { plugged: true }],
  ] as const)('%s keeps what is in, says the sheet, and goes on after', async (reason, on, off) => {
    device.feed(sheet, sheet, sheet);
    device.set({ ...on, midway: true });
    expect(await until(startScan())).toEqual({
      ok: false,
      failure: { reason, details: { pages: 1, sheet: 2 } },
    });
    expect(await pagesOf()).toBe(1);
    expect(await papers()).toMatchObject({
      failure: { reason, details: { pages: 1, sheet: 2 } },
      scanner: { trouble: reason },
    });
    device.set(off);
    expect((await papers()).scanner?.trouble).toBeNull();
    expect(await until(startScan())).toEqual({ ok: true });
    expect((await papers()).failure).toBeNull();
  });

  it('counts sheets, not pages, where both sides are taken', async () => {
    duplex = true;
    device.feed(sheet, sheet, sheet, sheet);
    const done = startScan({ bothSides: true });
    await untilPages(2);
    device.set({ jammed: true });
    expect(await until(done)).toMatchObject({ failure: { details: { pages: 2, sheet: 2 } } });
  });

  it('a page that cannot be read stops the stack there, for what follows would be out of order', async () => {
    device.feed(sheet, sheet.slice(0, 300), sheet, sheet, sheet);
    expect(await until(startScan())).toMatchObject({
      failure: { reason: 'FILE_IMAGE_DAMAGED', details: { pages: 1, sheet: 2 } },
    });
    expect(await pagesOf()).toBe(1);
    expect(device.sheetsLeft()).toBeGreaterThanOrEqual(2);
  });

  it('a full disk stops the device too', async () => {
    device.feed(sheet, sheet, sheet, sheet);
    const { files } = core.kiosk;
    const write = files.write;
    files.write = async () => {
      throw Object.assign(new Error('đầy'), { code: 'ENOSPC' });
    };
    expect(await until(startScan())).toMatchObject({ failure: { reason: 'STORAGE_FULL' } });
    files.write = write;
    expect(device.sheetsLeft()).toBeGreaterThanOrEqual(2);
    expect(paperFiles()).toEqual([]);
  });
});

describe('no page reaches a session that is not the one on screen', () => {
  it('the session ends in the middle: the device is stopped and no page stays', async () => {
    device.feed(sheet, sheet, sheet);
    const done = startScan();
    await untilPages(1);
    expect(paperFiles()).toHaveLength(1);
    await mustDo(core.client.session.end({ reason: 'idle' }));
    expect((await until(done)).ok).toBe(false);
    expect(paperFiles()).toEqual([]);
    const left = device.sheetsLeft();
    expect(left).toBeGreaterThan(0);
    await walkToPapers();
    await timer.pass(10 * FIRST_PAGE_MS);
    expect(await papers()).toMatchObject({ scanning: null, busy: false, failure: null });
    expect(await pagesOf()).toBe(0);
    expect(device.sheetsLeft()).toBe(left);
    // The scanner is the next person's at once.
    device.layOnGlass(sheet);
    expect(await until(startScan({ place: 'flatbed' }))).toEqual({ ok: true });
    expect(await pagesOf()).toBe(1);
  });

  it('the session ends while a page is being made ready: it is nobody’s', async () => {
    device.feed(sheet, sheet);
    const intake = core.kiosk.papers.intake;
    let reached: () => void = () => undefined;
    const reading = new Promise<void>((resolve) => {
      reached = resolve;
    });
    core.kiosk.papers.intake = (bytes, options) => {
      reached();
      return intake(bytes, options);
    };
    const done = startScan();
    await vi.waitFor(async () => expect((await papers()).scanning?.source).toBe('feeder'));
    await timer.pass(FIRST_PAGE_MS);
    await reading;
    await mustDo(core.client.session.end({ reason: 'idle' }));
    expect((await until(done)).ok).toBe(false);
    expect(paperFiles()).toEqual([]);
    expect(core.kiosk.papers.health().loaded).toBe(false);
  });

  it('the resident goes back to the questions: the device is stopped with the next page', async () => {
    device.feed(sheet, sheet, sheet, sheet);
    const done = startScan();
    await untilPages(1);
    await mustDo(core.client.session.back());
    expect(core.view().screen.name).not.toBe('papers');
    expect((await until(done)).ok).toBe(false);
    expect(paperFiles()).toHaveLength(1);
    expect(device.sheetsLeft()).toBeGreaterThan(0);
  });
});
