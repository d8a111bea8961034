import { describe, expect, it } from 'vitest';
import { esclUnderTest, smallPage } from './escl.test-support';

describe('a busy device over eSCL', () => {
  it('is asked again, as late as it wants but not later than 5 s', async () => {
    const { scan, timer } = await esclUnderTest({
      platen: smallPage(1),
      busyJobs: 3,
      retryAfterS: 60,
    });
    expect((await scan('flatbed')).ok).toBe(true);
    expect(timer.waited).toEqual([5_000, 5_000, 5_000]);
  });

  it('that never becomes free is given up after ten questions', async () => {
    const { fake, scan, timer } = await esclUnderTest({ platen: smallPage(1), busyJobs: 99 });
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_BUSY' } });
    expect(fake.requests.filter((each) => each.line.startsWith('POST'))).toHaveLength(10);
    expect(timer.waited).toEqual(Array(9).fill(1_000));
  });

  it('is seen before anyone scans, and seen to be free again', async () => {
    const { fake, driver } = await esclUnderTest({ state: 'Processing' });
    expect(await driver.check()).toEqual({ ready: false, reason: 'SCANNER_BUSY' });
    fake.quirks.state = 'Idle';
    expect(await driver.check()).toEqual({ ready: true });
  });
});
