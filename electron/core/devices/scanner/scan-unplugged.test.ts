import { describe, expect, it } from 'vitest';
import { FIRST_PAGE_MS, scannerUnderTest, sheet } from './testing';

describe('a scanner that is unplugged', () => {
  it('ends the scan with its own reason and hands over no half page', async () => {
    const { device, scan, pages, timer } = scannerUnderTest();
    device.layOnGlass(sheet(1));
    const done = scan('flatbed');
    await timer.pass(FIRST_PAGE_MS - 1);
    device.set({ plugged: false });
    await timer.pass(1);
    expect(await done).toMatchObject({ ok: false, failure: { reason: 'SCANNER_UNPLUGGED' } });
    expect(pages).toEqual([]);
  });

  it('tells those who listen, and works again when it is back', async () => {
    const { device, scanner, scan, timer } = scannerUnderTest();
    const seen: unknown[] = [];
    const stop = scanner.onHealth(() => seen.push(scanner.health()));
    device.layOnGlass(sheet(1));
    device.set({ plugged: false });
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_UNPLUGGED' } });
    device.set({ plugged: true });
    expect(seen).toContainEqual({ ready: false, reason: 'SCANNER_UNPLUGGED' });
    expect(seen.at(-1)).toEqual({ ready: true });
    stop();
    const heard = seen.length;
    const done = scan('flatbed');
    await timer.pass(FIRST_PAGE_MS);
    expect((await done).ok).toBe(true);
    expect(seen).toHaveLength(heard);
  });
});
