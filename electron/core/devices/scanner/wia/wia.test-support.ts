/**
 * Plays a recorded dialogue of scan-wia.ps1 in the place of PowerShell: prints its lines, lays its
 * pages in the folder named on the command line, and waits for "next" where the script does.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { ForeignProgramDelays } from '../delays';
import type { Command } from '../foreign-program';
import { guardedScanner } from '../guarded-scanner';
import type { ScanSource } from '../scanner';
import type { WiaDevice } from './dialogue';
import { listWiaDevices, openWiaScanner, type WiaSettings } from './wia-scanner';

/** Programs and sockets of a loaded machine take their time. */
vi.setConfig({ testTimeout: 30_000 });

/** One step of a dialogue. */
export type Step =
  | { print: string }
  /** Lays a small picture with this number in it into the folder. */
  | { lay: string; number: number }
  /** Waits for one line and keeps it. */
  | { wait: true }
  | { hang: true }
  | { exit: number };

const PLAYER = `
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
const [dialogueFile, log, ...args] = process.argv.slice(2);
const value = (name) => args[args.indexOf(name) + 1];
appendFileSync(log, JSON.stringify({ args }) + '\\n');
const steps = JSON.parse(readFileSync(dialogueFile, 'utf8'))[value('-Action')];
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
for (const step of steps) {
  if ('print' in step) process.stdout.write(step.print + '\\n');
  if ('lay' in step) {
    const jpeg = [0xff, 0xd8, 0xff, 0xe0, ...Array(16).fill(step.number), 0xff, 0xd9];
    writeFileSync(join(value('-Folder'), step.lay), Buffer.from(jpeg), { flag: 'wx' });
  }
  if ('wait' in step) {
    const { value: line, done } = await lines.next();
    appendFileSync(log, JSON.stringify({ heard: done ? null : line }) + '\\n');
    if (line !== 'next') break;
  }
  if ('hang' in step) await new Promise((resolve) => setTimeout(resolve, 600_000));
  if ('exit' in step) process.exit(step.exit);
}
process.exit(0);
`;

/** The list as a machine with one scanner prints it. */
export const LISTED: Step[] = [
  {
    print: JSON.stringify({
      device: {
        id: '{6BDD1FC6-810F-11D0-BEC7-08002BE2092F}\\0001',
        vendor: 'Canon',
        product: 'Máy quét',
        pnp: '\\\\?\\usb#vid_04a9&pid_190a#SN0001#{6bdd1fc6-810f-11d0-bec7-08002be2092f}',
        handling: 7,
      },
    }),
  },
];

/** A page of a dialogue: laid, said, waited for. */
export function page(number: number): Step[] {
  const name = `page-${String(number).padStart(4, '0')}.jpg`;
  return [{ lay: name, number }, { print: JSON.stringify({ page: name }) }, { wait: true }];
}

/** The driver before a player of this dialogue. */
export async function wiaUnderTest(
  scan: Step[],
  more: { list?: Step[]; delays?: ForeignProgramDelays; settings?: Partial<WiaSettings> } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'wia-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const dialogue = join(folder, 'dialogue.json');
  const player = join(folder, 'player.mjs');
  const log = join(folder, 'log');
  const temporaryFolder = join(folder, 'tmp');
  await mkdir(temporaryFolder);
  await writeFile(player, PLAYER);
  await writeFile(log, '');
  const play = (list: Step[]) => writeFile(dialogue, JSON.stringify({ list, scan }));
  await play(LISTED);
  const command: Command = [process.execPath, player, dialogue, log];
  const settings: WiaSettings = {
    script: 'C:\\scan-wia.ps1',
    command,
    temporaryFolder,
    ...(more.delays ? { delays: more.delays } : {}),
    ...more.settings,
  };
  const [device] = await listWiaDevices(settings);
  if (!device) throw new Error('the player listed no device');
  if (more.list) await play(more.list);
  const driver = openWiaScanner(device satisfies WiaDevice, settings);
  onTestFinished(() => driver.close());
  const scanner = guardedScanner(driver);
  const pages: number[] = [];
  return {
    settings,
    device,
    driver,
    scanner,
    pages,
    play,
    scan: (source: ScanSource, duplex = false) =>
      scanner.scan(
        { source, dpi: 300, colour: true, duplex },
        ({ bytes }) => void pages.push(bytes[4] ?? -1),
        new AbortController().signal,
      ),
    /** What the player was started with and heard. */
    log: async () =>
      (await readFile(log, 'utf8'))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { args?: string[]; heard?: string | null }),
    left: () => readdir(temporaryFolder),
  };
}
