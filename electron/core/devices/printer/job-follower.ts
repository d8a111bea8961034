/**
 * Where a job stands, as a state machine: fed with what the queue says, it answers whether to go
 * on, and ends every job as done or with a reason. It keeps no clock of its own.
 */
import type { PrinterDelays } from './delays';
import type { JobProgress, PrinterTrouble } from './printer';

/** A queue's answer. `gone`: the queue does not know the job any more. */
export type JobState =
  | 'pending'
  | 'held'
  | 'processing'
  | 'stopped'
  | 'cancelled'
  | 'aborted'
  | 'completed'
  | 'gone';

export type Observation = { job: JobState; trouble: PrinterTrouble | null };

export type Decision =
  | { go: 'on'; progress: JobProgress }
  | { go: 'done' }
  | { go: 'failed'; reason: PrinterTrouble };

/** Troubles that no waiting mends: somebody has to change the queue. */
const HOPELESS: readonly PrinterTrouble[] = ['PRINTER_REJECTING', 'PRINTER_PAUSED'];
/** Troubles that often go by themselves within seconds. */
const PASSING: readonly PrinterTrouble[] = ['PRINTER_OFFLINE', 'PRINTER_BUSY'];

export type JobFollower = {
  /** Takes what was seen at `nowMs` (any clock that only goes forward). */
  see(observation: Observation, nowMs: number): Decision;
};

type Patience = Pick<
  PrinterDelays,
  'jobSilenceMs' | 'jobDeadlineMs' | 'troublePatienceMs' | 'offlinePatienceMs'
>;

/** Follows one job that was taken at `startMs`. */
export function createJobFollower(delays: Patience, startMs: number): JobFollower {
  let movedAt = startMs;
  let last: JobState | null = null;
  let troubleSince: { reason: PrinterTrouble; at: number } | null = null;

  return {
    see({ job, trouble }, nowMs) {
      if (job === 'completed') return { go: 'done' };
      if (job === 'cancelled' || job === 'aborted' || job === 'gone') {
        return { go: 'failed', reason: trouble ?? 'PRINTER_FAILED' };
      }
      if (job !== last) {
        last = job;
        movedAt = nowMs;
      }
      const found = trouble ?? (job === 'held' || job === 'stopped' ? 'PRINTER_PAUSED' : null);
      if (found === null) troubleSince = null;
      else if (troubleSince?.reason !== found) troubleSince = { reason: found, at: nowMs };
      if (troubleSince) {
        const { reason, at } = troubleSince;
        const patienceMs = HOPELESS.includes(reason)
          ? 0
          : PASSING.includes(reason)
            ? delays.offlinePatienceMs
            : delays.troublePatienceMs;
        if (nowMs - at >= patienceMs) return { go: 'failed', reason };
      }
      if (nowMs - startMs >= delays.jobDeadlineMs || nowMs - movedAt >= delays.jobSilenceMs) {
        return { go: 'failed', reason: 'PRINTER_HANG' };
      }
      const phase = job === 'processing' ? 'printing' : 'waiting';
      return { go: 'on', progress: { phase, trouble: found } };
    },
  };
}
