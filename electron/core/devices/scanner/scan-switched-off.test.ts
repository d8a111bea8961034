import { describe, expect, it } from 'vitest';
import { DRIVERS } from './driver';
import { driverRig } from './drivers.test-support';

describe.each(DRIVERS)('a scanner that is switched off, by %s', (name) => {
  it('is said by the scan and by the check, and switched on it works without a restart', async () => {
    const rig = await driverRig(name);
    await rig.lay(2);
    await rig.switchOff();
    expect(await rig.scan()).toMatchObject({ failure: { reason: 'SCANNER_UNPLUGGED' } });
    expect(await rig.driver.check()).toEqual({ ready: false, reason: 'SCANNER_UNPLUGGED' });
    expect(await rig.driver.feeder(new AbortController().signal)).toBe('unknown');
    await rig.mend();
    expect(await rig.scan()).toEqual({ ok: true, value: { pages: 2 } });
    expect(rig.scanner.health()).toEqual({ ready: true });
  });
});
