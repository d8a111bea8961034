import { describe, expect, it } from 'vitest';
import { esclUnderTest, smallPage } from './escl.test-support';

describe('an open cover over eSCL', () => {
  it.each(['ScannerAdfHatchOpen', 'ScannerAdfDoorOpen'])(
    '%s stops the feeder before a sheet is drawn in',
    async (adfState) => {
      const { fake, scan } = await esclUnderTest({ feeder: [smallPage(1)], adfState });
      expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_COVER_OPEN' } });
      expect(fake.quirks.feeder).toHaveLength(1);
    },
  );

  it('opened in the middle keeps the pages before it', async () => {
    const { driver, scan, pages } = await esclUnderTest({
      feeder: [1, 2, 3].map(smallPage),
      openAfter: 2,
    });
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_COVER_OPEN' } });
    expect(pages).toEqual([1, 2]);
    expect(driver.health()).toEqual({ ready: false, reason: 'SCANNER_COVER_OPEN' });
  });
});
