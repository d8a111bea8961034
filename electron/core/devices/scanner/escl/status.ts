/** How an eSCL device says it is (ScannerStatus). */

import type { ScannerTrouble } from '../scanner';
import { childText, descendants, readXml } from './xml';

export type EsclStatus = {
  state: 'Idle' | 'Processing' | 'Testing' | 'Stopped' | 'Down' | 'unknown';
  feeder: 'Loaded' | 'Empty' | 'Processing' | 'Jam' | 'DoubleFeed' | 'Open' | 'unknown';
  /** State of each job the device remembers, by the last part of its address. */
  jobs: ReadonlyMap<string, string>;
};

const STATES: readonly EsclStatus['state'][] = ['Idle', 'Processing', 'Testing', 'Stopped', 'Down'];

/** AdfState of the specification and of devices. A sheet drawn in badly is taken out like a jam. */
const FEEDER_STATES = new Map<string, EsclStatus['feeder']>([
  ['ScannerAdfLoaded', 'Loaded'],
  ['ScannerAdfEmpty', 'Empty'],
  ['ScannerAdfProcessing', 'Processing'],
  ['ScannerAdfJam', 'Jam'],
  ['ScannerAdfMispick', 'Jam'],
  ['ScannerAdfMultipickDetected', 'DoubleFeed'],
  ['ScannerAdfInputTrayFailed', 'Jam'],
  ['ScannerAdfInputTrayOverloaded', 'Jam'],
  ['ScannerAdfDuplexPageTooShort', 'Jam'],
  ['ScannerAdfDuplexPageTooLong', 'Jam'],
  ['ScannerAdfHatchOpen', 'Open'],
  ['ScannerAdfDoorOpen', 'Open'],
  ['ScannerAdfCoverOpen', 'Open'],
]);
const MOST_JOBS = 64;

/** Reads ScannerStatus; undefined when the bytes are not that. */
export function readStatus(bytes: Uint8Array): EsclStatus | undefined {
  const root = readXml(bytes);
  if (root?.name !== 'ScannerStatus') return undefined;
  const state = childText(root, 'State');
  const jobs = new Map<string, string>();
  for (const job of descendants(root, 'JobInfo').slice(0, MOST_JOBS)) {
    jobs.set(lastPart(childText(job, 'JobUri')), childText(job, 'JobState'));
  }
  return {
    state: STATES.find((each) => each === state) ?? 'unknown',
    feeder: FEEDER_STATES.get(childText(root, 'AdfState')) ?? 'unknown',
    jobs,
  };
}

/** Last part of a job's path: devices name the same job with and without host and prefix. */
export function lastPart(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? '';
}

/** What in a status keeps the feeder from working, if anything. */
export function feederTrouble(status: EsclStatus | undefined): ScannerTrouble | undefined {
  if (status?.feeder === 'Jam') return 'SCANNER_JAM';
  if (status?.feeder === 'DoubleFeed') return 'SCANNER_DOUBLE_FEED';
  if (status?.feeder === 'Open') return 'SCANNER_COVER_OPEN';
  return undefined;
}
