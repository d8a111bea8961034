import { describe, expect, it } from 'vitest';
import { DRIVERS } from './driver';
import { driverRig } from './drivers.test-support';

describe.each(DRIVERS)('a jam in the middle of a stack, by %s', (name) => {
  it('keeps the pages before it, and the scan goes on when it is cleared', async () => {
    const rig = await driverRig(name);
    await rig.lay(3);
    await rig.breakAfter(1, 'jam');
    expect(await rig.scan()).toMatchObject({ ok: false, failure: { reason: 'SCANNER_JAM' } });
    expect(rig.pages).toEqual([1]);
    await rig.mend();
    expect(await rig.scan()).toEqual({ ok: true, value: { pages: 2 } });
    expect(rig.pages).toEqual([1, 2, 3]);
  });
});
