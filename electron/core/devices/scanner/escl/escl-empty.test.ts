import { describe, expect, it } from 'vitest';
import { esclUnderTest } from './escl.test-support';

describe('an empty feeder over eSCL', () => {
  it.each(['job', 'page'] as const)(
    'is told from a fault when refused at the %s',
    async (emptyAt) => {
      const { fake, driver, scan, pages } = await esclUnderTest({ emptyAt, state: 'Idle' });
      expect(await scan('feeder')).toMatchObject({
        ok: false,
        failure: { reason: 'SCANNER_EMPTY' },
      });
      expect(pages).toEqual([]);
      expect(fake.openJobs()).toBe(0);
      expect(driver.health()).toEqual({ ready: true });
    },
  );

  it('is told even by a device that goes on saying that it works', async () => {
    const { scan } = await esclUnderTest({ emptyAt: 'page', state: 'Processing' });
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_EMPTY' } });
  });

  it('a glass that gives no page is a fault, not an empty feeder', async () => {
    const { scan } = await esclUnderTest({ emptyAt: 'page' });
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
  });
});
