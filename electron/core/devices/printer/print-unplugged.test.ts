import { describe, expect, it } from 'vitest';
import { createManualTimer } from '../scanner/fake-memory';
import { createMemoryPrinter } from './fake-memory';
import type { PrinterFinder } from './printer';
import { createPrinterPool } from './printers';
import { documentOf, ONE_SHEET_MS } from './testing';

describe('a printer that is unplugged and plugged in again', () => {
  it('goes from the list and comes back under the same identity, and prints', async () => {
    const timer = createManualTimer();
    let plugged = [createMemoryPrinter(timer, { name: 'a' })];
    const device = plugged[0];
    const finder: PrinterFinder = { find: async () => plugged };
    const pool = createPrinterPool([finder]);
    let told = 0;
    pool.onChange(() => {
      told += 1;
    });
    await pool.look();
    expect(pool.list().map(({ id }) => id)).toEqual(['fake:a']);
    plugged = [];
    await pool.look();
    expect(pool.list()).toEqual([]);
    if (device) plugged = [device];
    await pool.look();
    expect(told).toBe(3);
    const printing = pool
      .list()[0]
      ?.print(documentOf(Uint8Array.of(7)), new AbortController().signal);
    await timer.pass(ONE_SHEET_MS);
    expect(await printing).toMatchObject({ ok: true });
    expect(device?.sheets).toEqual([Uint8Array.of(7)]);
    await pool.close();
  });

  it('does not lose its running job when printers are looked for again', async () => {
    const timer = createManualTimer();
    const device = createMemoryPrinter(timer, { name: 'a' });
    const pool = createPrinterPool([{ find: async () => [{ ...device, close: async () => {} }] }]);
    await pool.look();
    const [first] = pool.list();
    const printing = first?.print(documentOf(Uint8Array.of(1)), new AbortController().signal);
    await pool.look();
    expect(pool.list()[0]).toBe(first);
    await timer.pass(ONE_SHEET_MS);
    expect(await printing).toMatchObject({ ok: true });
    await pool.close();
  });

  it('does not keep the others from being found when its way of looking fails', async () => {
    const timer = createManualTimer();
    const pool = createPrinterPool([
      { find: () => Promise.reject(new Error('/duong/dan/rieng')) },
      { find: async () => [createMemoryPrinter(timer, { name: 'b' })] },
    ]);
    await pool.look();
    expect(pool.list().map(({ id }) => id)).toEqual(['fake:b']);
    await pool.close();
  });
});
