import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Command } from '../../scanner/foreign-program';
import { documentOf, IMPATIENT } from '../testing';
import { observe, readPrintLine, windowsTrouble } from './dialogue';
import { createWindowsFinder, openWindowsPrinter } from './windows-printers';

vi.setConfig({ testTimeout: 30_000 });

const WELL = {
  name: 'Máy in A',
  driver: 'Canon LBP2900',
  port: 'USB001',
  status: 0,
  offline: false,
  isDefault: true,
};
const state = (jobs: object[], status = 0) =>
  JSON.stringify({ state: { printer: { ...WELL, status }, jobs } });

/** Answers each word it hears with the next line of the recording, in the place of PowerShell. */
const PLAYER = `
import { appendFileSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
const [file, log, ...args] = process.argv.slice(2);
const { list, follow } = JSON.parse(readFileSync(file, 'utf8'));
const action = args[args.indexOf('-Action') + 1];
if (action === 'list') { for (const line of list) console.log(line); process.exit(0); }
let at = 0;
for await (const heard of createInterface({ input: process.stdin })) {
  appendFileSync(log, heard + '\\n');
  if (heard.startsWith('cancel ')) { console.log(JSON.stringify({ cancelled: Number(heard.slice(7)) })); continue; }
  const line = follow[Math.min(at++, follow.length - 1)];
  if (line === 'hang') { await new Promise((resolve) => setTimeout(resolve, 600000)); }
  console.log(line);
}
`;

async function recorded(follow: string[], list: string[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'print-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const [file, log, player] = ['dialogue.json', 'log', 'player.mjs'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await writeFile(file, JSON.stringify({ list, follow }));
  await writeFile(log, '');
  await writeFile(player, PLAYER);
  const command: Command = [process.execPath, player, file, log];
  // The shell's own options come before the script's.
  const settings = {
    script: 'C:\\print-status.ps1',
    command,
    names: async () => ['Máy in theo Electron', 'Microsoft Print to PDF'],
    delays: { ...IMPATIENT, scriptSilenceMs: 4_000, pollMs: 20 },
  };
  return { settings, heard: async () => (await readFile(log, 'utf8')).split('\n').slice(0, -1) };
}

describe('a recorded dialogue with print-status.ps1', () => {
  it('lists printers, the default first, without those that print no paper', async () => {
    const other = { ...WELL, name: 'Máy in B', isDefault: false, status: 0x10 };
    const pdf = { ...WELL, name: 'Microsoft Print to PDF', isDefault: false };
    const lines = [other, pdf, WELL].map((printer) => JSON.stringify({ printer }));
    const { settings } = await recorded([], ['WARNING: x', ...lines]);
    const found = await createWindowsFinder(settings).find(new AbortController().signal);
    expect(found.map(({ id, label }) => [id, label])).toEqual([
      ['windows:Máy in A', 'Máy in A'],
      ['windows:Máy in B', 'Máy in B'],
    ]);
    expect(found[1]?.health()).toEqual({ ready: false, reason: 'PRINTER_PAPER_OUT' });
  });

  it('takes Electron’s names where PowerShell says nothing', async () => {
    const { settings } = await recorded([]);
    const found = await createWindowsFinder(settings).find(new AbortController().signal);
    expect(found.map(({ label }) => label)).toEqual(['Máy in theo Electron']);
  });

  it('hands the page over and follows the new job until it is gone from the queue', async () => {
    const follow = [
      state([{ id: 3, status: 0 }]),
      state([{ id: 3, status: 0 }]),
      state([
        { id: 3, status: 0 },
        { id: 4, status: 0x10 },
      ]),
      state([{ id: 3, status: 0 }]),
    ];
    const { settings, heard } = await recorded(follow);
    const handOver = vi.fn(async () => ({ handedOver: true, message: '' }));
    const printer = openWindowsPrinter('Máy in A', settings, null);
    const result = await printer.print(
      documentOf(new Uint8Array(), { handOver }),
      new AbortController().signal,
    );
    expect(result).toEqual({ ok: true, value: { jobId: '4' } });
    expect(handOver).toHaveBeenCalledExactlyOnceWith('Máy in A');
    expect(await heard()).toEqual(['look', 'look', 'look', 'look']);
  });

  it('cancels its own job, and no other, when the paper stays out', async () => {
    const waiting = [
      { id: 3, status: 0 },
      { id: 4, status: 0x40 },
    ];
    const { settings, heard } = await recorded([
      state([{ id: 3, status: 0 }]),
      state(waiting),
      state(waiting, 0x10),
    ]);
    const handOver = async () => ({ handedOver: true, message: '' });
    const printer = openWindowsPrinter('Máy in A', settings, null);
    const result = await printer.print(
      documentOf(new Uint8Array(), { handOver }),
      new AbortController().signal,
    );
    expect(result).toMatchObject({ failure: { reason: 'PRINTER_PAPER_OUT' } });
    expect((await heard()).at(-1)).toBe('cancel 4');
  });

  it('says what is wrong before anything is handed over', async () => {
    const { settings } = await recorded([state([], 0x0040_0000)]);
    const handOver = vi.fn();
    const result = await openWindowsPrinter('Máy in A', settings, null).print(
      documentOf(new Uint8Array(), { handOver }),
      new AbortController().signal,
    );
    expect(result).toMatchObject({ failure: { reason: 'PRINTER_COVER_OPEN' } });
    expect(handOver).not.toHaveBeenCalled();
  });

  it('ends a script that hangs', async () => {
    const { settings } = await recorded(['hang']);
    const printer = openWindowsPrinter('Máy in A', settings, null);
    const result = await printer.print(documentOf(new Uint8Array()), new AbortController().signal);
    expect(result).toMatchObject({ failure: { reason: 'PRINTER_HANG' } });
  });
});

describe('flags of winspool.h', () => {
  it.each([
    [0x08, 'PRINTER_JAM'],
    [0x10, 'PRINTER_PAPER_OUT'],
    [0x80, 'PRINTER_OFFLINE'],
    [0x01, 'PRINTER_PAUSED'],
    [0x4_0000, 'PRINTER_INK_OUT'],
    [0x40_0010, 'PRINTER_COVER_OPEN'],
    [0x2_0000, null],
    [0, null],
  ])('0x%s', (status, reason) => {
    expect(windowsTrouble({ ...WELL, status })).toBe(reason);
  });

  it('knows a job that is paused, printed, deleted or gone', () => {
    expect(observe({ id: 1, status: 0x01 }, true, WELL).job).toBe('held');
    expect(observe({ id: 1, status: 0x80 }, true, WELL).job).toBe('completed');
    expect(observe({ id: 1, status: 0x104 }, true, WELL).job).toBe('cancelled');
    expect(observe(undefined, true, WELL).job).toBe('completed');
    expect(observe(undefined, false, WELL).job).toBe('pending');
    expect(observe(undefined, false, null).trouble).toBe('PRINTER_OFFLINE');
  });

  it('takes no line that is none', () => {
    for (const text of ['', 'x', '{}', '{"state":{}}', '{"printer":{"name":""}}', '[1]']) {
      expect(readPrintLine(text)).toBeUndefined();
    }
  });
});
