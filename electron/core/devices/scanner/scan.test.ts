import { describe, expect, it } from 'vitest';
import { FIRST_PAGE_MS, NEXT_PAGE_MS, scannerUnderTest, sheet } from './testing';

describe('a scan without misfortune', () => {
  it('takes the sheet on the glass once and leaves it there', async () => {
    const { device, scan, pages, timer } = scannerUnderTest();
    device.layOnGlass(sheet(7));
    for (let times = 0; times < 2; times += 1) {
      const done = scan('flatbed');
      await timer.pass(FIRST_PAGE_MS);
      expect(await done).toEqual({ ok: true, value: { pages: 1 } });
    }
    expect(pages).toEqual([7, 7]);
  });

  it('takes all sheets of the feeder in order, each as soon as it is there', async () => {
    const { device, scan, pages, timer } = scannerUnderTest();
    device.feed(sheet(1), sheet(2), sheet(3));
    const done = scan('feeder');
    await timer.pass(FIRST_PAGE_MS);
    expect(pages).toEqual([1]);
    await timer.pass(NEXT_PAGE_MS);
    expect(pages).toEqual([1, 2]);
    await timer.pass(NEXT_PAGE_MS);
    expect(await done).toEqual({ ok: true, value: { pages: 3 } });
    expect(device.sheetsLeft()).toBe(0);
  });

  it('waits until a page was taken before it draws in the next', async () => {
    const { device, scanner, timer, abort } = scannerUnderTest();
    device.feed(sheet(1), sheet(2));
    let take: () => void = () => undefined;
    const taken = new Promise<void>((resolve) => {
      take = resolve;
    });
    const done = scanner.scan(
      { source: 'feeder', dpi: 300, colour: true },
      () => taken,
      abort.signal,
    );
    await timer.pass(10 * 60_000);
    expect(device.sheetsLeft()).toBe(1);
    take();
    await timer.pass(NEXT_PAGE_MS);
    expect(await done).toEqual({ ok: true, value: { pages: 2 } });
  });

  it('stops when the resident stops it: no page afterwards, and the next scan works', async () => {
    const { device, scanner, scan, pages, timer, abort } = scannerUnderTest();
    device.feed(sheet(1), sheet(2), sheet(3));
    const done = scan('feeder');
    await timer.pass(FIRST_PAGE_MS);
    abort.abort(new Error('stopped'));
    await timer.pass(10 * NEXT_PAGE_MS);
    expect(await done).toMatchObject({ ok: false, failure: { reason: 'SCANNER_FAILED' } });
    expect(pages).toEqual([1]);
    expect(scanner.health()).toEqual({ ready: true });
  });
});
