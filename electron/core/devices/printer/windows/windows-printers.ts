/**
 * Printers of Windows: Electron hands the page to the driver, and a PowerShell script in a child
 * that can be killed says how printer and job are. Not yet tried on Windows; see README.md.
 */
import { err, ok, type Result } from '../../../../contract/result';
import type { Timer } from '../../scanner/delays';
import { realTimer } from '../../scanner/delays';
import { deviceName } from '../../scanner/driver';
import { type Command, type ProgramInput, runProgram } from '../../scanner/foreign-program';
import type { PrinterDelays } from '../delays';
import { PRINTER_DELAYS } from '../delays';
import { createHealthKeeper } from '../health-keeper';
import { createJobFollower, type Decision } from '../job-follower';
import type { Printer, PrinterFinder, PrinterTrouble } from '../printer';
import { observe, readPrintLine, type WindowsPrinter, windowsTrouble } from './dialogue';

export type WindowsSettings = {
  /** Where print-status.ps1 is. */
  script?: string;
  /** The shell; tests replace it by a player of recorded dialogues. */
  command?: Command;
  /** Names as Electron lists them, for machines where PowerShell is forbidden. */
  names(): Promise<string[]>;
  delays?: PrinterDelays;
  timer?: Timer;
};

/** By its full path: what a folder in PATH calls powershell may be anything. */
const POWERSHELL: Command = [
  `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`,
];
const SHELL_OPTIONS = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File'];
const MOST_PRINTERS = 50;
/** Printers that write a file, ask for its name, and so never print silently. */
const NO_PAPER = /^(Microsoft Print to PDF|Microsoft XPS Document Writer|Fax|OneNote.*)$/i;

/** Looks for the printers of Windows; the default comes first. */
export function createWindowsFinder(settings: WindowsSettings): PrinterFinder {
  return {
    async find(signal) {
      const listed = await listWindowsPrinters(settings, signal);
      const known = listed.filter(({ name }) => !NO_PAPER.test(name));
      known.sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
      if (known.length > 0) {
        return known.map((each) => openWindowsPrinter(each.name, settings, windowsTrouble(each)));
      }
      const names = await settings.names().catch(() => []);
      return names
        .filter((name) => !NO_PAPER.test(name))
        .map((name) => openWindowsPrinter(name, settings, null));
    },
  };
}

function shell(settings: WindowsSettings, ...args: string[]): string[] {
  return [...SHELL_OPTIONS, settings.script ?? '', ...args];
}

/** Printers that Windows knows; none when the shell is missing, hangs or fails. */
export async function listWindowsPrinters(
  settings: WindowsSettings,
  signal?: AbortSignal,
): Promise<WindowsPrinter[]> {
  if (!settings.script) return [];
  const delays = settings.delays ?? PRINTER_DELAYS;
  const run = await runProgram(settings.command ?? POWERSHELL, shell(settings, '-Action', 'list'), {
    silenceMs: delays.scriptSilenceMs,
    delays,
    closeInput: true,
    ...(signal ? { signal } : {}),
  });
  return run.lines
    .flatMap((text) => {
      const line = readPrintLine(text);
      return line && 'printer' in line ? [line.printer] : [];
    })
    .slice(0, MOST_PRINTERS);
}

/** A printer by its system name. */
export function openWindowsPrinter(
  name: string,
  settings: WindowsSettings,
  first: PrinterTrouble | null,
): Printer {
  const delays = settings.delays ?? PRINTER_DELAYS;
  const timer = settings.timer ?? realTimer;
  const keeper = createHealthKeeper(first);
  const closing = new AbortController();

  /**
   * One run of the script for one job: what lay in the queue before is told first, then the page
   * is handed over, and the queue is looked at until the job has come to its end.
   */
  async function follow(
    handOver: () => Promise<{ handedOver: boolean }>,
    signal: AbortSignal,
    onProgress: Parameters<Printer['print']>[2],
  ): Promise<Result<{ jobId: string }>> {
    let before: Set<number> | null = null;
    let mine: number | null = null;
    let verdict: Result<{ jobId: string }> | null = null;
    const follower = createJobFollower(delays, performance.now());

    const conclude = (result: Result<{ jobId: string }>, child: ProgramInput) => {
      verdict = result;
      if (!result.ok && mine !== null) child.write(`cancel ${mine}\n`);
      else child.end();
    };
    const act = async (decision: Decision, child: ProgramInput) => {
      if (decision.go === 'failed') return conclude(err(decision.reason), child);
      if (decision.go === 'done') return conclude(ok({ jobId: String(mine) }), child);
      onProgress?.(decision.progress);
      await timer.after(delays.pollMs);
      child.write('look\n');
    };
    const run = await runProgram(
      settings.command ?? POWERSHELL,
      shell(settings, '-Action', 'follow', '-Printer', name),
      {
        silenceMs: delays.scriptSilenceMs,
        delays,
        input: 'look\n',
        async onLine(text, child) {
          const line = readPrintLine(text);
          if (!line) return;
          if ('cancelled' in line) return child.end();
          if ('error' in line) {
            verdict ??= err('PRINTER_FAILED');
            return child.end();
          }
          if (!('state' in line) || verdict) return;
          const { printer, jobs } = line.state;
          const trouble = printer ? windowsTrouble(printer) : 'PRINTER_OFFLINE';
          keeper.set(trouble);
          if (before === null) {
            if (trouble) return conclude(err(trouble), child);
            before = new Set(jobs.map(({ id }) => id));
            onProgress?.({ phase: 'sending', trouble: null });
            const { handedOver } = await handOver();
            if (!handedOver) return conclude(err('PRINTER_FAILED'), child);
            return void child.write('look\n');
          }
          const known = before;
          const job = jobs.find(({ id }) => id === mine || (mine === null && !known.has(id)));
          const wasSeen = mine !== null;
          if (job) mine = job.id;
          if (signal.aborted) return conclude(err('PRINTER_FAILED'), child);
          await act(follower.see(observe(job, wasSeen, printer), performance.now()), child);
        },
      },
    );
    if (verdict) return verdict;
    return err(run.end.kind === 'hung' ? 'PRINTER_HANG' : 'PRINTER_FAILED');
  }

  return {
    id: `windows:${name}`,
    label: deviceName(name),
    kind: 'page',
    roll: null,
    health: keeper.health,
    onHealth: keeper.onHealth,
    async check() {
      const listed = await listWindowsPrinters(settings, closing.signal);
      // No list at all says nothing about this printer.
      if (listed.length === 0) return keeper.health();
      const found = listed.find((each) => each.name === name);
      return keeper.set(found ? windowsTrouble(found) : 'PRINTER_OFFLINE');
    },
    async print(document, signal, onProgress) {
      const either = AbortSignal.any([signal, closing.signal]);
      if (!settings.script) {
        // Without the script nobody can say more than that the driver took it.
        const { handedOver } = await document.handOver(name);
        return handedOver ? ok({ jobId: '' }) : err('PRINTER_FAILED');
      }
      return follow(() => document.handOver(name), either, onProgress);
    },
    async close() {
      closing.abort(new Error('closed'));
      keeper.clear();
    },
  };
}
