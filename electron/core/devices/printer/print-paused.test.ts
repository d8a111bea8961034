import { describe, expect, it } from 'vitest';
import { PRINTER_DELAYS } from './delays';
import { ONE_SHEET_MS, printerUnderTest } from './testing';

describe('a paused queue', () => {
  it('is said before anything is sent', async () => {
    const { device, print, printer, said } = printerUnderTest();
    device.set({ paused: true });
    expect(printer.health()).toEqual({ ready: false, reason: 'PRINTER_PAUSED' });
    expect(await print()).toEqual({ ok: false, failure: { reason: 'PRINTER_PAUSED' } });
    expect(said).toEqual([]);
    expect(device.waiting()).toBe(0);
  });

  it('in the middle of a job ends it at once; it does not come out later', async () => {
    const { device, print, printer, timer } = printerUnderTest();
    const printing = print();
    await timer.pass(PRINTER_DELAYS.fakeSendMs);
    device.set({ paused: true });
    await timer.pass(PRINTER_DELAYS.pollMs);
    expect(await printing).toEqual({ ok: false, failure: { reason: 'PRINTER_PAUSED' } });
    expect(device.waiting()).toBe(0);
    device.set({ paused: false });
    await timer.pass(ONE_SHEET_MS);
    expect(device.sheets).toEqual([]);
    expect(printer.health()).toEqual({ ready: true });
  });
});
