import { describe, expect, it } from 'vitest';
import { esclUnderTest, smallPage } from './escl.test-support';

describe('"no more pages" that is not true', () => {
  it.each([404, 410] as const)('Canon: %s before the first page means not yet', async (status) => {
    const { scan, pages } = await esclUnderTest({
      platen: smallPage(3),
      early: { status, times: 5 },
    });
    expect(await scan('flatbed')).toEqual({ ok: true, value: { pages: 1 } });
    expect(pages).toEqual([3]);
  });

  it('Brother: asked too soon it lies once, and its status lies too', async () => {
    const { scan, pages } = await esclUnderTest({
      feeder: [1, 2, 3].map(smallPage),
      false404: 1,
    });
    expect(await scan('feeder')).toEqual({ ok: true, value: { pages: 3 } });
    expect(pages).toEqual([1, 2, 3]);
  });

  it('Brother: is not asked for the next page sooner than a second after the last', async () => {
    const { scan, timer } = await esclUnderTest({
      makeAndModel: 'Brother DCP-L2710DW',
      feeder: [1, 2].map(smallPage),
    });
    expect(await scan('feeder')).toEqual({ ok: true, value: { pages: 2 } });
    expect(timer.waited).toEqual([1_000, 1_000]);
  });

  it('with a sheet still in the feeder is waited out; for ever, it is a fault and no end', async () => {
    const { scan, pages } = await esclUnderTest({
      feeder: [1, 2].map(smallPage),
      false404: 1_000,
      adfState: 'ScannerAdfLoaded',
    });
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    expect(pages).toEqual([1]);
  });
});
