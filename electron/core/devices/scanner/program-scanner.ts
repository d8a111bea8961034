/**
 * The shell around every scanner that is worked by a foreign program (SANE, WIA, NAPS2): health
 * from whether the device is listed and from what scans say, and an end to everything on closing.
 */
import type { Result } from '../../../contract/result';
import type { CheckedScanner } from './driver';
import { createHealthKeeper } from './driver';
import type { ScanJob, ScannedPage, ScannerAbilities, ScannerId } from './scanner';

export type ProgramScannerParts = {
  id: ScannerId;
  label: string;
  abilities: ScannerAbilities;
  /** Whether the program still lists the device. Never throws. */
  isPresent(signal: AbortSignal): Promise<boolean>;
  /** One run of the program; `signal` is aborted by the caller or by closing. */
  scan(
    job: ScanJob,
    onPage: (page: ScannedPage) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<Result<{ pages: number }>>;
};

/** Opens a scanner behind a program. Nothing runs before it is asked or scans. */
export function openProgramScanner(parts: ProgramScannerParts): CheckedScanner {
  const keeper = createHealthKeeper();
  const closing = new AbortController();
  return {
    id: parts.id,
    label: parts.label,
    abilities: parts.abilities,
    health: keeper.health,
    onHealth: keeper.onHealth,
    // The programs only tell by drawing a sheet in, or by the error of an empty feeder.
    feeder: async () => 'unknown',
    async check() {
      const present = await parts.isPresent(closing.signal);
      if (closing.signal.aborted) return keeper.health();
      return keeper.set(present ? { ready: true } : { ready: false, reason: 'SCANNER_UNPLUGGED' });
    },
    async scan(job, onPage, signal) {
      const result = await parts.scan(job, onPage, AbortSignal.any([signal, closing.signal]));
      // None of the programs can say that a jam was cleared without scanning: only "gone" stays.
      keeper.learn(result, ['SCANNER_UNPLUGGED']);
      return result;
    },
    async close() {
      closing.abort(new Error('closed'));
      keeper.clear();
    },
  };
}
