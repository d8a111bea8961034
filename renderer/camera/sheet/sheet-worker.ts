/** Looks for sheets in camera pictures, apart from the page so that the live picture stays smooth. */
import { type Grey, greyOf, lightOf } from '../light';
import { pixelsOf } from '../pixels';
import { findSheet, type Outline } from './find-sheet';
import { adviseLive, adviseStill } from './sheet-advice';
import { LIVE_EDGE_PX, type SheetAnswer, type SheetRequest } from './sheet-messages';

/** Longest side of the part of a still that is judged: letters keep enough pixels to be sharp. */
const STILL_EDGE_PX = 1_000;

/** `part` of `bitmap` (shares of it), no longer than `edge` pixels, in grey. */
async function grey(
  bitmap: ImageBitmap,
  edge: number,
  part = { left: 0, top: 0, right: 1, bottom: 1 },
): Promise<Grey | null> {
  const width = Math.max(1, Math.round((part.right - part.left) * bitmap.width));
  const height = Math.max(1, Math.round((part.bottom - part.top) * bitmap.height));
  const scale = Math.min(1, edge / Math.max(width, height));
  const small = await createImageBitmap(
    bitmap,
    Math.round(part.left * bitmap.width),
    Math.round(part.top * bitmap.height),
    width,
    height,
    {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'medium',
    },
  );
  const pixels = pixelsOf(small);
  return pixels === null ? null : greyOf(pixels);
}

/** The upright box around an outline, or all of the picture. */
function boxOf(outline: Outline | null) {
  if (outline === null) return { left: 0, top: 0, right: 1, bottom: 1 };
  const xs = outline.map(({ x }) => Math.min(1, Math.max(0, x)));
  const ys = outline.map(({ y }) => Math.min(1, Math.max(0, y)));
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

async function answer({ kind, bitmap }: SheetRequest): Promise<SheetAnswer> {
  if (kind === 'live') {
    const pixels = pixelsOf(bitmap);
    if (pixels === null) return { kind, outline: null, hint: null };
    const picture = greyOf(pixels);
    const outline = findSheet(picture);
    return { kind, outline, hint: adviseLive(outline, lightOf(picture)) };
  }
  const small = await grey(bitmap, LIVE_EDGE_PX);
  const sheet = await grey(bitmap, STILL_EDGE_PX, boxOf(small === null ? null : findSheet(small)));
  bitmap.close();
  return { kind, advice: sheet === null ? [] : adviseStill(sheet, lightOf(sheet)) };
}

self.onmessage = async ({ data }: MessageEvent<SheetRequest>) => {
  self.postMessage((await answer(data)) satisfies SheetAnswer);
};
