/**
 * One scan job over eSCL, page by page. Devices answer alike for different things, so after every
 * refusal the status is asked before anything is concluded. The quirks are those that sane-airscan
 * documents in airscan-escl.c.
 */

import type { Result } from '../../../../contract/result';
import { err, ok } from '../../../../contract/result';
import type { NetworkScannerDelays, Timer } from '../delays';
import { isWholePicture } from '../page-picture';
import type { ScanJob, ScannedPage } from '../scanner';
import type { EsclCapabilities } from './capabilities';
import type { HttpAnswer } from './http';
import type { EsclLink } from './link';
import { jobPath, troubleOf } from './link';
import { settingsFor } from './settings';
import type { EsclStatus } from './status';
import { feederTrouble, lastPart } from './status';

export type JobParts = {
  link: EsclLink;
  baseUrl: string;
  capabilities: EsclCapabilities;
  delays: Pick<NetworkScannerDelays, 'retryMs' | 'longestRetryMs' | 'nextPageMs'>;
  timer: Timer;
};

/** Times a device may say "not now" to a new job: sane-airscan's number. */
const MOST_STARTS = 10;
/** Times it may say "not yet" to a page: sane-airscan's number. */
const MOST_WAITS = 30;
/** More sheets than any feeder of an office holds on both sides: a device that never ends. */
const MOST_PAGES = 500;
const GONE: readonly number[] = [404, 409, 410];

type HandPage = (page: ScannedPage) => Promise<void> | void;

/** Starts a job, hands over its pages, and makes the device forget it, whatever happened. */
export async function runJob(
  parts: JobParts,
  job: ScanJob,
  onPage: HandPage,
  signal: AbortSignal,
): Promise<Result<{ pages: number }>> {
  const settings = settingsFor(parts.capabilities, job);
  if (!settings) return err('SCANNER_FAILED');
  try {
    const started = await startJob(parts, job, settings.xml, signal);
    if (!started.ok) return started;
    const path = started.value;
    let gone = false;
    try {
      const taken = await takePages(parts, { ...job, path, dpi: settings.dpi }, onPage, signal);
      gone = !taken.ok && taken.failure.reason === 'SCANNER_UNPLUGGED';
      return taken;
    } finally {
      if (!gone) await parts.link.remove(path);
    }
  } catch (error) {
    // The timer rejects with the signal's reason; anything else is not expected here.
    if (signal.aborted) return err('SCANNER_FAILED');
    throw error;
  }
}

async function startJob(
  parts: JobParts,
  job: ScanJob,
  xml: string,
  signal: AbortSignal,
): Promise<Result<string>> {
  for (let asked = 1; ; asked += 1) {
    signal.throwIfAborted();
    const answer = await parts.link.start(xml);
    if (answer.kind !== 'answer') return err(troubleOf(answer));
    if (answer.status === 201) {
      const path = jobPath(answer.location, parts.baseUrl);
      return path === undefined ? err('SCANNER_FAILED') : ok(path);
    }
    const status = await askStatus(parts, signal);
    if (job.source === 'feeder') {
      const trouble = feederTrouble(status);
      if (trouble) return err(trouble);
      if (status?.feeder === 'Empty') return err('SCANNER_EMPTY');
    }
    if (answer.status !== 503) {
      return err(status?.state === 'Processing' ? 'SCANNER_BUSY' : 'SCANNER_FAILED');
    }
    if (asked >= MOST_STARTS) return err('SCANNER_BUSY');
    await retryLater(parts, answer, signal);
  }
}

async function takePages(
  parts: JobParts,
  job: Omit<ScanJob, 'dpi'> & { path: string; dpi: number },
  onPage: HandPage,
  signal: AbortSignal,
): Promise<Result<{ pages: number }>> {
  const isBrother = /^brother$/i.test(parts.capabilities.id.vendor);
  let pages = 0;
  let waits = 0;
  while (pages < MOST_PAGES) {
    // Asked for too soon, they answer that there are no more pages, and mean it.
    if (isBrother && pages > 0 && waits === 0)
      await parts.timer.after(parts.delays.nextPageMs, signal);
    const answer = await parts.link.nextPage(job.path, signal);
    if (answer.kind !== 'answer') return err(troubleOf(answer));
    if (answer.status === 200) {
      if (!isWholePicture(answer.body) || signal.aborted) return err('SCANNER_FAILED');
      await onPage({ bytes: answer.body, dpi: job.dpi });
      pages += 1;
      waits = 0;
      if (job.source === 'flatbed') return ok({ pages });
      continue;
    }
    const status = await askStatus(parts, signal);
    const verdict = judge({ answer, status, pages, waits, job });
    if (verdict === 'ended') return ok({ pages });
    if (verdict !== 'wait') return err(verdict);
    waits += 1;
    await retryLater(parts, answer, signal);
  }
  return err('SCANNER_FAILED');
}

type Refusal = {
  answer: HttpAnswer;
  status: EsclStatus | undefined;
  /** Pages that came, and how often this one was asked for again. */
  pages: number;
  waits: number;
  job: { source: ScanJob['source']; path: string };
};

/** What a refused page means. */
function judge(refusal: Refusal) {
  const { answer, status, pages, waits, job } = refusal;
  const fromFeeder = job.source === 'feeder';
  const trouble = fromFeeder ? feederTrouble(status) : undefined;
  if (trouble) return trouble;
  const jobState = status?.jobs.get(lastPart(job.path));
  const noMore = fromFeeder && status?.feeder === 'Empty';
  if (answer.status === 503) {
    if (waits < MOST_WAITS) return 'wait';
    return noMore && pages === 0 ? 'SCANNER_EMPTY' : 'SCANNER_BUSY';
  }
  if (jobState === 'Aborted' || jobState === 'Canceled') {
    return noMore && pages === 0 ? 'SCANNER_EMPTY' : 'SCANNER_FAILED';
  }
  if (!GONE.includes(answer.status)) {
    return noMore && pages === 0 ? 'SCANNER_EMPTY' : 'SCANNER_FAILED';
  }
  const end = fromFeeder && pages > 0 ? 'ended' : noMore ? 'SCANNER_EMPTY' : 'SCANNER_FAILED';
  if (jobState === 'Completed') return end;
  // Canon MF410: "gone" before the first page only means that it is not ready yet. Brother
  // L2710DW: "not found" while a sheet still lies in the feeder.
  const atWork =
    jobState === 'Processing' ||
    jobState === 'Pending' ||
    (fromFeeder && (status?.feeder === 'Loaded' || status?.feeder === 'Processing')) ||
    (pages === 0 && status?.state === 'Processing');
  if (atWork) {
    if (waits < MOST_WAITS) return 'wait';
    // It still says that there is paper: an end would hide that pages are missing.
    return fromFeeder && noMore ? end : 'SCANNER_FAILED';
  }
  // Nothing speaks for another page; one more question, for those that were asked too soon.
  return waits === 0 && !(noMore && pages === 0) ? 'wait' : end;
}

async function askStatus(parts: JobParts, signal: AbortSignal): Promise<EsclStatus | undefined> {
  const status = await parts.link.status(signal);
  return 'kind' in status ? undefined : status;
}

async function retryLater(parts: JobParts, answer: HttpAnswer, signal: AbortSignal): Promise<void> {
  const { retryMs, longestRetryMs } = parts.delays;
  const wanted = Math.max(retryMs, answer.retryAfterMs ?? 0);
  await parts.timer.after(Math.min(wanted, longestRetryMs), signal);
}
