import { describe, expect, it } from 'vitest';
import { FIRST_PAGE_MS, scannerUnderTest, sheet } from './testing';

describe('an open cover', () => {
  it('stops the feeder before a sheet is drawn in', async () => {
    const { device, scan } = scannerUnderTest();
    device.feed(sheet(1));
    device.set({ coverOpen: true });
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_COVER_OPEN' } });
    expect(device.sheetsLeft()).toBe(1);
  });

  it('opened in the middle spoils that page only', async () => {
    const { device, scan, pages, timer } = scannerUnderTest();
    device.feed(sheet(1), sheet(2));
    const done = scan('feeder');
    await timer.pass(FIRST_PAGE_MS);
    device.set({ coverOpen: true });
    await timer.pass(FIRST_PAGE_MS);
    expect(await done).toMatchObject({ failure: { reason: 'SCANNER_COVER_OPEN' } });
    expect(pages).toEqual([1]);
  });

  it('does not stop the glass, where a thick booklet keeps it open', async () => {
    const { device, scan, pages, timer } = scannerUnderTest();
    device.layOnGlass(sheet(4));
    device.set({ coverOpen: true });
    const done = scan('flatbed');
    await timer.pass(FIRST_PAGE_MS);
    expect((await done).ok).toBe(true);
    expect(pages).toEqual([4]);
  });
});
