/** A PDF becomes pictures, one per page: nothing of the original file is passed on. */

import type { PDFiumDocument } from '@hyzyla/pdfium';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Result } from '../../contract/result';
import { err, ok } from '../../contract/result';
import { encodeJpeg, openPixels } from './decoder';
import { judge } from './intake-picture';
import { KEPT_JPEG_QUALITY, MAX_PAGES_PER_FILE, MAX_PDF_PAGE_PIXELS, MIN_DPI } from './limits';
import type { IntakePage, Progress } from './types';

/** PDF user space (ISO 32000-1 8.3.2.3). */
const POINTS_PER_INCH = 72;

/**
 * A whole PDF ends with `%%EOF` (ISO 32000-1 7.5.5), with a little rubbish after it at most.
 * The renderer would silently open a cut file with pages missing, so the mark is asked for.
 */
const END_MARK = '%%EOF';
const END_WINDOW_BYTES = 4_096;

let library: Promise<PDFiumLibrary> | undefined;

/**
 * Rasterises every page at 200 dpi in colour, with filled form fields and signatures drawn.
 * Fails with FILE_PDF_DAMAGED, FILE_PDF_PASSWORD, FILE_TOO_MANY_PAGES or FILE_TOO_MANY_PIXELS;
 * one bad page refuses the file, because a paper with a page missing is worse than none.
 */
export async function intakePdf(
  bytes: Uint8Array,
  onProgress: (progress: Progress) => void,
): Promise<Result<IntakePage[]>> {
  const tail = Buffer.from(bytes.subarray(-END_WINDOW_BYTES)).toString('latin1');
  if (!tail.includes(END_MARK)) return err('FILE_PDF_DAMAGED');
  library ??= PDFiumLibrary.init();
  const pdfium = await library;
  let document: PDFiumDocument;
  try {
    document = await pdfium.loadDocument(bytes);
  } catch (error) {
    // The wrapper tells causes apart by these messages only (its version is pinned).
    const locked = error instanceof Error && /password|security/i.test(error.message);
    return err(locked ? 'FILE_PDF_PASSWORD' : 'FILE_PDF_DAMAGED');
  }
  try {
    return await rasterise(document, onProgress);
  } finally {
    document.destroy();
  }
}

async function rasterise(
  document: PDFiumDocument,
  onProgress: (progress: Progress) => void,
): Promise<Result<IntakePage[]>> {
  const total = document.getPageCount();
  if (total <= 0) return err('FILE_PDF_DAMAGED');
  if (total > MAX_PAGES_PER_FILE) {
    return err('FILE_TOO_MANY_PAGES', { pages: total, maxPages: MAX_PAGES_PER_FILE });
  }
  const pages: IntakePage[] = [];
  for (let index = 0; index < total; index += 1) {
    const page = document.getPage(index);
    const points = page.getOriginalSize();
    if (points.originalWidth <= 0 || points.originalHeight <= 0) return err('FILE_PDF_DAMAGED');
    const scale = MIN_DPI / POINTS_PER_INCH;
    if (points.originalWidth * points.originalHeight * scale * scale > MAX_PDF_PAGE_PIXELS) {
      return err('FILE_TOO_MANY_PIXELS', { maxMegapixels: MAX_PDF_PAGE_PIXELS / 1_000_000 });
    }
    // Rounded up: a page must never come out a hair below 200 dpi.
    const drawn = await page.render({
      width: Math.ceil(points.originalWidth * scale),
      height: Math.ceil(points.originalHeight * scale),
      renderFormFields: true,
    });
    const pixels = openPixels(drawn.data, drawn.width, drawn.height).flatten({
      background: '#ffffff',
    });
    const kept = await encodeJpeg(pixels, { quality: KEPT_JPEG_QUALITY });
    const quality = await judge(kept.bytes, Math.max(kept.width, kept.height));
    pages.push({
      source: { kind: 'image', bytes: kept.bytes, dpi: MIN_DPI },
      width: kept.width,
      height: kept.height,
      edits: { rotate: 0 },
      quality,
      advice: [],
    });
    onProgress({ done: index + 1, total });
  }
  return ok(pages);
}
