/**
 * The core's side of the work on papers. One job at a time in one worker thread, started with the
 * first job and ended after a quiet while; a job that hangs or crashes takes only itself down.
 */

import type { Transferable } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import type { Result } from '../../contract/result';
import { err } from '../../contract/result';
import { checkFileSize, kindOf, refusalOf } from './kind';
import { JOB_DEADLINE_MS, WORKER_HEAP_MB, WORKER_IDLE_MS } from './limits';
import type { JobKind, JobMessage, Jobs, ReplyMessage } from './protocol';
import type {
  AssembledPaper,
  DotSize,
  GreyDots,
  IntakePage,
  Origin,
  Page,
  PageEdits,
  PageSource,
  Progress,
  RenderedPage,
  RenderPurpose,
} from './types';

export type PipelineOptions = {
  /** The bundled worker (`papers-worker.js`). */
  workerUrl: URL;
  /** A job without a sign of life for this long is given up; default 30 s. */
  deadlineMs?: number;
  /** The worker is unloaded after this long without a job; default 20 s. */
  idleMs?: number;
  /** Told why a job failed unexpectedly, for the technician's log: no personal data. */
  onTrouble?: (trouble: { job: JobKind; cause: string }) => void;
};

export type PapersPipeline = {
  /**
   * Turns a file into pages. Takes the bytes over: they must not be used afterwards. `dpi` says
   * the resolution where the caller knows it (a scanner). Scans and photos are straightened, cut
   * to the paper and turned upright by `edits` of the page, which can be undone; a `file` (the
   * default) stays as it was made. Fails with a FILE_* reason.
   */
  intake(
    bytes: Uint8Array,
    options?: { dpi?: number; origin?: Origin; onProgress?: (progress: Progress) => void },
  ): Promise<Result<IntakePage[]>>;
  /**
   * Lays the two sides of an identity card on one A4 page at their true size, the front above the
   * back. Fails with CARD_NOT_FOUND when a page is not cut to a card, FILE_PROCESSING_FAILED.
   */
  combineCard(front: Page, back: Page): Promise<Result<IntakePage>>;
  /** Draws a page with its edits for the screen. Fails with FILE_PROCESSING_FAILED. */
  render(
    source: PageSource,
    edits: PageEdits,
    purpose: RenderPurpose,
  ): Promise<Result<RenderedPage>>;
  /** Makes one PDF. Fails with COMPONENT_TOO_LARGE, PAPERS_MISSING, FILE_PROCESSING_FAILED. */
  assemble(
    pages: Page[],
    options?: { onProgress?: (progress: Progress) => void },
  ): Promise<Result<AssembledPaper>>;
  /** Draws the first page of our own PDF as grey dots. Fails with a FILE_* reason. */
  rasterise(pdf: Uint8Array, size: DotSize): Promise<Result<GreyDots>>;
  /** Ends the worker at once, so that no page of a finished session stays in its memory. */
  wipe(): Promise<void>;
  /** Ends the worker for good; later jobs fail. */
  close(): Promise<void>;
  /** For the technician: whether the worker is loaded and how often it had to be given up. */
  health(): { loaded: boolean; lost: number };
};

type Waiting = {
  message: JobMessage;
  moved: Transferable[];
  settle: (result: Result<Jobs[JobKind]['output']>) => void;
  onProgress?: (progress: Progress) => void;
};

