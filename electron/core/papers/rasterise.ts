/** Draws a page the kiosk itself made as grey dots, for receipt printers. */
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import type { Result } from '../../contract/result';
import { err, ok } from '../../contract/result';
import { openPixels, unpackGrey } from './decoder';
import { MAX_PDF_PAGE_PIXELS } from './limits';
import type { DotSize, GreyDots } from './types';

let library: Promise<PDFiumLibrary> | undefined;

/**
 * The first page, the whole paper `paperDots` wide, cut on both sides to the printable `dots`.
 * Drawn from the letters' outlines at the printer's own resolution, which is as crisp as its dots
 * allow. Fails with FILE_PDF_DAMAGED or FILE_TOO_MANY_PIXELS.
 */
export async function rasterisePdf(pdf: Uint8Array, size: DotSize): Promise<Result<GreyDots>> {
  library ??= PDFiumLibrary.init();
  const pdfium = await library;
  let document: PDFiumDocument;
  try {
    document = await pdfium.loadDocument(pdf);
  } catch {
    return err('FILE_PDF_DAMAGED');
  }
  try {
    if (document.getPageCount() < 1) return err('FILE_PDF_DAMAGED');
    const page = document.getPage(0);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const height = Math.ceil((originalHeight / originalWidth) * size.paperDots);
    if (!(height > 0)) return err('FILE_PDF_DAMAGED');
    if (size.paperDots * height > MAX_PDF_PAGE_PIXELS) return err('FILE_TOO_MANY_PIXELS');
    const drawn = await page.render({ width: size.paperDots, height });
    const dots = openPixels(drawn.data, drawn.width, drawn.height)
      .flatten({ background: '#ffffff' })
      .extract({
        left: Math.floor((drawn.width - size.dots) / 2),
        top: 0,
        width: size.dots,
        height: drawn.height,
      });
    const grey = await unpackGrey(dots);
    return ok({ grey: Uint8Array.from(grey.data), width: grey.width, height: grey.height });
  } finally {
    document.destroy();
  }
}
