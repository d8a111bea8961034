/**
 * Scanners through SANE's `scanimage`. It scans in batch mode and asks before each page, so that
 * the next sheet is drawn in only when the last was taken, and its end of input ends the batch.
 */

import type { Result } from '../../../../contract/result';
import { err, ok } from '../../../../contract/result';
import { SCANNER_DELAYS } from '../delays';
import type { CheckedScanner, FoundScanner, ScannerFinder } from '../driver';
import type { ProgramRun } from '../foreign-program';
import { runProgram } from '../foreign-program';
import { takePage } from '../program-pages';
import { openProgramScanner } from '../program-scanner';
import { withScanFolder } from '../scan-folder';
import type { ScanJob, ScannedPage, ScannerAbilities, ScannerId, ScannerTrouble } from '../scanner';
import type { SaneDevice, SaneSettings } from './devices';
import { findSaneDevice, listSaneDevices, saneHelp, saneProgram } from './devices';
import {
  readSaneOptions,
  saneArguments,
  saneDuplex,
  saneSawDoubleFeed,
  saneSources,
} from './options';

export type SaneSearch = Partial<SaneSettings> & {
  /** Parent of the private folder for pages; the system's temporary folder when not given. */
  temporaryFolder?: string;
};

/** Exit codes of scanimage are the numbers of SANE_Status (SANE standard, 4.2.7). */
const TROUBLE_OF_STATUS = new Map<number, ScannerTrouble>([
  [3, 'SCANNER_BUSY'],
  [6, 'SCANNER_JAM'],
  [7, 'SCANNER_EMPTY'],
  [8, 'SCANNER_COVER_OPEN'],
]);
const STATUS_NO_DOCS = 7;
/** scanimage says this when nothing is left but to close the device. */
const BATCH_END = /^Batch terminated, \d+ pages? scanned$/m;
const STATUS_WORDS = /^scanimage: sane_(?:start|read): (.*)$/gm;
/** What sane_strstatus says, which is never translated. */
const STATUS_OF_WORDS = new Map<string, number>([
  ['Device busy', 3],
  ['Document feeder jammed', 6],
  ['Document feeder out of documents', STATUS_NO_DOCS],
  ['Scanner cover is open', 8],
  ['Error during device I/O', 9],
]);
/** I/O error, and "1" of scanimage itself when a device cannot be opened: is it still there? */
const PERHAPS_GONE: readonly number[] = [1, 9];
/** SANE's fixed words when opening fails, where the exit code is 1 whatever the reason. */
const BUSY_WORDS = /failed: Device busy/;

/** Looks for SANE's devices; each is asked once what it can do. */
export function createSaneFinder(search: SaneSearch = {}): ScannerFinder {
  const settings = withDefaults(search);
  return {
    driver: 'sane',
    async find(signal) {
      const found: FoundScanner[] = [];
      for (const device of await listSaneDevices(settings, signal)) {
        const { text } = await saneHelp(device.name, settings, signal);
        const options = readSaneOptions(text);
        const abilities = { sources: saneSources(options), duplex: saneDuplex(options) };
        found.push({
          id: device.id,
          label: device.label,
          driver: 'sane',
          ...abilities,
          open: () => openSaneScanner({ ...device, abilities }, search),
        });
      }
      return found;
    },
  };
}

/**
 * Opens a device by what it is; its name of the moment is looked up for each scan. Without
 * abilities it counts as a glass.
 */
export function openSaneScanner(
  device: Pick<SaneDevice, 'id' | 'label'> & { abilities?: ScannerAbilities },
  search: SaneSearch = {},
): CheckedScanner {
  const settings = withDefaults(search);
  return openProgramScanner({
    id: device.id,
    label: device.label,
    abilities: device.abilities ?? { sources: ['flatbed'], duplex: false },
    isPresent: async (signal) => !!(await findSaneDevice(device.id, settings, signal)),
    scan: (job, onPage, signal) => scanWith(device.id, settings, search, job, onPage, signal),
  });
}

