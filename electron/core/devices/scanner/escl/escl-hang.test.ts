import { describe, expect, it } from 'vitest';
import { startFakeEscl } from '../../../../../tests/support/escl/fake-escl-server';
import { esclUnderTest, SHORT_DELAYS, smallPage } from './escl.test-support';
import { askEsclDevice } from './escl-scanner';

const IMPATIENT = { ...SHORT_DELAYS, answerMs: 300, pageDeadlineMs: 300, deleteMs: 300 };

describe('a device that takes requests and never answers', () => {
  it.each(['ScanJobs', 'NextDocument'] as const)('%s: the scan ends in time', async (hang) => {
    const { fake, scan, scanner } = await esclUnderTest({ platen: smallPage(1) }, IMPATIENT);
    fake.quirks.hang = hang;
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    fake.quirks.hang = undefined;
    await expect.poll(() => scanner.health(), { timeout: 10_000 }).toEqual({ ready: true });
    expect(fake.openJobs()).toBe(0);
    expect((await scan('flatbed')).ok).toBe(true);
  });

  it('ScannerStatus: the check ends in time and the device counts as failing', async () => {
    const { fake, driver } = await esclUnderTest({}, IMPATIENT);
    fake.quirks.hang = 'ScannerStatus';
    expect(await driver.check()).toEqual({ ready: false, reason: 'SCANNER_FAILED' });
  });

  it('ScannerCapabilities: it is not found', async () => {
    const fake = await startFakeEscl({ hang: 'ScannerCapabilities' });
    expect(await askEsclDevice(fake.url, { delays: IMPATIENT })).toBeUndefined();
    await fake.close();
  });
});
