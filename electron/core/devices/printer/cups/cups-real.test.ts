/** The driver with real programs: a private cupsd, cups-pdf and ippeveprinter. */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type CupsRig, missingPrograms, startCupsRig } from '../../../../../tests/support/cups/rig';
import type { JobProgress, Printer } from '../printer';
import { documentOf, IMPATIENT } from '../testing';
import { createCupsClient } from './cups-client';
import { createCupsFinder } from './cups-printers';

const missing = missingPrograms();
if (missing.length > 0) {
  console.warn(`printing by a private CUPS is not tested here, missing: ${missing.join(', ')}`);
}

/** Programs of a loaded machine take their time. */
const SLOW_MS = 90_000;
vi.setConfig({ testTimeout: SLOW_MS, hookTimeout: SLOW_MS });

describe.skipIf(missing.length > 0)('a private CUPS', () => {
  let rig: CupsRig;
  let printers: Printer[] = [];
  let slip: Uint8Array;

  const finder = (port: () => number = () => rig.port) =>
    createCupsFinder({
      client: createCupsClient(IMPATIENT, () => ({ host: '127.0.0.1', port: port() })),
      delays: IMPATIENT,
      settingsFile: join(tmpdir(), 'no-such-cupsd.conf'),
    });
  const queue = (name: string) => {
    const printer = printers.find(({ id }) => id === `cups:${name}`);
    if (!printer) throw new Error(`no queue ${name}`);
    return printer;
  };
  const never = () => new AbortController().signal;

  beforeAll(async () => {
    rig = await startCupsRig(tmpdir());
    printers = await finder().find(never());
    const document = await PDFDocument.create();
    document.addPage([420, 595]).drawText('Phieu ho tro H99.12-261121-0007', { x: 30, y: 500 });
    slip = await document.save();
  });
  afterEach(async () => {
    // Whatever became of the job: nothing of it stays.
    expect(await rig.spooled()).toEqual([]);
    await rig.trouble(null);
    // Its record goes when the backend has let go of the printer.
    await expect.poll(() => rig.records(), { timeout: 40_000 }).toEqual([]);
  });
  afterAll(async () => {
    await Promise.all(printers.map((printer) => printer.close()));
    await rig?.close();
  });

  it('lists the queues, the default first, with the names people gave them', () => {
    expect(printers.map(({ id, label, kind }) => ({ id, label, kind }))).toEqual([
      { id: 'cups:KIOSK', label: 'Máy in của điểm', kind: 'page' },
      { id: 'cups:PDF', label: 'PDF', kind: 'page' },
    ]);
    expect(printers.map((printer) => printer.health())).toEqual([{ ready: true }, { ready: true }]);
  });

  it.each(['KIOSK', 'PDF'] as const)(
    'prints on %s and follows the job to its end',
    async (name) => {
      const title = `phieu-${process.pid}`;
      const said: JobProgress[] = [];
      const job = documentOf(slip, { title });
      const result = await queue(name).print(job, never(), (one) => said.push(one));
      expect(result).toMatchObject({ ok: true });
      const printed = await rig.printed(name, title);
      onTestFinished(() => Promise.all(printed.map((path) => rm(path))).then(() => undefined));
      expect(printed).toHaveLength(1);
      expect(said[0]).toEqual({ phase: 'sending', trouble: null });
    },
  );

  it('says before printing that a queue is paused, and prints again when it goes on', async () => {
    await rig.admin('cupsdisable', 'KIOSK');
    const result = await queue('KIOSK').print(documentOf(slip), never());
    expect(result).toMatchObject({ failure: { reason: 'PRINTER_PAUSED' } });
    await rig.admin('cupsenable', 'KIOSK');
    expect(await queue('KIOSK').check()).toEqual({ ready: true });
  });

  it('says before printing that a queue takes no jobs', async () => {
    await rig.admin('cupsreject', 'KIOSK');
    expect(await queue('KIOSK').check()).toEqual({ ready: false, reason: 'PRINTER_REJECTING' });
    const result = await queue('KIOSK').print(documentOf(slip), never());
    expect(result).toMatchObject({ failure: { reason: 'PRINTER_REJECTING' } });
    await rig.admin('cupsaccept', 'KIOSK');
  });

  it('that is stopped in the middle of a job says so', async () => {
    await rig.trouble('media-low');
    const seen = vi.fn();
    const printing = queue('KIOSK').print(documentOf(slip), never(), seen);
    await expect
      .poll(() => seen.mock.calls.some(([{ phase }]) => phase === 'printing'), { timeout: 30_000 })
      .toBe(true);
    await rig.admin('cupsdisable', 'KIOSK');
    expect(await printing).toMatchObject({ failure: { reason: 'PRINTER_PAUSED' } });
    await rig.admin('cupsenable', 'KIOSK');
  });

  it('cancels the job when it is told to', async () => {
    await rig.trouble('media-low');
    const stop = new AbortController();
    const printing = queue('KIOSK').print(documentOf(slip), stop.signal, ({ phase }) => {
      if (phase === 'printing') stop.abort(new Error('session over'));
    });
    expect(await printing).toMatchObject({ failure: { reason: 'PRINTER_FAILED' } });
  });

  it('gives up a printer that is switched off in the middle, and prints when it is back', async () => {
    await rig.trouble('media-low');
    const seen = vi.fn();
    const printing = queue('KIOSK').print(documentOf(slip), never(), seen);
    await expect
      .poll(() => seen.mock.calls.some(([{ phase }]) => phase === 'printing'), { timeout: 30_000 })
      .toBe(true);
    await rig.switchOffPrinter();
    const result = await printing;
    expect(result.ok).toBe(false);
    expect(['PRINTER_OFFLINE', 'PRINTER_HANG', 'PRINTER_FAILED']).toContain(
      result.ok ? '' : result.failure.reason,
    );
    expect(await rig.spooled()).toEqual([]);
    await rig.trouble(null);
    await rig.switchOnPrinter();
    await expect
      .poll(async () => (await queue('KIOSK').print(documentOf(slip), never())).ok, {
        timeout: 60_000,
        interval: 500,
      })
      .toBe(true);
  });

  it('fails when cupsd dies in the middle, and takes out afterwards what it left', async () => {
    await rig.trouble('media-low');
    const seen = vi.fn();
    const printing = queue('KIOSK').print(documentOf(slip), never(), seen);
    await expect
      .poll(() => seen.mock.calls.some(([{ phase }]) => phase === 'printing'), { timeout: 30_000 })
      .toBe(true);
    await rig.killCups();
    expect(await printing).toMatchObject({ failure: { reason: 'PRINTER_OFFLINE' } });
    expect(await rig.spooled()).not.toEqual([]);
    await rig.startCups();
    await finder().sweep?.();
    expect(await rig.spooled()).toEqual([]);
  });

  // Last: the queue keeps their trouble until a later job clears it.
  it.each([
    ['media-empty', 'PRINTER_PAPER_OUT'],
    ['media-jam', 'PRINTER_JAM'],
    ['cover-open', 'PRINTER_COVER_OPEN'],
  ] as const)('gives up a job that waits for people: %s', async (said, reason) => {
    await rig.trouble(said);
    const seen: JobProgress[] = [];
    const result = await queue('KIOSK').print(documentOf(slip), never(), (one) => seen.push(one));
    expect(result).toMatchObject({ failure: { reason } });
    // The screen said it while there was still time to mend it.
    expect(seen.some(({ trouble }) => trouble === reason)).toBe(true);
  });

  it('finds nothing, and does not wait, where there is no CUPS', async () => {
    expect(await finder(() => 1).find(never())).toEqual([]);
  });
});
