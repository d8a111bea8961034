import { describe, expect, it } from 'vitest';
import { DRIVERS } from './driver';
import { driverRig } from './drivers.test-support';
import { FIRST_PAGE_MS, NEXT_PAGE_MS, scannerUnderTest, sheet } from './testing';

describe('two sheets drawn in at once', () => {
  it('have their own reason, and the pages before them stay', async () => {
    const { device, scan, scanner, pages, timer } = scannerUnderTest();
    device.feed(sheet(1), sheet(2), sheet(3));
    device.set({ doubleFeed: true, midway: true });
    expect(scanner.health()).toEqual({ ready: true });
    const done = scan('feeder');
    await timer.pass(FIRST_PAGE_MS + NEXT_PAGE_MS);
    expect(await done).toMatchObject({ failure: { reason: 'SCANNER_DOUBLE_FEED' } });
    expect(pages).toEqual([1]);
    expect(scanner.health()).toEqual({ ready: false, reason: 'SCANNER_DOUBLE_FEED' });
    device.set({ doubleFeed: false });
    expect(scanner.health()).toEqual({ ready: true });
  });

  it.each(DRIVERS)('are told from a jam by %s, and the scan goes on after', async (name) => {
    const rig = await driverRig(name);
    await rig.lay(3);
    await rig.breakAfter(1, 'doubleFeed');
    expect(await rig.scan()).toMatchObject({ failure: { reason: 'SCANNER_DOUBLE_FEED' } });
    expect(rig.pages).toEqual([1]);
    await rig.mend();
    expect(await rig.scan()).toEqual({ ok: true, value: { pages: 2 } });
  });
});
