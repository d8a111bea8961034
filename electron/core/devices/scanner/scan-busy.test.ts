import { describe, expect, it } from 'vitest';
import { FIRST_PAGE_MS, NEXT_PAGE_MS, scannerUnderTest, sheet } from './testing';

describe('a busy scanner', () => {
  it('refuses a second scan and finishes the first undisturbed', async () => {
    const { device, scan, scanner, pages, timer } = scannerUnderTest();
    device.feed(sheet(1), sheet(2));
    const first = scan('feeder');
    expect(scanner.health()).toEqual({ ready: false, reason: 'SCANNER_BUSY' });
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_BUSY' } });
    await timer.pass(FIRST_PAGE_MS + NEXT_PAGE_MS);
    expect(await first).toEqual({ ok: true, value: { pages: 2 } });
    expect(pages).toEqual([1, 2]);
    expect(scanner.health()).toEqual({ ready: true });
  });

  it('held by another programme says so', async () => {
    const { device, scan } = scannerUnderTest();
    device.layOnGlass(sheet(1));
    device.set({ busy: true });
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_BUSY' } });
  });
});
