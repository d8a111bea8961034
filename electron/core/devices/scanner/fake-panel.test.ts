import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../papers/kind';
import { createManualTimer } from './fake-memory';
import { createPanelScanner, SAMPLE_PAPERS } from './fake-panel';
import type { ScannedPage } from './scanner';
import { FIRST_PAGE_MS, NEXT_PAGE_MS } from './testing';

const SAMPLES = fileURLToPath(new URL('../../../../assets/samples', import.meta.url));

function panelUnderTest() {
  const timer = createManualTimer();
  const scanner = createPanelScanner(SAMPLES, { timer });
  const pages: ScannedPage[] = [];
  const scan = (source: 'flatbed' | 'feeder') =>
    scanner.scan(
      { source, dpi: 200, colour: true },
      (page) => void pages.push(page),
      new AbortController().signal,
    );
  return { timer, scanner, pages, scan };
}

describe('scanner on a panel', () => {
  it('scans at once without anybody having prepared anything', async () => {
    const { scan, pages, timer } = panelUnderTest();
    const done = scan('flatbed');
    const ticking = setInterval(() => void timer.pass(FIRST_PAGE_MS), 5);
    expect(await done.finally(() => clearInterval(ticking))).toMatchObject({ ok: true });
    expect(pages.map((page) => kindOf(page.bytes))).toEqual(['jpeg']);
  });

  it('draws in the sheets that were laid into its feeder, at most five', async () => {
    const { scan, scanner, pages, timer } = panelUnderTest();
    scanner.feed(9);
    expect(scanner.state().feeder).toHaveLength(5);
    scanner.feed(3);
    expect(await scanner.feeder(new AbortController().signal)).toBe('loaded');
    const done = scan('feeder');
    // Reading a sample from disk is real time; the clock goes on whenever the scanner waits.
    const ticking = setInterval(() => void timer.pass(FIRST_PAGE_MS + NEXT_PAGE_MS), 5);
    const result = await done.finally(() => clearInterval(ticking));
    expect(result).toEqual({ ok: true, value: { pages: SAMPLE_PAPERS.length } });
    expect(pages.map((page) => kindOf(page.bytes))).toEqual(['jpeg', 'jpeg', 'jpeg']);
    expect(scanner.state().feeder).toEqual([]);
  });

  it('shows what its switches did, and acts on them', async () => {
    const { scan, scanner } = panelUnderTest();
    let told = 0;
    scanner.onHealth(() => {
      told += 1;
    });
    scanner.set({ jammed: true });
    scanner.layOnGlass('rental-contract');
    scanner.feed(4);
    expect(told).toBe(3);
    expect(scanner.state()).toMatchObject({ jammed: true, glass: 'rental-contract' });
    expect(scanner.state().feeder).toHaveLength(4);
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_JAM' } });
  });
});
