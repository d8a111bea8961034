import { describe, expect, it } from 'vitest';
import { esclUnderTest, smallPage } from './escl.test-support';

describe('a slow lamp: 503 before each page', () => {
  it('is waited for, each page anew', async () => {
    const { scan, pages, timer } = await esclUnderTest({
      feeder: [1, 2].map(smallPage),
      slowPages: 20,
      retryAfterS: 2,
    });
    expect(await scan('feeder')).toEqual({ ok: true, value: { pages: 2 } });
    expect(pages).toEqual([1, 2]);
    expect(timer.waited.filter((ms) => ms === 2_000).length).toBeGreaterThanOrEqual(40);
  });

  it('ends after thirty questions, and lets go of the job', async () => {
    const { fake, scan } = await esclUnderTest({ platen: smallPage(1), slowPages: 9_999 });
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_BUSY' } });
    const asked = fake.requests.filter((each) => each.line.endsWith('NextDocument'));
    expect(asked).toHaveLength(31);
    expect(fake.openJobs()).toBe(0);
  });

  it('is not waited for when the feeder jams meanwhile', async () => {
    const { fake, scan, timer } = await esclUnderTest({
      feeder: [smallPage(1)],
      slowPages: 9_999,
    });
    timer.onWait = () => {
      if (timer.waited.length === 3) fake.quirks.adfState = 'ScannerAdfJam';
    };
    expect(await scan('feeder')).toMatchObject({ failure: { reason: 'SCANNER_JAM' } });
    expect(timer.waited).toHaveLength(3);
  });
});
