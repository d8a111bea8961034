import { describe, expect, it, vi } from 'vitest';
import { DRIVERS } from './driver';
import { driverRig } from './drivers.test-support';

describe.each(DRIVERS)('the plug pulled in the middle of a stack, by %s', (name) => {
  it('keeps the pages before it, is said, and plugged in again the same scanner goes on', async () => {
    const rig = await driverRig(name);
    const heard = vi.fn();
    rig.driver.onHealth(heard);
    await rig.lay(3);
    await rig.breakAfter(1, 'unplug');
    expect(await rig.scan()).toMatchObject({ failure: { reason: 'SCANNER_UNPLUGGED' } });
    expect(rig.pages).toEqual([1]);
    expect(rig.scanner.health()).toEqual({ ready: false, reason: 'SCANNER_UNPLUGGED' });
    expect(heard).toHaveBeenCalled();
    expect(await rig.driver.check()).toEqual({ ready: false, reason: 'SCANNER_UNPLUGGED' });
    await rig.mend();
    expect(await rig.driver.check()).toEqual({ ready: true });
    expect(await rig.scan()).toEqual({ ok: true, value: { pages: 2 } });
    expect(rig.pages).toEqual([1, 2, 3]);
  });
});
