/** Between the dialog for photos and its worker: one picture there, one answer back. */
import type { Outline } from './find-sheet';
import type { LiveHint, StillAdvice } from './sheet-advice';

/** Longest side of a picture in which the sheet's edges are looked for. */
export const LIVE_EDGE_PX = 320;

export type SheetRequest =
  | { readonly kind: 'live'; readonly bitmap: ImageBitmap }
  | { readonly kind: 'still'; readonly bitmap: ImageBitmap };

export type SheetAnswer =
  | { readonly kind: 'live'; readonly outline: Outline | null; readonly hint: LiveHint | null }
  | { readonly kind: 'still'; readonly advice: readonly StillAdvice[] };
