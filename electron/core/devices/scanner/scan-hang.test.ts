import { describe, expect, it, vi } from 'vitest';
import { SCANNER_DELAYS } from './delays';
import { createManualTimer, createMemoryScanner } from './fake-memory';
import { guardedScanner } from './guarded-scanner';
import { FIRST_PAGE_MS, scannerUnderTest, sheet } from './testing';

const { pageDeadlineMs, stopGraceMs } = SCANNER_DELAYS;

describe('a driver that hangs', () => {
  it('is given up after the deadline, and stays busy because it never stopped', async () => {
    const { device, scan, scanner, timer } = scannerUnderTest();
    device.layOnGlass(sheet(1));
    device.set({ hanging: true });
    const settled = vi.fn();
    const done = scan('flatbed').finally(settled);
    await timer.pass(pageDeadlineMs - 1);
    expect(settled).not.toHaveBeenCalled();
    await timer.pass(1 + stopGraceMs);
    expect(await done).toMatchObject({ ok: false, failure: { reason: 'SCANNER_FAILED' } });
    expect(scanner.health()).toEqual({ ready: false, reason: 'SCANNER_BUSY' });
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_BUSY' } });
  });

  it('keeps the pages that came before it hung', async () => {
    const { device, scan, pages, timer } = scannerUnderTest();
    device.feed(sheet(1), sheet(2));
    const done = scan('feeder');
    await timer.pass(FIRST_PAGE_MS - 1);
    device.set({ hanging: true });
    await timer.pass(1 + pageDeadlineMs + stopGraceMs);
    expect(await done).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    expect(pages).toEqual([1]);
  });

  it('hands over nothing when it wakes up too late, and is ready again', async () => {
    const timer = createManualTimer();
    const device = createMemoryScanner(timer);
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const scanner = guardedScanner(
      {
        ...device,
        scan: async (job, onPage) => {
          await asleep;
          await onPage({ bytes: sheet(9), dpi: job.dpi });
          return { ok: true, value: { pages: 1 } };
        },
      },
      { timer },
    );
    const onPage = vi.fn();
    const job = { source: 'flatbed', dpi: 200, colour: true } as const;
    const done = scanner.scan(job, onPage, new AbortController().signal);
    await timer.pass(pageDeadlineMs + stopGraceMs);
    expect(await done).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    wake();
    await timer.pass(0);
    expect(onPage).not.toHaveBeenCalled();
    expect(scanner.health()).toEqual({ ready: true });
  });

  it('that throws fails like any other, without its words', async () => {
    const timer = createManualTimer();
    const device = createMemoryScanner(timer);
    const broken = guardedScanner(
      { ...device, scan: () => Promise.reject(new Error('/duong/dan/rieng')) },
      { timer },
    );
    const job = { source: 'flatbed', dpi: 200, colour: true } as const;
    const result = await broken.scan(job, () => undefined, new AbortController().signal);
    expect(result).toEqual({ ok: false, failure: { reason: 'SCANNER_FAILED' } });
    expect(broken.health()).toEqual({ ready: true });
  });
});
