/**
 * Plan B: the console of NAPS2, a separate program that a technician installs where no other way
 * reaches a device. It writes its pages at the end and says little about why it failed.
 */
import { access, readdir } from 'node:fs/promises';
import type { Result } from '../../../../contract/result';
import { err, ok } from '../../../../contract/result';
import type { ForeignProgramDelays } from '../delays';
import { SCANNER_DELAYS } from '../delays';
import type { CheckedScanner, ScannerFinder } from '../driver';
import { deviceName } from '../driver';
import type { Command } from '../foreign-program';
import { runProgram } from '../foreign-program';
import { takePage } from '../program-pages';
import { openProgramScanner } from '../program-scanner';
import { withScanFolder } from '../scan-folder';
import type { ScanJob, ScannedPage, ScannerAbilities, ScannerTrouble } from '../scanner';

/** NAPS2's ways to a device, in the order they are tried. */
const NAPS2_DRIVERS = ['wia', 'twain'] as const;
type Naps2Driver = (typeof NAPS2_DRIVERS)[number];

export type Naps2Settings = {
  /** The console program; tests replace it. */
  command?: Command;
  delays?: ForeignProgramDelays;
  temporaryFolder?: string;
};

/** The console does not say what a device has, so everything is offered. */
const ABILITIES: ScannerAbilities = { sources: ['flatbed', 'feeder'], duplex: true };

const DEFAULT_COMMAND: Command = ['C:\\Program Files\\NAPS2\\NAPS2.Console.exe'];
/** Good enough to be kept; NAPS2's own default is 75. */
const JPEG_QUALITY = 92;
const MOST_DEVICES = 16;
const LONGEST_NAME = 200;

/**
 * English sentences of NAPS2 (its language follows the machine's, so these only help where it is
 * English; anything else is SCANNER_FAILED, or SCANNER_UNPLUGGED when it is not listed any more).
 */
const TROUBLE_WORDS: readonly [RegExp, ScannerTrouble][] = [
  // A device without a feeder has nothing in it: its glass is tried next.
  [
    /no pages (?:are|were) in the feeder|no scanned pages|does not support using a feeder/i,
    'SCANNER_EMPTY',
  ],
  [/double.?feed|multi.?(?:page.)?feed/i, 'SCANNER_DOUBLE_FEED'],
  [/paper jam/i, 'SCANNER_JAM'],
  [/cover (?:is )?open/i, 'SCANNER_COVER_OPEN'],
  [/busy|in use/i, 'SCANNER_BUSY'],
  [/offline|could not be found|not found/i, 'SCANNER_UNPLUGGED'],
];

/** Looks for the devices NAPS2 reaches; nothing when it is not installed. */
export function createNaps2Finder(settings: Naps2Settings = {}): ScannerFinder {
  return {
    driver: 'naps2',
    async find(signal) {
      if (!(await isInstalled(settings))) return [];
      const names = new Map<string, Naps2Driver>();
      for (const driver of NAPS2_DRIVERS) {
        for (const name of await listNaps2Devices(driver, settings, signal)) {
          if (!names.has(name)) names.set(name, driver);
        }
      }
      return [...names].map(([name, driver]) => ({
        id: { vendor: '', product: name, serial: '' },
        label: deviceName(name),
        driver: 'naps2' as const,
        ...ABILITIES,
        open: () => openNaps2Scanner({ name, driver }, settings),
      }));
    },
  };
}

async function isInstalled(settings: Naps2Settings): Promise<boolean> {
  const [file] = settings.command ?? DEFAULT_COMMAND;
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Names of the devices one of NAPS2's drivers sees. */
export async function listNaps2Devices(
  driver: Naps2Driver,
  settings: Naps2Settings,
  signal?: AbortSignal,
): Promise<string[]> {
  const delays = settings.delays ?? SCANNER_DELAYS;
  const args = ['--listdevices', '--driver', driver];
  const run = await runProgram(settings.command ?? DEFAULT_COMMAND, args, {
    silenceMs: delays.programListMs,
    delays,
    closeInput: true,
    ...(signal === undefined ? {} : { signal }),
  });
  if (run.end.kind !== 'exited' || run.end.code !== 0) return [];
  return run.lines
    .map((line) => line.trim())
    .filter((name) => name !== '' && name.length <= LONGEST_NAME && !name.startsWith('-'))
    .slice(0, MOST_DEVICES);
}

/** Opens a device by its name. */
export function openNaps2Scanner(
  device: { name: string; driver: Naps2Driver },
  settings: Naps2Settings = {},
): CheckedScanner {
  return openProgramScanner({
    id: { vendor: '', product: device.name, serial: '' },
    label: deviceName(device.name),
    abilities: ABILITIES,
    isPresent: async (signal) =>
      (await listNaps2Devices(device.driver, settings, signal)).includes(device.name),
    scan: (job, onPage, signal) => scanWith(device, settings, job, onPage, signal),
  });
}

async function scanWith(
  device: { name: string; driver: Naps2Driver },
  settings: Naps2Settings,
  job: ScanJob,
  onPage: (page: ScannedPage) => Promise<void> | void,
  signal: AbortSignal,
): Promise<Result<{ pages: number }>> {
  const delays = settings.delays ?? SCANNER_DELAYS;
  return withScanFolder(async (folder) => {
    const run = await runProgram(settings.command ?? DEFAULT_COMMAND, naps2Arguments(device, job), {
      cwd: folder,
      signal,
      silenceMs: delays.programSilenceMs,
      delays,
      closeInput: true,
    });
    if (signal.aborted) return err('SCANNER_FAILED');
    let pages = 0;
    // Pages that came before a misfortune are worth keeping: handed over first.
    for (const name of (await readdir(folder)).sort()) {
      const bytes = await takePage(folder, name);
      if (!bytes || signal.aborted) return err('SCANNER_FAILED');
      await onPage({ bytes, dpi: job.dpi });
      pages += 1;
    }
    if (run.end.kind !== 'exited') return err('SCANNER_FAILED');
    const words = troubleIn(`${run.lines.join('\n')}\n${run.stderr}`);
    // An empty feeder is how every feeder ends.
    const isEnd = words === undefined || words === 'SCANNER_EMPTY';
    if (run.end.code === 0 && pages > 0 && isEnd) return ok({ pages });
    if (words !== undefined) return err(words);
    // Words in another language: whether it is still there can be found out without them.
    const names = await listNaps2Devices(device.driver, settings, signal);
    return err(names.includes(device.name) ? 'SCANNER_FAILED' : 'SCANNER_UNPLUGGED');
  }, settings.temporaryFolder);
}

function naps2Arguments(device: { name: string; driver: Naps2Driver }, job: ScanJob): string[] {
  const source = job.source === 'flatbed' ? 'glass' : job.duplex ? 'duplex' : 'feeder';
  return [
    // A relative name in the private folder, which is the working folder.
    ...['-o', 'page-$(nnnn).jpg', '--split', '--noprofile', '-f', '-v'],
    ...['--driver', device.driver, '--device', device.name, '--source', source],
    ...['--dpi', String(job.dpi), '--bitdepth', 'color', '--pagesize', 'a4'],
    ...['--jpegquality', String(JPEG_QUALITY)],
  ];
}

function troubleIn(words: string): ScannerTrouble | undefined {
  return TROUBLE_WORDS.find(([pattern]) => pattern.test(words))?.[1];
}
