/** Printers of this machine's CUPS: found, asked, and printed on with the job followed to its end. */
import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../../../contract/result';
import type { Timer } from '../../scanner/delays';
import { realTimer } from '../../scanner/delays';
import type { PrinterDelays } from '../delays';
import { PRINTER_DELAYS } from '../delays';
import { createHealthKeeper } from '../health-keeper';
import { createJobFollower } from '../job-follower';
import type { Printer, PrinterDocument, PrinterFinder, PrinterTrouble } from '../printer';
import { type CupsClient, createCupsClient } from './cups-client';
import { OPERATIONS, type SentAttribute, STATUS } from './ipp-message';
import { jobState, QUEUE_ATTRIBUTES, type Queue, queueTrouble, readQueue } from './queue-state';

/** RFC 8011 5.4.11. */
const PRINTER_PROCESSING = 4;
/** What a queue itself says now, and no job changes. */
const REFUSED: readonly PrinterTrouble[] = ['PRINTER_PAUSED', 'PRINTER_REJECTING'];

/** Begins the name of every job of the kiosk, so that its own are found again. */
const JOB_NAME_START = 'dong-hanh-';
const MOST_QUEUES = 50;
/** Debian's and macOS's place of cupsd's settings. */
const CUPSD_CONF = '/etc/cups/cupsd.conf';

/**
 * PWG names of the papers jobs are made for, the first that the queue has being asked for: a queue
 * without A5 would take its default, which is Letter on many. Rolls take what the driver has.
 */
const MEDIA: Partial<Record<PrinterDocument['paper'], readonly string[]>> = {
  a4: ['iso_a4_210x297mm'],
  a5: ['iso_a5_148x210mm', 'iso_a4_210x297mm'],
};

export type CupsOptions = {
  client?: CupsClient;
  delays?: PrinterDelays;
  timer?: Timer;
  /** cupsd.conf, to see whether it keeps documents. */
  settingsFile?: string;
};

/** What all queues of one CUPS share. */
type Desk = {
  client: CupsClient;
  delays: PrinterDelays;
  timer: Timer;
  /** Jobs that are being followed and must not be swept. */
  running: Set<number>;
  cancel(jobId: number): Promise<void>;
  /** Whether the job is out of the spool now. */
  purge(jobId: number): Promise<boolean>;
  sweep(): Promise<void>;
};

function uriOf(queue: string): string {
  return `ipp://localhost/printers/${encodeURIComponent(queue)}`;
}

function createDesk(options: CupsOptions): Desk {
  const delays = options.delays ?? PRINTER_DELAYS;
  const client = options.client ?? createCupsClient(delays);
  const timer = options.timer ?? realTimer;
  const running = new Set<number>();
  const me: SentAttribute = ['name', 'requesting-user-name', client.user];

  /** Cancels a job and takes its document and its record out of the spool, whatever its state. */
  async function purge(jobId: number): Promise<boolean> {
    const answer = await client.call({
      operation: OPERATIONS.cancelJob,
      path: '/jobs/',
      attributes: [
        ['uri', 'job-uri', `ipp://localhost/jobs/${jobId}`],
        me,
        ['boolean', 'purge-job', true],
      ],
    });
    return answer !== null && (answer.ok || answer.status === STATUS.notFound);
  }

  async function cancel(jobId: number): Promise<void> {
    await client.call({
      operation: OPERATIONS.cancelJob,
      path: '/jobs/',
      attributes: [['uri', 'job-uri', `ipp://localhost/jobs/${jobId}`], me],
    });
  }

  return {
    client,
    delays,
    timer,
    running,
    cancel,
    purge,
    async sweep() {
      const answer = await client.call({
        operation: OPERATIONS.getJobs,
        attributes: [
          ['uri', 'printer-uri', 'ipp://localhost/'],
          me,
          ['keyword', 'which-jobs', 'all'],
          ['boolean', 'my-jobs', true],
          ['keyword', 'requested-attributes', ['job-id', 'job-name']],
        ],
      });
      for (const job of answer?.ok ? answer.groups : []) {
        const [id] = job.get('job-id') ?? [];
        const name = String(job.get('job-name')?.[0] ?? '');
        if (typeof id !== 'number' || running.has(id)) continue;
        if (!name.startsWith(JOB_NAME_START)) continue;
        await cancel(id);
        // Its backend lets go first; else the record of the job comes back (see `clear`).
        await timer.after(delays.stopGraceMs / 2);
        await purge(id);
      }
    },
  };
}

