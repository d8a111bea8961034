/** From a page as the session keeps it to what the work on pictures needs. */
import type { PageEdits } from '../papers/types';
import type { PaperPage } from '../sessions/session-data';

/** How a kept page is drawn: straightened, turned and cut as was decided for it. */
export function pageEdits({ rotation, crop, shape }: PaperPage): PageEdits {
  return { rotate: rotation, ...(crop ? { crop } : {}), ...(shape ? { shape } : {}) };
}
