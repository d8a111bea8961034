import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { done, EVENING, machineOf } from '../../../tests/support/people';
import { createMemoryPrinter, type MemoryPrinter } from '../devices/printer/fake-memory';
import type { Timer } from '../devices/scanner/delays';

/** Nothing to wait for: what takes time here is the printer, and it is a fake. */
const atOnce: Timer = { after: async (_ms, signal) => signal?.throwIfAborted() };

describe('the page of charts', { timeout: 30_000 }, () => {
  let folder: string;
  let core: CoreHarness;
  let found: MemoryPrinter[];
  beforeEach(async () => {
    folder = newFolder();
    found = [];
    core = await openCore(folder, {
      now: () => new Date(EVENING),
      printers: [{ find: async () => found }],
    });
  });
  afterEach(async () => {
    await core.close();
    removeFolder(folder);
  });
  const page = () => {
    const { screen } = core.view();
    if (screen.name !== 'office' || screen.office.page !== 'summary') throw new Error('not there');
    return screen.office;
  };

  it('is printed for the ward officer on pages, not on a roll', async () => {
    const roll = createMemoryPrinter(atOnce, { name: 'roll', kind: 'receipt' });
    const sheets = createMemoryPrinter(atOnce, { name: 'sheets' });
    found.push(roll, sheets);
    await machineOf(core, 'wardOfficer');
    await done(core.client.office.go({ page: 'summary' }));
    expect(page().print).toBe('idle');
    await done(core.client.summary.print());
    expect(sheets.sheets).toHaveLength(1);
    expect(roll.sheets).toHaveLength(0);
    expect(core.host.printed.at(-1)).toContain('Số liệu điểm hỗ trợ');
    expect(page().print).toBe('printed');
    await done(core.client.summary.setPeriod({ period: 'week' }));
    expect(page().print).toBe('idle');
  });

  it('says why it was not printed', async () => {
    await machineOf(core, 'wardOfficer');
    await done(core.client.office.go({ page: 'summary' }));
    expect(await core.client.summary.print()).toMatchObject({
      failure: { reason: 'PRINTER_NONE' },
    });
    const broken = createMemoryPrinter(atOnce);
    broken.set({ paperOut: true });
    found.push(broken);
    expect(await core.client.summary.print()).toMatchObject({
      failure: { reason: 'PRINTER_PAPER_OUT' },
    });
    expect(page().print).toBe('idle');
  });

  it('is nobody else’s to print', async () => {
    const printer = createMemoryPrinter(atOnce);
    found.push(printer);
    await machineOf(core, 'volunteer');
    await done(core.client.office.go({ page: 'summary' }));
    expect(await core.client.summary.print()).toMatchObject({ ok: false });
    expect(printer.sheets).toHaveLength(0);
  });
});