/** Looks for the queues of CUPS; the default comes first. */
export function createCupsFinder(options: CupsOptions = {}): PrinterFinder {
  const desk = createDesk(options);
  const { client } = desk;
  return {
    async find(signal) {
      const [listed, first] = await Promise.all([
        client.call({
          operation: OPERATIONS.cupsGetPrinters,
          attributes: [['keyword', 'requested-attributes', QUEUE_ATTRIBUTES]],
          signal,
        }),
        client.call({
          operation: OPERATIONS.cupsGetDefault,
          attributes: [['keyword', 'requested-attributes', ['printer-name']]],
          signal,
        }),
      ]);
      const queues = (listed?.ok ? listed.groups : [])
        .flatMap((group) => readQueue(group) ?? [])
        .slice(0, MOST_QUEUES);
      const chosen = first?.ok ? first.groups[0]?.get('printer-name')?.[0] : undefined;
      queues.sort((a, b) => Number(b.name === chosen) - Number(a.name === chosen));
      return queues.map((queue) => openQueue(queue, desk));
    },
    sweep: () => desk.sweep(),
    async warnings() {
      const file = options.settingsFile ?? CUPSD_CONF;
      const text = await readFile(file, 'utf8').catch(() => null);
      if (text === null || !keepsDocuments(text)) return [];
      return [{ reason: 'PRINTER_KEEPS_FILES', detail: `${file}: PreserveJobFiles` }];
    },
  };
}

/**
 * Whether cupsd keeps documents after printing. Without the line it does, for a day (cupsd.conf(5),
 * PreserveJobFiles, default 86400). Jobs are taken out one by one all the same; this is for the
 * day the kiosk dies in the middle.
 */
export function keepsDocuments(settings: string): boolean {
  const values = [...settings.matchAll(/^\s*PreserveJobFiles\s+(\S+)/gim)];
  const last = values.at(-1)?.[1]?.toLowerCase();
  return !(last === 'no' || last === 'off' || last === 'false' || last === '0');
}

