/**
 * Every driver before a device that can be fed, broken and mended in the middle of a scan: eSCL
 * before the fake server, the others before a program that speaks their dialect.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { startFakeEscl } from '../../../../tests/support/escl/fake-escl-server';
import type { Result } from '../../../contract/result';
import { SCANNER_DELAYS, type ScannerDelays } from './delays';
import type { CheckedScanner, ScannerDriver } from './driver';
import { hastyTimer, smallPage } from './escl/escl.test-support';
import { askEsclDevice, openEsclScanner } from './escl/escl-scanner';
import type { Command } from './foreign-program';
import { guardedScanner } from './guarded-scanner';
import { createNaps2Finder } from './naps2/naps2-scanner';
import { createSaneFinder } from './sane/sane-scanner';
import type { Scanner } from './scanner';
import { createWiaFinder } from './wia/wia-scanner';

/** Programs of a loaded machine take their time. */
vi.setConfig({ testTimeout: 60_000 });

export type Trouble = 'jam' | 'doubleFeed' | 'unplug' | 'hang';

export type DriverRig = {
  driver: CheckedScanner;
  /** The driver behind the guard, as the kiosk uses it. */
  scanner: Scanner;
  /** Numbers of the sheets that came out, from 1. */
  pages: number[];
  /** Lays sheets 1 to `sheets` into the feeder. */
  lay(sheets: number): Promise<void>;
  /** This happens to the feeder when so many pages have come. */
  breakAfter(pages: number, trouble: Trouble): Promise<void>;
  /** Takes the device off its line before anybody scans. */
  switchOff(): Promise<void>;
  /** Clears, plugs in, switches on. */
  mend(): Promise<void>;
  scan(): Promise<Result<{ pages: number }>>;
  /** Process ids of all programs that were started for it; none for eSCL. */
  pids(): Promise<number[]>;
};

/** Delays for a test of a hang: short, and longer than a program takes to start under load. */
export const HASTY: ScannerDelays = {
  ...SCANNER_DELAYS,
  pageDeadlineMs: 5_000,
  programSilenceMs: 4_000,
  killGraceMs: 300,
  deleteMs: 500,
};

