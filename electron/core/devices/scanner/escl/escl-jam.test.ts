import { describe, expect, it } from 'vitest';
import { esclUnderTest, smallPage } from './escl.test-support';

describe('a paper jam over eSCL', () => {
  it('keeps the pages before it, says so, and goes on when it is cleared', async () => {
    const { fake, driver, scan, pages } = await esclUnderTest({
      feeder: [1, 2, 3].map(smallPage),
      jamAfter: 1,
    });
    expect(await scan('feeder')).toMatchObject({ ok: false, failure: { reason: 'SCANNER_JAM' } });
    expect(pages).toEqual([1]);
    expect(fake.openJobs()).toBe(0);
    expect(driver.health()).toEqual({ ready: false, reason: 'SCANNER_JAM' });

    fake.quirks.jamAfter = Number.POSITIVE_INFINITY;
    expect(await driver.check()).toEqual({ ready: true });
    expect(await scan('feeder')).toEqual({ ok: true, value: { pages: 2 } });
    expect(pages).toEqual([1, 2, 3]);
  });

  it('is said before anything moves when the jam was there already', async () => {
    const { fake, scan } = await esclUnderTest({
      feeder: [smallPage(1)],
      adfState: 'ScannerAdfJam',
    });
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_JAM' } });
    expect(fake.quirks.feeder).toHaveLength(1);
  });

  it.each([
    ['ScannerAdfMispick', 'SCANNER_JAM'],
    ['ScannerAdfMultipickDetected', 'SCANNER_DOUBLE_FEED'],
  ])('%s is a sheet to take out as well, said in its own words', async (adfState, reason) => {
    const { scan } = await esclUnderTest({ feeder: [smallPage(1)], adfState, busyJobs: 99 });
    expect(await scan('feeder')).toMatchObject({ failure: { reason } });
  });

  it('does not keep anyone from the glass', async () => {
    const { scan, pages } = await esclUnderTest({
      platen: smallPage(6),
      adfState: 'ScannerAdfJam',
    });
    expect((await scan('flatbed')).ok).toBe(true);
    expect(pages).toEqual([6]);
  });
});
