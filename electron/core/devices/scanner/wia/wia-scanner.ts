/**
 * Plain USB scanners on Windows, by a PowerShell script that speaks to WIA. The script runs in a
 * child that can be killed, because WIA's drivers hang; pages go through a private folder.
 */

import type { Result } from '../../../../contract/result';
import { err, ok } from '../../../../contract/result';
import type { ForeignProgramDelays } from '../delays';
import { SCANNER_DELAYS } from '../delays';
import type { CheckedScanner, ScannerFinder } from '../driver';
import type { Command } from '../foreign-program';
import { runProgram } from '../foreign-program';
import { takePage } from '../program-pages';
import { openProgramScanner } from '../program-scanner';
import { withScanFolder } from '../scan-folder';
import type { ScanJob, ScannedPage, ScannerId, ScannerTrouble } from '../scanner';
import type { WiaDevice } from './dialogue';
import { readWiaLine, troubleOfWiaError, wiaDevice } from './dialogue';

export type WiaSettings = {
  /** Where scan-wia.ps1 is. */
  script: string;
  /** The shell; tests replace it by a player of recorded dialogues. */
  command?: Command;
  delays?: ForeignProgramDelays;
  temporaryFolder?: string;
  /** For devices whose feeder breaks when any property is set, as has been reported of some. */
  touchNothing?: boolean;
};

/** By its full path: what a folder in PATH calls powershell may be anything. */
const POWERSHELL: Command = [
  `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`,
];
const SHELL_OPTIONS = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File'];
const MOST_DEVICES = 16;

/** Looks for WIA's scanners. */
export function createWiaFinder(settings: WiaSettings): ScannerFinder {
  return {
    driver: 'wia',
    async find(signal) {
      const devices = await listWiaDevices(settings, signal);
      return devices.map((device) => ({
        id: device.id,
        label: device.label,
        driver: 'wia' as const,
        sources: device.sources,
        duplex: device.duplex,
        open: () => openWiaScanner(device, settings),
      }));
    },
  };
}

/** Scanners that WIA knows; none when the shell is missing, hangs or fails. */
export async function listWiaDevices(
  settings: WiaSettings,
  signal?: AbortSignal,
): Promise<WiaDevice[]> {
  const delays = settings.delays ?? SCANNER_DELAYS;
  const run = await runProgram(settings.command ?? POWERSHELL, shellArguments(settings, 'list'), {
    silenceMs: delays.programListMs,
    delays,
    closeInput: true,
    ...(signal === undefined ? {} : { signal }),
  });
  return run.lines
    .map(readWiaLine)
    .filter((line) => line !== undefined && 'device' in line)
    .slice(0, MOST_DEVICES)
    .map(wiaDevice);
}

/** Opens a device by what it is; WIA's own name for it is looked up for each scan. */
export function openWiaScanner(
  device: Pick<WiaDevice, 'id' | 'label' | 'sources' | 'duplex'>,
  settings: WiaSettings,
): CheckedScanner {
  return openProgramScanner({
    id: device.id,
    label: device.label,
    abilities: { sources: device.sources, duplex: device.duplex },
    isPresent: async (signal) => !!(await findWiaDevice(device.id, settings, signal)),
    scan: (job, onPage, signal) => scanWith(device.id, settings, job, onPage, signal),
  });
}

async function findWiaDevice(id: ScannerId, settings: WiaSettings, signal: AbortSignal) {
  const devices = await listWiaDevices(settings, signal);
  return devices.find(
    (each) =>
      each.id.vendor === id.vendor &&
      each.id.product === id.product &&
      each.id.serial === id.serial,
  );
}

async function scanWith(
  id: ScannerId,
  settings: WiaSettings,
  job: ScanJob,
  onPage: (page: ScannedPage) => Promise<void> | void,
  signal: AbortSignal,
): Promise<Result<{ pages: number }>> {
  const delays = settings.delays ?? SCANNER_DELAYS;
  const device = await findWiaDevice(id, settings, signal);
  if (signal.aborted) return err('SCANNER_FAILED');
  if (!device) return err('SCANNER_UNPLUGGED');
  return withScanFolder(async (folder) => {
    let pages = 0;
    let done = false;
    let trouble: ScannerTrouble | undefined;
    const run = await runProgram(
      settings.command ?? POWERSHELL,
      [
        ...shellArguments(settings, 'scan'),
        ...['-DeviceId', device.deviceId, '-Source', job.source, '-Dpi', String(job.dpi)],
        ...(job.duplex && device.duplex ? ['-Duplex'] : []),
        ...(settings.touchNothing ? ['-TouchNothing'] : []),
        ...['-Folder', folder],
      ],
      {
        cwd: folder,
        signal,
        silenceMs: delays.programSilenceMs,
        delays,
        async onLine(text, child) {
          const line = readWiaLine(text);
          if (!line || 'device' in line || trouble || done) return;
          if ('done' in line) done = true;
          else if ('error' in line) trouble = troubleOfWiaError(line.error);
          else {
            const bytes = await takePage(folder, line.page);
            if (signal.aborted) return;
            if (!bytes) {
              trouble = 'SCANNER_FAILED';
              return child.write('stop\n');
            }
            await onPage({ bytes, dpi: job.dpi });
            pages += 1;
            child.write('next\n');
          }
        },
      },
    );
    if (signal.aborted) return err('SCANNER_FAILED');
    if (trouble) return err(trouble);
    // A shell that died said neither "done" nor an error.
    return done && pages > 0 && run.end.kind === 'exited' ? ok({ pages }) : err('SCANNER_FAILED');
  }, settings.temporaryFolder);
}

function shellArguments(settings: WiaSettings, action: 'list' | 'scan'): string[] {
  return [...SHELL_OPTIONS, settings.script, '-Action', action];
}