/** Whether a process runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function rigOf(
  driver: CheckedScanner,
  delays: ScannerDelays,
  rest: Omit<DriverRig, 'driver' | 'scanner' | 'pages' | 'scan'>,
): DriverRig {
  onTestFinished(() => driver.close());
  const scanner = guardedScanner(driver, { delays });
  const pages: number[] = [];
  return {
    ...rest,
    driver,
    scanner,
    pages,
    scan: () =>
      scanner.scan(
        { source: 'feeder', dpi: 200, colour: true },
        ({ bytes }) => void pages.push(bytes[4] ?? -1),
        new AbortController().signal,
      ),
  };
}

async function esclRig(delays: ScannerDelays): Promise<DriverRig> {
  let fake = await startFakeEscl();
  onTestFinished(() => fake.close());
  const { port } = new URL(fake.url);
  const timer = hastyTimer();
  const device = await askEsclDevice(fake.url, { delays, timer });
  if (!device) throw new Error('the fake did not answer');
  let isOff = false;
  return rigOf(openEsclScanner(device, { delays, timer }), delays, {
    async lay(sheets) {
      fake.quirks.feeder = Array.from({ length: sheets }, (_, index) => smallPage(index + 1));
    },
    async breakAfter(pages, trouble) {
      if (trouble === 'jam') fake.quirks.jamAfter = pages;
      if (trouble === 'doubleFeed') fake.quirks.doubleFeedAfter = pages;
      if (trouble === 'unplug') fake.quirks.cutPage = pages;
      if (trouble === 'hang') fake.quirks.hangAfter = pages;
    },
    async switchOff() {
      isOff = true;
      await fake.close();
    },
    async mend() {
      const { feeder } = fake.quirks;
      if (isOff) fake = await startFakeEscl({ feeder }, Number(port));
      isOff = false;
      const never = Number.POSITIVE_INFINITY;
      Object.assign(fake.quirks, { jamAfter: never, doubleFeedAfter: never, hangAfter: never });
      fake.plugIn();
    },
    pids: async () => [],
  });
}

/** Speaks as scanimage, scan-wia.ps1 or NAPS2's console do, by what stands in its state file. */
const PROGRAM = `
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
const [dialect, stateFile, ...args] = process.argv.slice(2);
appendFileSync(stateFile + '.pids', process.pid + '\\n');
const read = () => JSON.parse(readFileSync(stateFile, 'utf8'));
const write = (change) => writeFileSync(stateFile, JSON.stringify({ ...read(), ...change }));
const say = (text) => process.stdout.write(text + '\\n');
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const heard = async () => (await lines.next()).value;
const value = (name) => args[args.indexOf(name) + 1];
const folder = dialect === 'wia' ? value('-Folder') : process.cwd();
const pageName = (n) => 'page-' + String(n).padStart(4, '0') + (dialect === 'sane' ? '.png' : '.jpg');
function lay(n, sheet) {
  const jpeg = [0xff, 0xd8, 0xff, 0xe0, ...Array(16).fill(sheet), 0xff, 0xd9];
  writeFileSync(join(folder, pageName(n)), Buffer.from(jpeg));
}
/** The words of each dialect, and the exit code. */
const WORDS = {
  sane: {
    jam: ['scanimage: sane_start: Document feeder jammed', 6],
    doubleFeed: ['scanimage: sane_start: Document feeder jammed', 6],
    unplug: ['scanimage: sane_read: Error during device I/O', 9],
    end: ['scanimage: sane_start: Document feeder out of documents', 0],
    empty: ['scanimage: sane_start: Document feeder out of documents', 7],
  },
  wia: {
    jam: ['{"error":"0x80210002"}', 0],
    doubleFeed: ['{"error":"0x80210020"}', 0],
    unplug: ['{"error":"0x80210005"}', 0],
    empty: ['{"error":"0x80210003"}', 0],
  },
  naps2: {
    jam: ['The scanner has a paper jam.', 1],
    doubleFeed: ['A double feed was detected.', 1],
    // Its language follows the machine's: what it lists must do.
    unplug: ['Máy quét đang ngoại tuyến.', 1],
    end: ['', 0],
    empty: ['No scanned pages to export.', 0],
  },
};
function finish(what, pages) {
  const [words, code] = WORDS[dialect][what] ?? ['{"done":' + pages + '}', 0];
  if (dialect === 'sane') {
    process.stderr.write(words + '\\nBatch terminated, ' + pages + ' pages scanned\\n');
  } else if (words !== '') say(words);
  process.exit(code);
}
const { plugged } = read();
if (args.includes('-f') && dialect === 'sane') {
  if (plugged) say('fake:0\\tNoname\\tThử M1');
  process.exit(0);
}
if (args.includes('-A')) {
  const doubled = read().trouble === 'doubleFeed' ? 'yes' : 'no';
  say('    --source Flatbed|ADF [Flatbed]');
  say('    --resolution 200|300dpi [200]');
  say('    --double-feed[=(yes|no)] [' + doubled + '] [hardware]');
  process.exit(0);
}
if (args.includes('--listdevices')) {
  if (plugged && value('--driver') === 'wia') say('Thử M1');
  process.exit(0);
}
if (value('-Action') === 'list') {
  const device = { id: '1', vendor: 'Noname', product: 'Thử M1', pnp: '', handling: 3 };
  if (plugged) say(JSON.stringify({ device }));
  process.exit(0);
}
if (!plugged) finish('unplug', 0);
for (let pages = 0; ; pages += 1) {
  const { trouble, after, sheets } = read();
  if (dialect === 'sane' && (await heard()) === undefined) process.exit(0);
  if (trouble !== null && pages >= after) {
    if (trouble === 'hang') {
      process.on('SIGTERM', () => undefined);
      await new Promise((resolve) => setTimeout(resolve, 600_000));
    }
    if (trouble === 'unplug') write({ plugged: false });
    finish(trouble, pages);
  }
  if (sheets.length === 0) finish(pages > 0 ? 'end' : 'empty', pages);
  lay(pages + 1, sheets[0]);
  write({ sheets: sheets.slice(1) });
  if (dialect === 'sane') say(pageName(pages + 1));
  if (dialect === 'wia') {
    say(JSON.stringify({ page: pageName(pages + 1) }));
    if ((await heard()) !== 'next') process.exit(0);
  }
}
`;

async function programRig(
  dialect: Exclude<ScannerDriver, 'escl'>,
  delays: ScannerDelays,
): Promise<DriverRig> {
  const folder = await mkdtemp(join(tmpdir(), `${dialect}-rig-`));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const temporaryFolder = join(folder, 'tmp');
  await mkdir(temporaryFolder);
  const program = join(folder, 'program.mjs');
  const stateFile = join(folder, 'state.json');
  await writeFile(program, PROGRAM);
  let state = { plugged: true, trouble: null as Trouble | null, after: 0, sheets: [] as number[] };
  const change = async (part: Partial<typeof state>) => {
    const now = JSON.parse(await readFile(stateFile, 'utf8')) as typeof state;
    state = { ...now, ...part };
    await writeFile(stateFile, JSON.stringify(state));
  };
  await writeFile(stateFile, JSON.stringify(state));
  const command: Command = [process.execPath, program, dialect, stateFile];
  const common = { command, temporaryFolder, delays };
  const finder = {
    sane: () => createSaneFinder(common),
    wia: () => createWiaFinder({ ...common, script: 'scan-wia.ps1' }),
    naps2: () => createNaps2Finder(common),
  }[dialect]();
  const [found] = await finder.find(new AbortController().signal);
  if (!found) throw new Error(`${dialect}: the program listed no device`);
  return rigOf(found.open(), delays, {
    lay: (sheets) => change({ sheets: Array.from({ length: sheets }, (_, index) => index + 1) }),
    breakAfter: (after, trouble) => change({ trouble, after }),
    switchOff: () => change({ plugged: false }),
    mend: () => change({ plugged: true, trouble: null }),
    pids: async () => (await readFile(`${stateFile}.pids`, 'utf8')).trim().split('\n').map(Number),
  });
}

/** The driver `name` with a device that is well and empty. */
export function driverRig(name: ScannerDriver, delays = SCANNER_DELAYS): Promise<DriverRig> {
  return name === 'escl' ? esclRig(delays) : programRig(name, delays);
}
