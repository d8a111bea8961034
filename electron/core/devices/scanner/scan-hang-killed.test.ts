import { describe, expect, it } from 'vitest';
import { DRIVERS } from './driver';
import { driverRig, HASTY, isAlive } from './drivers.test-support';

describe.each(DRIVERS)('a driver that hangs in the middle of a stack, by %s', (name) => {
  it('is ended within its deadline, its program is gone, and the kiosk scans on', async () => {
    const rig = await driverRig(name, HASTY);
    await rig.lay(3);
    await rig.breakAfter(1, 'hang');
    const started = performance.now();
    expect(await rig.scan()).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    const { pageDeadlineMs, stopGraceMs } = HASTY;
    // Listing and starting come before the page that hangs: each a moment, more under load.
    expect(performance.now() - started).toBeLessThan(2 * pageDeadlineMs + stopGraceMs + 10_000);
    expect(rig.pages).toEqual([1]);
    const pids = await rig.pids();
    expect(pids.length > 0).toBe(name !== 'escl');
    await expect.poll(() => pids.filter(isAlive), { timeout: 5_000 }).toEqual([]);
    await rig.mend();
    await expect.poll(() => rig.scanner.health(), { timeout: 5_000 }).toEqual({ ready: true });
    expect(await rig.scan()).toMatchObject({ ok: true });
    expect(rig.pages).toEqual([1, 2, 3]);
  });
});
