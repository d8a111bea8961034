/** A page as the session keeps it, in the words of the work on pictures and of the screen. */
import type { PageView } from '../../contract/view';
import { hasCardLength, hasCardRatio } from '../papers/card-size';
import { editedSize } from '../papers/geometry';
import { flatSize } from '../papers/shape';
import type { Page, PageEdits } from '../papers/types';
import type { PaperPage } from '../sessions/session-data';

/**
 * A photo nobody cut is taken for a card only so near to its ratio: plain photos are 3:2 or 16:9.
 */
const UNCUT_RATIO_WITHIN = 0.03;

/** How a kept page is drawn: straightened, turned and cut as was decided for it. */
export function pageEdits({ rotation, crop, shape, whole }: PaperPage): PageEdits {
  return { rotate: rotation, ...(crop ? { crop } : {}), ...(shape && !whole ? { shape } : {}) };
}

/** A kept page with the bytes of its picture. */
export function paperOf(page: PaperPage, bytes: Uint8Array): Page {
  return {
    source: { kind: 'image', bytes, ...(page.dpi ? { dpi: page.dpi } : {}) },
    edits: pageEdits(page),
  };
}

/** Whether a page, as it is cut now, is as large as an identity card, as far as it knows. */
export function isCardSized(page: PaperPage): boolean {
  const edits = pageEdits(page);
  const size = editedSize(flatSize(page.size, edits), edits);
  if (page.dpi !== null) return hasCardRatio(size) && hasCardLength(size, page.dpi);
  return edits.shape || edits.crop ? hasCardRatio(size) : hasCardRatio(size, UNCUT_RATIO_WITHIN);
}

/** A page as the screen needs to know it. */
export function pageView(page: PaperPage): PageView {
  const { id, rotation, crop, quality, advice, version } = page;
  return {
    id,
    rotation,
    crop,
    quality,
    advice,
    shows: page.shape === null ? null : page.whole ? 'whole' : 'sheet',
    cardSized: isCardSized(page),
    version,
  };
}
