import { describe, expect, it } from 'vitest';
import { MISSING, saneUnderTest } from './sane.test-support';

describe.skipIf(MISSING !== '')(`a busy device through SANE${MISSING}`, () => {
  it.each(['flatbed', 'feeder'] as const)(
    'is told as such (%s)',
    async (source) => {
      const { driver, scan, pages, left } = await saneUnderTest('test', {
        extraArguments: ['--read-return-value', 'SANE_STATUS_DEVICE_BUSY'],
      });
      expect(await scan(source)).toMatchObject({ ok: false, failure: { reason: 'SCANNER_BUSY' } });
      expect(pages).toEqual([]);
      expect(await left()).toEqual([]);
      // SANE cannot say when it is over: the next scan is allowed, and will tell.
      expect(driver.health()).toEqual({ ready: true });
    },
    60_000,
  );
});
