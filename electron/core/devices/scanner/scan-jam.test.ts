import { describe, expect, it } from 'vitest';
import { FIRST_PAGE_MS, NEXT_PAGE_MS, scannerUnderTest, sheet } from './testing';

describe('a paper jam', () => {
  it('keeps the pages before it, loses the jammed one, and goes on when it is cleared', async () => {
    const { device, scan, scanner, pages, timer } = scannerUnderTest();
    device.feed(sheet(1), sheet(2), sheet(3));
    const jammed = scan('feeder');
    await timer.pass(FIRST_PAGE_MS);
    device.set({ jammed: true });
    await timer.pass(NEXT_PAGE_MS);
    expect(await jammed).toMatchObject({ ok: false, failure: { reason: 'SCANNER_JAM' } });
    expect(pages).toEqual([1]);
    expect(scanner.health()).toEqual({ ready: false, reason: 'SCANNER_JAM' });

    device.set({ jammed: false });
    const again = scan('feeder');
    await timer.pass(FIRST_PAGE_MS + NEXT_PAGE_MS);
    expect(await again).toEqual({ ok: true, value: { pages: 1 } });
    expect(pages).toEqual([1, 3]);
  });

  it('is said before anything moves when the jam was there already', async () => {
    const { device, scan } = scannerUnderTest();
    device.feed(sheet(1));
    device.set({ jammed: true });
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_JAM' } });
    expect(device.sheetsLeft()).toBe(1);
  });
});
