/**
 * Entry of the papers worker. Decoders of strangers' files live only here: the thread is ended
 * when a job hangs, and its memory is given back when there is nothing to do.
 */

import type { Transferable } from 'node:worker_threads';
import { parentPort } from 'node:worker_threads';
import type { Result } from '../../contract/result';
import { err, ok } from '../../contract/result';
import { checkFileSize, kindOf, refusalOf } from './kind';
import type { JobKind, JobMessage, Jobs, ReplyMessage } from './protocol';
import type { IntakePage, Progress } from './types';

type OnProgress = (progress: Progress) => void;

async function intake(
  { bytes, origin, dpi }: Jobs['intake']['input'],
  onProgress: OnProgress,
): Promise<Result<IntakePage[]>> {
  const size = checkFileSize(bytes.length);
  if (!size.ok) return size;
  const kind = kindOf(bytes);
  const refusal = refusalOf(kind);
  if (refusal) return refusal;
  if (kind === 'pdf') {
    const { intakePdf } = await import('./intake-pdf');
    return intakePdf(bytes, onProgress);
  }
  const { intakePicture } = await import('./intake-picture');
  return intakePicture(bytes, { origin, dpi });
}

/** Each library is loaded with the first job that needs it: a thumbnail needs no PDF engine. */
async function run(
  job: JobMessage,
  onProgress: OnProgress,
): Promise<Result<Jobs[JobKind]['output']>> {
  switch (job.kind) {
    case 'intake':
      return intake(job.input, onProgress);
    case 'combineCard': {
      const { combineCard } = await import('./card');
      return combineCard(job.input.front, job.input.back);
    }
    case 'render': {
      const { renderPage } = await import('./render');
      return ok(await renderPage(job.input.page, job.input.purpose));
    }
    case 'assemble': {
      const { assemblePaper } = await import('./assemble');
      return assemblePaper(job.input.pages, onProgress);
    }
    case 'rasterise': {
      const { rasterisePdf } = await import('./rasterise');
      return rasterisePdf(job.input.pdf, job.input.size);
    }
  }
}

/** The buffers of an answer move to the core instead of being copied. */
function buffersOf(result: Result<Jobs[JobKind]['output']>): Transferable[] {
  if (!result.ok) return [];
  const { value } = result;
  if (Array.isArray(value)) return value.map((page) => page.source.bytes.buffer as ArrayBuffer);
  if ('source' in value) return [value.source.bytes.buffer as ArrayBuffer];
  const bytes = 'jpeg' in value ? value.jpeg : 'grey' in value ? value.grey : value.pdf;
  return [bytes.buffer as ArrayBuffer];
}

parentPort?.on('message', async (job: JobMessage) => {
  const reply = (message: ReplyMessage, moved: Transferable[] = []) =>
    parentPort?.postMessage(message, moved);
  try {
    const result = await run(job, (progress) => reply({ id: job.id, progress }));
    reply({ id: job.id, result }, buffersOf(result));
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    reply({ id: job.id, result: err('FILE_PROCESSING_FAILED'), trouble });
  }
});