function openQueue(queue: Queue, desk: Desk): Printer {
  const { client, delays, timer, running } = desk;
  const keeper = createHealthKeeper(queue.trouble);
  const closing = new AbortController();

  const attributesOf = () =>
    client.call({
      operation: OPERATIONS.getPrinterAttributes,
      attributes: [
        ['uri', 'printer-uri', uriOf(queue.name)],
        ['keyword', 'requested-attributes', QUEUE_ATTRIBUTES],
      ],
    });

  /** What is wrong with the queue; null when nothing is. */
  async function ask(): Promise<PrinterTrouble | null> {
    const answer = await attributesOf();
    const attributes = answer?.ok ? answer.groups[0] : undefined;
    return attributes ? queueTrouble(attributes) : 'PRINTER_OFFLINE';
  }

  async function submit(document: PrinterDocument, signal: AbortSignal) {
    const media = MEDIA[document.paper]?.find((name) => queue.media.includes(name));
    const job: SentAttribute[] = [];
    if (media) job.push(['keyword', 'media', media]);
    const answer = await client.call({
      operation: OPERATIONS.printJob,
      path: `/printers/${encodeURIComponent(queue.name)}`,
      attributes: [
        ['uri', 'printer-uri', uriOf(queue.name)],
        ['name', 'requesting-user-name', client.user],
        ['name', 'job-name', JOB_NAME_START + document.title.replace(/[^\x20-\x7e]/g, '')],
        ['mime', 'document-format', 'application/pdf'],
      ],
      job,
      document: await document.pdf(),
      deadlineMs: delays.submitMs,
      signal,
    });
    const id = answer?.ok ? answer.groups[0]?.get('job-id')?.[0] : undefined;
    return { id: typeof id === 'number' ? id : null, status: answer?.status ?? null };
  }

  async function look(id: number, signal: AbortSignal) {
    const [answer, trouble] = await Promise.all([
      client.call({
        operation: OPERATIONS.getJobAttributes,
        path: '/jobs/',
        attributes: [
          ['uri', 'job-uri', `ipp://localhost/jobs/${id}`],
          ['name', 'requesting-user-name', client.user],
          ['keyword', 'requested-attributes', ['job-state']],
        ],
        signal,
      }),
      ask(),
    ]);
    // No answer is no end: cupsd may be starting anew.
    if (answer === null) return { job: 'pending' as const, trouble: 'PRINTER_OFFLINE' as const };
    return { job: jobState(answer.groups[0]), trouble };
  }

  async function follow(
    id: number,
    signal: AbortSignal,
    onProgress: Parameters<Printer['print']>[2],
  ): Promise<Result<{ jobId: string }>> {
    const start = performance.now();
    const follower = createJobFollower(delays, start);
    for (;;) {
      const seen = await look(id, signal);
      if (signal.aborted) return err('PRINTER_FAILED');
      keeper.set(seen.trouble);
      const decision = follower.see(seen, performance.now());
      if (decision.go === 'failed') return err(decision.reason);
      if (decision.go === 'done') return ok({ jobId: String(id) });
      onProgress?.(decision.progress);
      await timer.after(delays.pollMs, signal).catch(() => undefined);
      if (signal.aborted) return err('PRINTER_FAILED');
    }
  }

  /**
   * Cancels the job, gives its backend time to let go of the printer, and takes it out. Taken out
   * while the backend runs, its record comes back, and the queue keeps the trouble of that moment
   * (both seen with CUPS 2.4); a backend that hangs is not waited for. A later sweep finds what
   * could not be reached.
   */
  async function clear(id: number): Promise<void> {
    const until = performance.now() + delays.stopGraceMs * 0.8;
    await desk.cancel(id);
    while ((await isPrinting()) && performance.now() < until) await timer.after(delays.pollMs);
    while (!(await desk.purge(id)) && performance.now() < until) await timer.after(delays.pollMs);
    running.delete(id);
  }

  async function isPrinting(): Promise<boolean> {
    const answer = await attributesOf();
    return answer?.groups[0]?.get('printer-state')?.[0] === PRINTER_PROCESSING;
  }

  return {
    id: `cups:${queue.name}`,
    label: queue.label,
    kind: queue.kind,
    roll: queue.roll,
    health: keeper.health,
    onHealth: keeper.onHealth,
    async check() {
      return keeper.set(await ask());
    },
    async print(document, signal, onProgress) {
      const either = AbortSignal.any([signal, closing.signal]);
      const before = keeper.set(await ask());
      // Of paper and covers a queue knows what the last job found: only a new one finds out more.
      if (!before.ready && REFUSED.includes(before.reason)) return err(before.reason);
      onProgress?.({ phase: 'sending', trouble: null });
      const { id, status } = await submit(document, either);
      if (id === null) {
        // It may have been taken although the answer got lost.
        await desk.sweep();
        return err(status === STATUS.notAccepting ? 'PRINTER_REJECTING' : 'PRINTER_FAILED');
      }
      running.add(id);
      try {
        return await follow(id, either, onProgress);
      } finally {
        await clear(id);
      }
    },
    async close() {
      closing.abort(new Error('closed'));
      keeper.clear();
    },
  };
}