function withDefaults(search: SaneSearch): SaneSettings {
  return { ...search, delays: search.delays ?? SCANNER_DELAYS };
}

async function scanWith(
  id: ScannerId,
  settings: SaneSettings,
  search: SaneSearch,
  job: ScanJob,
  onPage: (page: ScannedPage) => Promise<void> | void,
  signal: AbortSignal,
): Promise<Result<{ pages: number }>> {
  const device = await findSaneDevice(id, settings, signal);
  if (signal.aborted) return err('SCANNER_FAILED');
  if (!device) return err('SCANNER_UNPLUGGED');
  const help = await saneHelp(device.name, settings, signal);
  if (signal.aborted) return err('SCANNER_FAILED');
  if (help.text === '')
    return err(BUSY_WORDS.test(help.stderr) ? 'SCANNER_BUSY' : 'SCANNER_FAILED');
  const chosen = saneArguments(readSaneOptions(help.text), job);
  if (!chosen) return err('SCANNER_FAILED');

  return withScanFolder(async (folder) => {
    const { command, env } = saneProgram(settings);
    let pages = 0;
    let spoilt = false;
    const run = await runProgram(
      command,
      [
        ...['-d', device.name, ...chosen.args, ...(settings.extraArguments ?? [])],
        // PNG, for papers are kept 1:1; its JPEG is of a fixed, low quality.
        ...['--format=png', '--batch=page-%04d.png', '--batch-print', '--batch-prompt'],
        ...(job.source === 'flatbed' ? ['--batch-count=1'] : []),
      ],
      {
        env,
        cwd: folder,
        signal,
        silenceMs: settings.delays.programSilenceMs,
        delays: settings.delays,
        lastWords: BATCH_END,
        input: '\n',
        async onLine(line, child) {
          const bytes = await takePage(folder, line);
          if (signal.aborted) return;
          if (!bytes) {
            spoilt = true;
            return child.end();
          }
          await onPage({ bytes, dpi: chosen.dpi });
          pages += 1;
          child.write('\n');
        },
      },
    );
    if (signal.aborted || spoilt) return err('SCANNER_FAILED');
    const trouble = troubleOf(run, pages);
    if (trouble === 'perhaps gone') {
      const still = await findSaneDevice(id, settings, signal);
      return err(still ? 'SCANNER_FAILED' : 'SCANNER_UNPLUGGED');
    }
    if (trouble === 'SCANNER_JAM' && !signal.aborted) {
      // SANE has one word for both; some devices have a sensor that tells them apart.
      const { text } = await saneHelp(device.name, settings, signal);
      if (saneSawDoubleFeed(text)) return err('SCANNER_DOUBLE_FEED');
    }
    return trouble === undefined ? ok({ pages }) : err(trouble);
  }, search.temporaryFolder);
}

/** What ended the batch, by exit code or, where closing the device hung, by the last words. */
function troubleOf(run: ProgramRun, pages: number): ScannerTrouble | 'perhaps gone' | undefined {
  const code = run.end.kind === 'exited' ? run.end.code : statusInWords(run, pages);
  if (code === undefined) return 'SCANNER_FAILED';
  if (code === 0) return pages > 0 ? undefined : 'SCANNER_EMPTY';
  if (code === 1 && BUSY_WORDS.test(run.stderr)) return 'SCANNER_BUSY';
  if (PERHAPS_GONE.includes(code)) return 'perhaps gone';
  return TROUBLE_OF_STATUS.get(code) ?? 'SCANNER_FAILED';
}

/** The exit code that scanimage owes, had closing the device not hung; undefined when unknown. */
function statusInWords({ end, stderr }: ProgramRun, pages: number): number | undefined {
  if (end.kind !== 'hung' || !BATCH_END.test(stderr)) return undefined;
  const words = [...stderr.matchAll(STATUS_WORDS)].at(-1)?.[1];
  if (words === undefined) return 0;
  const status = STATUS_OF_WORDS.get(words);
  return status === STATUS_NO_DOCS && pages > 0 ? 0 : status;
}
