import { describe, expect, it, vi } from 'vitest';
import { esclUnderTest, smallPage } from './escl.test-support';

describe('a device that is switched off or unplugged, over eSCL', () => {
  it('in the middle of a page: no half page, its own reason, the pages before it stay', async () => {
    const { driver, scan, pages } = await esclUnderTest({
      feeder: [1, 2, 3].map(smallPage),
      cutPage: 1,
    });
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_UNPLUGGED' } });
    expect(pages).toEqual([1]);
    expect(driver.health()).toEqual({ ready: false, reason: 'SCANNER_UNPLUGGED' });
  });

  it('before the scan: nobody is at the address', async () => {
    const { fake, driver, scan } = await esclUnderTest({ platen: smallPage(1) });
    const heard = vi.fn();
    driver.onHealth(heard);
    await fake.close();
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_UNPLUGGED' } });
    expect(await driver.check()).toEqual({ ready: false, reason: 'SCANNER_UNPLUGGED' });
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
