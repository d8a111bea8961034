import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2024 } from '../../../tests/support/cards';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { mustDo, submit, walkToCheck, walkToReady } from '../../../tests/support/core-walk';
import { createMemoryPrinter, type MemoryPrinter } from '../devices/printer/fake-memory';
import type { Timer } from '../devices/scanner/delays';

/** Other work may share the machine; only a job that hangs comes this far. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const EXTRACT = '2.000635';
const RIGHT_DIGITS = CARD_2024.split('|')[0]?.slice(-4) ?? '';
const WRONG_DIGITS = RIGHT_DIGITS === '1111' ? '2222' : '1111';
/** Nothing to wait for: what takes time here is the printer, and it is a fake. */
const atOnce: Timer = { after: async (_ms, signal) => signal?.throwIfAborted() };

let folder: string;
let core: CoreHarness;
let printer: MemoryPrinter;
let clock: Date;

async function open(): Promise<void> {
  core = await openCore(folder, { printers: [{ find: async () => [printer] }], now: () => clock });
}

beforeEach(async () => {
  clock = new Date('2026-11-21T12:00:00Z');
  folder = newFolder();
  printer = createMemoryPrinter(atOnce, { name: 'may' });
  await open();
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

async function toResult(): Promise<void> {
  await walkToReady(core, EXTRACT, CARD_2024);
  await walkToCheck(core);
  await submit(core);
  await vi.waitFor(() => expect(core.view().screen.name).toBe('result'), { timeout: 30_000 });
}

async function keepAndLeave(): Promise<string> {
  await toResult();
  printer.set({ jammed: true });
  expect(await core.client.result.print({ printer: null, paper: 'a5' })).toEqual({
    ok: false,
    failure: { reason: 'PRINTER_JAM' },
  });
  expect(core.view().screen).toMatchObject({
    printState: 'failed',
    printFailure: { reason: 'PRINTER_JAM' },
    canKeepSlip: true,
  });
  await mustDo(core.client.printers.keep());
  expect(core.view().screen).toMatchObject({ printState: 'kept' });
  const { screen } = core.view();
  const number = screen.name === 'result' ? screen.slip.dossierNumber : null;
  // Others' slips are nobody's business while somebody is at the machine.
  expect(await core.client.printers.kept()).toEqual([]);
  await mustDo(core.client.session.end({ reason: 'resident' }));
  printer.set({ jammed: false });
  return number ?? '';
}

describe('a slip kept for later', () => {
  it('is printed after the right digits, also after a restart, and is erased then', async () => {
    const number = await keepAndLeave();
    expect(core.view().screen).toMatchObject({ name: 'welcome', keptSlips: true });
    await core.close();
    await open();
    const [slip] = await core.client.printers.kept();
    expect(slip).toMatchObject({ triesLeft: 3 });
    await mustDo(
      core.client.printers.printKept({
        id: slip?.id ?? '',
        lastFourDigits: RIGHT_DIGITS,
        printer: null,
      }),
    );
    expect(Buffer.from(printer.sheets[0] ?? []).toString('utf8')).toContain(number);
    expect(await core.client.printers.kept()).toEqual([]);
    expect(core.view().screen).not.toHaveProperty('keptSlips');
  });

  it('is erased with the third wrong try, even with a restart in between', async () => {
    await keepAndLeave();
    const [slip] = await core.client.printers.kept();
    const attempt = (lastFourDigits: string) =>
      core.client.printers.printKept({ id: slip?.id ?? '', lastFourDigits, printer: null });
    const wrong = (triesLeft: number) => ({
      ok: false,
      failure: { reason: 'RESUME_WRONG_DIGITS', details: { triesLeft } },
    });
    expect(await attempt(WRONG_DIGITS)).toEqual(wrong(2));
    await core.close();
    await open();
    expect(await attempt(WRONG_DIGITS)).toEqual(wrong(1));
    expect(await attempt(WRONG_DIGITS)).toEqual(wrong(0));
    expect(await attempt(RIGHT_DIGITS)).toMatchObject({ failure: { reason: 'SESSION_NONE' } });
    expect(await core.client.printers.kept()).toEqual([]);
    expect(printer.sheets).toEqual([]);
  });

  it('stays when its printing fails, with all its tries', async () => {
    await keepAndLeave();
    const [slip] = await core.client.printers.kept();
    printer.set({ coverOpen: true });
    const outcome = await core.client.printers.printKept({
      id: slip?.id ?? '',
      lastFourDigits: RIGHT_DIGITS,
      printer: null,
    });
    expect(outcome).toMatchObject({ failure: { reason: 'PRINTER_COVER_OPEN' } });
    expect(await core.client.printers.kept()).toEqual([slip]);
  });

  it('is erased after seven days', async () => {
    await keepAndLeave();
    clock = new Date('2026-11-28T11:59:00Z');
    expect(await core.client.printers.kept()).toHaveLength(1);
    clock = new Date('2026-11-28T12:01:00Z');
    expect(await core.client.printers.kept()).toEqual([]);
  });

  it('lies on the disk sealed: its words cannot be found', async () => {
    await keepAndLeave();
    await core.close();
    const data = join(folder, 'data');
    for (const name of readdirSync(data).filter((each) => each.startsWith('dong-hanh.sqlite'))) {
      const bytes = readFileSync(join(data, name));
      // The title of the print job and words of the slip; the outbox knows the dossier's number.
      expect(bytes.includes('phieu-ho-tro')).toBe(false);
      expect(bytes.includes('PHIẾU HỖ TRỢ')).toBe(false);
    }
    await open();
  });
});

describe('a job of another session', () => {
  it('is cancelled with its session and says nothing to the next', async () => {
    let release: () => void = () => undefined;
    const stuck: Timer = {
      after: (_ms, signal) =>
        new Promise((resolve, reject) => {
          release = resolve;
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        }),
    };
    printer = createMemoryPrinter(stuck, { name: 'may' });
    await core.close();
    await open();
    await toResult();
    const printing = core.client.result.print({ printer: null, paper: 'a5' });
    await vi.waitFor(() => expect(printer.waiting()).toBe(1));
    expect(core.view().screen).toMatchObject({ printState: 'printing' });
    await mustDo(core.client.session.end({ reason: 'resident' }));
    expect(await printing).toEqual({ ok: false, failure: { reason: 'SESSION_STALE' } });
    release();
    await walkToReady(core, EXTRACT, CARD_2024);
    expect(core.view().screen).toMatchObject({ name: 'ready', printState: 'idle' });
    expect(printer.waiting()).toBe(0);
    expect(printer.sheets).toEqual([]);
  });
});
