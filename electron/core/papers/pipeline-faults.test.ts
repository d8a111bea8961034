import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PapersPipeline, PipelineOptions } from './pipeline';
import { createPapersPipeline } from './pipeline';
import type { PageSource } from './types';

/** A worker of a few lines: what the pipeline does must not depend on what the worker is. */
const workerOf = (code: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(
      `import { parentPort } from 'node:worker_threads';
       const answer = (id, more) => parentPort.postMessage({ id, ...more });
       const drawn = { ok: true, value: { jpeg: new Uint8Array(1), width: 1, height: 1 } };
       parentPort.on('message', (job) => { ${code} });`,
    )}`,
  );

/** Pages whose first byte tells the small worker what to do. */
const page = (order: number): PageSource => ({ kind: 'image', bytes: Uint8Array.of(order) });
const OBEY = `
  const order = job.input.page.source.bytes[0];
  if (order === 1) answer(job.id, { result: drawn });
  if (order === 2) process.exit(1);
  if (order === 3) for (;;);
  if (order === 4) setTimeout(() => { throw new Error('hỏng'); }, 0);
  if (order === 5) { const all = []; for (;;) all.push(new Array(1e5).fill({})); }
  if (order === 6) {
    let left = 6;
    const tick = setInterval(() => {
      if (left-- > 0) answer(job.id, { progress: { done: 6 - left, total: 6 } });
      else { clearInterval(tick); answer(job.id, { result: drawn }); }
    }, 500);
  }`;

let papers: PapersPipeline | undefined;
afterEach(() => papers?.close());

function create(options: Partial<PipelineOptions> = {}): PapersPipeline {
  papers = createPapersPipeline({ workerUrl: workerOf(OBEY), deadlineMs: 5_000, ...options });
  return papers;
}

const draw = (order: number) => papers?.render(page(order), { rotate: 0 }, 'thumbnail');
const FAILED = { ok: false, failure: { reason: 'FILE_PROCESSING_FAILED' } };

// Threads start slowly on a busy machine; the deadlines here leave room for that.
describe('life of the papers worker', { timeout: 30_000 }, () => {
  it('starts with the first job and ends after a quiet while', async () => {
    create({ idleMs: 30 });
    expect(papers?.health().loaded).toBe(false);
    await draw(1);
    expect(papers?.health().loaded).toBe(true);
    await vi.waitFor(() => expect(papers?.health().loaded).toBe(false));
    expect(await draw(1)).toMatchObject({ ok: true });
    expect(papers?.health().lost).toBe(0);
  });

  it('is not woken by files that can be refused at once', async () => {
    create();
    await papers?.intake(new Uint8Array(0));
    await papers?.intake(Buffer.from('PK\x03\x04'));
    await papers?.assemble([]);
    expect(papers?.health().loaded).toBe(false);
  });

  it.each([
    ['hangs in a loop', 3],
    ['never answers', 0],
  ])('is replaced when a job %s', async (_what, order) => {
    const onTrouble = vi.fn();
    create({ deadlineMs: 2_000, onTrouble });
    const [stuck, next] = await Promise.all([draw(order), draw(1)]);
    expect(stuck).toEqual(FAILED);
    expect(next).toMatchObject({ ok: true });
    expect(onTrouble).toHaveBeenCalledWith({
      job: 'render',
      cause: 'no sign of life for 2000 ms',
    });
  });

  it.each([
    ['ends by itself', 2],
    ['throws outside of a job', 4],
    ['runs out of memory', 5],
  ])('is replaced when it %s', async (_what, order) => {
    create();
    const [lost, next] = await Promise.all([draw(order), draw(1)]);
    expect(lost).toEqual(FAILED);
    expect(next).toMatchObject({ ok: true });
    expect(papers?.health()).toEqual({ loaded: true, lost: 1 });
  });

  it('lets a long job go on as long as it makes progress', async () => {
    create({ deadlineMs: 2_000 });
    expect(await draw(6)).toMatchObject({ ok: true });
  });

  it('keeps nothing after a wipe, and works for the next resident', async () => {
    create();
    const running = draw(0);
    const waiting = draw(1);
    await papers?.wipe();
    expect(await running).toEqual(FAILED);
    expect(await waiting).toEqual(FAILED);
    expect(papers?.health().loaded).toBe(false);
    expect(await draw(1)).toMatchObject({ ok: true });
  });

  it('takes no job after it was closed', async () => {
    create();
    await papers?.close();
    expect(await draw(1)).toEqual(FAILED);
    expect(papers?.health().loaded).toBe(false);
  });
});
