/** What the core and the papers worker say to each other. Everything else stays in the worker. */
import type { Result } from '../../contract/result';
import type {
  AssembledPaper,
  DotSize,
  GreyDots,
  IntakePage,
  Origin,
  Page,
  Progress,
  RenderedPage,
  RenderPurpose,
} from './types';

/** What each job takes and gives. */
export type Jobs = {
  intake: {
    input: { bytes: Uint8Array; origin: Origin; dpi?: number };
    output: IntakePage[];
  };
  combineCard: { input: { front: Page; back: Page }; output: IntakePage };
  render: { input: { page: Page; purpose: RenderPurpose }; output: RenderedPage };
  assemble: { input: { pages: Page[] }; output: AssembledPaper };
  rasterise: { input: { pdf: Uint8Array; size: DotSize }; output: GreyDots };
};

export type JobKind = keyof Jobs;

/** Core to worker: one job at a time. */
export type JobMessage = {
  [Kind in JobKind]: { id: number; kind: Kind; input: Jobs[Kind]['input'] };
}[JobKind];

/**
 * Worker to core: progress while a job runs, then its result. `trouble` says for the technician
 * why a job failed unexpectedly; it comes from the libraries and holds nothing of the paper.
 */
export type ReplyMessage =
  | { id: number; progress: Progress }
  | { id: number; result: Result<Jobs[JobKind]['output']>; trouble?: string };
