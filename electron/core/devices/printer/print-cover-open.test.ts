import { describe, expect, it } from 'vitest';
import { PRINTER_DELAYS } from './delays';
import { ONE_SHEET_MS, printerUnderTest } from './testing';

describe('an open cover', () => {
  it('is said before anything is sent', async () => {
    const { device, print, printer, said } = printerUnderTest();
    device.set({ coverOpen: true });
    expect(printer.health()).toEqual({ ready: false, reason: 'PRINTER_COVER_OPEN' });
    expect(await print()).toEqual({ ok: false, failure: { reason: 'PRINTER_COVER_OPEN' } });
    expect(said).toEqual([]);
    expect(device.waiting()).toBe(0);
  });

  it('in the middle of a job is said while people can mend it, and the job goes on', async () => {
    const { device, print, said, timer } = printerUnderTest();
    const printing = print();
    await timer.pass(PRINTER_DELAYS.fakeSendMs);
    device.set({ coverOpen: true });
    await timer.pass(PRINTER_DELAYS.troublePatienceMs / 2);
    expect(said.at(-1)?.trouble).toBe('PRINTER_COVER_OPEN');
    device.set({ coverOpen: false });
    await timer.pass(ONE_SHEET_MS);
    expect(await printing).toMatchObject({ ok: true });
    expect(device.sheets).toHaveLength(1);
  });

  it('that nobody mends ends the job; it does not come out later', async () => {
    const { device, print, printer, timer } = printerUnderTest();
    const printing = print(Uint8Array.of(1));
    await timer.pass(PRINTER_DELAYS.fakeSendMs);
    device.set({ coverOpen: true });
    await timer.pass(PRINTER_DELAYS.troublePatienceMs + 2 * PRINTER_DELAYS.pollMs);
    expect(await printing).toEqual({ ok: false, failure: { reason: 'PRINTER_COVER_OPEN' } });
    expect(device.waiting()).toBe(0);
    device.set({ coverOpen: false });
    await timer.pass(ONE_SHEET_MS);
    expect(device.sheets).toEqual([]);
    expect(printer.health()).toEqual({ ready: true });
    const again = print(Uint8Array.of(2));
    await timer.pass(ONE_SHEET_MS);
    expect(await again).toMatchObject({ ok: true });
    expect(device.sheets).toEqual([Uint8Array.of(2)]);
  });
});
