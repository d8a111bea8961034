/** The practice printers that a panel or a folder works. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Timer } from '../scanner/delays';
import { createManualTimer } from '../scanner/fake-memory';
import { openFolderPrinter } from './fake-file';
import { createPanelPrinter } from './fake-panel';
import { documentOf, ONE_SHEET_MS } from './testing';

/** Nothing to wait for. */
const atOnce: Timer = { after: async (_ms, signal) => signal?.throwIfAborted() };
const never = () => new AbortController().signal;
const SLIP = Uint8Array.of(1, 2, 3);

describe('the panel printer', () => {
  it('is well at first, and shows every switch but the ink', () => {
    const printer = createPanelPrinter({ timer: atOnce });
    expect(printer.health()).toEqual({ ready: true });
    expect(printer.state()).toEqual({
      unplugged: false,
      coverOpen: false,
      jammed: false,
      paperOut: false,
      paused: false,
      rejecting: false,
      hanging: false,
    });
  });

  it.each([
    ['unplugged', 'PRINTER_OFFLINE'],
    ['coverOpen', 'PRINTER_COVER_OPEN'],
    ['jammed', 'PRINTER_JAM'],
    ['paperOut', 'PRINTER_PAPER_OUT'],
    ['paused', 'PRINTER_PAUSED'],
    ['rejecting', 'PRINTER_REJECTING'],
  ] as const)('says %s, refuses to print, and prints when it is over', async (part, reason) => {
    const printer = createPanelPrinter({ timer: atOnce });
    const changed = vi.fn();
    const stop = printer.onHealth(changed);
    printer.set({ [part]: true });
    expect(changed).toHaveBeenCalledTimes(1);
    expect(printer.health()).toEqual({ ready: false, reason });
    expect(await printer.check()).toEqual({ ready: false, reason });
    expect(await printer.print(documentOf(SLIP), never())).toMatchObject({ failure: { reason } });
    printer.set({ [part]: false });
    expect(await printer.print(documentOf(SLIP), never())).toMatchObject({ ok: true });
    stop();
    printer.set({ [part]: true });
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('waits for paper that is put in while it prints', async () => {
    const timer = createManualTimer();
    const printer = createPanelPrinter({ timer });
    const said = vi.fn();
    const printing = printer.print(documentOf(SLIP), never(), said);
    await timer.pass(600);
    printer.set({ paperOut: true });
    await timer.pass(5_000);
    expect(said).toHaveBeenLastCalledWith({ phase: 'printing', trouble: 'PRINTER_PAPER_OUT' });
    printer.set({ paperOut: false });
    await timer.pass(ONE_SHEET_MS);
    expect(await printing).toMatchObject({ ok: true });
  });

  it('stops when its session is over', async () => {
    const timer = createManualTimer();
    const printer = createPanelPrinter({ timer });
    const stop = new AbortController();
    const printing = printer.print(documentOf(SLIP), stop.signal);
    await timer.pass(600);
    stop.abort(new Error('session over'));
    expect(await printing).toMatchObject({ failure: { reason: 'PRINTER_FAILED' } });
  });
});

describe('the folder printer', { timeout: 30_000 }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'folder-printer-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const state = (value: unknown) =>
    writeFile(
      join(folder, 'state.json'),
      typeof value === 'string' ? value : JSON.stringify(value),
    );

  it('is not plugged in before its state is there, and tells when it comes', async () => {
    const printer = await openFolderPrinter(folder, { timer: atOnce });
    expect(printer.health()).toEqual({ ready: false, reason: 'PRINTER_OFFLINE' });
    const changed = vi.fn();
    printer.onHealth(changed);
    await state({});
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), { timeout: 10_000 });
    expect(printer.health()).toEqual({ ready: true });
    await state({ jammed: true });
    await vi.waitFor(
      () => expect(printer.health()).toEqual({ ready: false, reason: 'PRINTER_JAM' }),
      { timeout: 10_000 },
    );
    await printer.close();
  });

  it('lays down every sheet whole, one file a job', async () => {
    await state({});
    const printer = await openFolderPrinter(folder, { timer: atOnce });
    await printer.print(documentOf(SLIP, { title: 'phieu' }), never());
    await printer.print(documentOf(Uint8Array.of(9), { title: 'phieu' }), never());
    const names = (await readdir(join(folder, 'printed'))).sort();
    expect(names).toEqual(['001-phieu.pdf', '002-phieu.pdf']);
    expect([...(await readFile(join(folder, 'printed', '001-phieu.pdf')))]).toEqual([...SLIP]);
    await printer.close();
  });

  it.each([
    ['no JSON', '{"paperOut": tr'],
    ['another shape', '[1, 2]'],
    ['a wrong kind of value', { paperOut: 'có' }],
  ])('with a state file that cannot be understood is not plugged in: %s', async (_what, text) => {
    await state(text);
    const printer = await openFolderPrinter(folder, { timer: atOnce });
    expect(await printer.check()).toEqual({ ready: false, reason: 'PRINTER_OFFLINE' });
    expect(await printer.print(documentOf(SLIP), never())).toMatchObject({
      failure: { reason: 'PRINTER_OFFLINE' },
    });
    expect(await readdir(join(folder, 'printed'))).toEqual([]);
    await printer.close();
  });

  it('whose folder is pulled out is gone, and nothing falls', async () => {
    await state({});
    const printer = await openFolderPrinter(folder, { timer: atOnce });
    await rm(folder, { recursive: true });
    expect(await printer.check()).toEqual({ ready: false, reason: 'PRINTER_OFFLINE' });
    expect((await printer.print(documentOf(SLIP), never())).ok).toBe(false);
    await printer.close();
  });
});
