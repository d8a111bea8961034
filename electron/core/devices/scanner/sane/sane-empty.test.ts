import { describe, expect, it } from 'vitest';
import { MISSING, saneUnderTest } from './sane.test-support';

describe.skipIf(MISSING !== '')(`an empty feeder through SANE${MISSING}`, () => {
  it('is told as such', async () => {
    const { scan, pages } = await saneUnderTest('test', {
      extraArguments: ['--read-return-value', 'SANE_STATUS_NO_DOCS'],
    });
    expect(await scan('feeder')).toMatchObject({ ok: false, failure: { reason: 'SCANNER_EMPTY' } });
    expect(pages).toEqual([]);
  }, 60_000);

  it('that the device has not got is a fault, not an empty feeder', async () => {
    const { scan } = await saneUnderTest('pnm');
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
  }, 60_000);
});