/** Creates the pipeline; nothing is started before the first job. */
export function createPapersPipeline(options: PipelineOptions): PapersPipeline {
  const deadlineMs = options.deadlineMs ?? JOB_DEADLINE_MS;
  const idleMs = options.idleMs ?? WORKER_IDLE_MS;
  const queue: Waiting[] = [];
  let worker: Worker | undefined;
  let current: Waiting | undefined;
  let deadline: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;
  let nextId = 1;
  let lost = 0;
  let closed = false;

  function start(): Worker {
    const started = new Worker(options.workerUrl, {
      name: 'papers',
      // Flags of the core's own process (loaders, inspectors) are none of the worker's business.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
    });
    started.on('message', (reply: ReplyMessage) => {
      if (worker === started) hear(reply);
    });
    started.on('error', (error) => {
      if (worker === started) giveUp(error instanceof Error ? error.message : String(error));
    });
    started.on('exit', (code) => {
      if (worker === started) giveUp(`exit ${code}`);
    });
    return started;
  }

  function hear(reply: ReplyMessage): void {
    if (!current || reply.id !== current.message.id) return;
    if ('progress' in reply) {
      watch();
      current.onProgress?.(reply.progress);
      return;
    }
    if (reply.trouble !== undefined) tell(reply.trouble);
    finish(reply.result);
  }

  function watch(): void {
    clearTimeout(deadline);
    deadline = setTimeout(() => giveUp(`no sign of life for ${deadlineMs} ms`), deadlineMs);
  }

  function tell(cause: string): void {
    if (current) options.onTrouble?.({ job: current.message.kind, cause });
  }

  /** The worker hangs or is gone: the running job fails, the next one gets a new worker. */
  function giveUp(cause: string): void {
    tell(cause);
    lost += 1;
    void end();
    finish(err('FILE_PROCESSING_FAILED'));
  }

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  }

  function finish(result: Result<Jobs[JobKind]['output']>): void {
    clearTimeout(deadline);
    const done = current;
    current = undefined;
    done?.settle(result);
    next();
  }

  function next(): void {
    if (current) return;
    clearTimeout(idle);
    const job = queue.shift();
    if (!job) {
      if (worker) idle = setTimeout(() => void end(), idleMs).unref();
      return;
    }
    current = job;
    worker ??= start();
    watch();
    post(worker, job);
  }

  /** Some memory (a library's own) cannot be moved between threads; then it is copied. */
  function post(to: Worker, job: Waiting): void {
    try {
      to.postMessage(job.message, job.moved);
    } catch {
      try {
        to.postMessage(job.message);
      } catch (error) {
        giveUp(error instanceof Error ? error.message : String(error));
      }
    }
  }

  function enqueue<Kind extends JobKind>(
    kind: Kind,
    input: Jobs[Kind]['input'],
    extra: { moved?: Transferable[]; onProgress?: ((progress: Progress) => void) | undefined } = {},
  ): Promise<Result<Jobs[Kind]['output']>> {
    if (closed) return Promise.resolve(err('FILE_PROCESSING_FAILED'));
    return new Promise((resolve) => {
      const waiting: Waiting = {
        message: { id: nextId++, kind, input } as JobMessage,
        moved: extra.moved ?? [],
        settle: (result) => resolve(result as Result<Jobs[Kind]['output']>),
      };
      if (extra.onProgress) waiting.onProgress = extra.onProgress;
      queue.push(waiting);
      next();
    });
  }

  async function wipe(): Promise<void> {
    for (const waiting of queue.splice(0)) waiting.settle(err('FILE_PROCESSING_FAILED'));
    const ended = end();
    finish(err('FILE_PROCESSING_FAILED'));
    await ended;
  }

  return {
    async intake(bytes, { dpi, origin = 'file', onProgress } = {}) {
      // What can be refused by size and first bytes never wakes the worker.
      const size = checkFileSize(bytes.length);
      if (!size.ok) return size;
      const refusal = refusalOf(kindOf(bytes));
      if (refusal) return refusal;
      const own = ownMemory(bytes);
      const input = { bytes: own, origin, ...(dpi === undefined ? {} : { dpi }) };
      return enqueue('intake', input, { moved: [own.buffer], onProgress });
    },
    combineCard: (front, back) =>
      enqueue('combineCard', {
        front: { ...front, source: trimmed(front.source) },
        back: { ...back, source: trimmed(back.source) },
      }),
    render: (source, edits, purpose) =>
      enqueue('render', { page: { source: trimmed(source), edits }, purpose }),
    async assemble(pages, { onProgress } = {}) {
      if (pages.length === 0) return err('PAPERS_MISSING');
      const input = { pages: pages.map((page) => ({ ...page, source: trimmed(page.source) })) };
      return enqueue('assemble', input, { onProgress });
    },
    rasterise: (pdf, size) => enqueue('rasterise', { pdf: Uint8Array.from(pdf), size }),
    wipe,
    async close() {
      closed = true;
      await wipe();
    },
    health: () => ({ loaded: worker !== undefined, lost }),
  };
}

/** Memory that can be moved: small Buffers share a pool with others and must be copied out. */
function ownMemory(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  const isWhole = buffer.byteLength === bytes.byteLength && buffer instanceof ArrayBuffer;
  return isWhole ? new Uint8Array(buffer) : Uint8Array.from(bytes);
}

/** A view into a larger buffer would be sent with all of it. */
function trimmed(source: PageSource): PageSource {
  return source.bytes.byteLength === source.bytes.buffer.byteLength
    ? source
    : { ...source, bytes: Uint8Array.from(source.bytes) };
}
