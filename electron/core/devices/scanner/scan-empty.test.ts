import { describe, expect, it } from 'vitest';
import { FIRST_PAGE_MS, scannerUnderTest, sheet } from './testing';

describe('a scanner without paper', () => {
  it.each(['feeder', 'flatbed'] as const)('says so for the %s', async (source) => {
    const { scan, pages, timer } = scannerUnderTest();
    const done = scan(source);
    await timer.pass(FIRST_PAGE_MS);
    expect(await done).toMatchObject({ ok: false, failure: { reason: 'SCANNER_EMPTY' } });
    expect(pages).toEqual([]);
  });

  it('does not take the paper from the wrong place', async () => {
    const { device, scan, timer } = scannerUnderTest();
    device.layOnGlass(sheet(1));
    const done = scan('feeder');
    await timer.pass(FIRST_PAGE_MS);
    expect(await done).toMatchObject({ failure: { reason: 'SCANNER_EMPTY' } });
  });
});
