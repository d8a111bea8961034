/** Pages become one PDF per component: colour, 200 to 300 dpi, at most 5 MB. */
import { PDFDocument } from 'pdf-lib';
import type { Result } from '../../contract/result';
import { err, ok } from '../../contract/result';
import type { EncodedPicture } from './decoder';
import type { Sheet, Size } from './geometry';
import { editedSize, pixelsAt, sheetFor } from './geometry';
import { MAX_COMPONENT_BYTES, MAX_DPI, MIN_DPI } from './limits';
import { encodePage, pictureSize } from './render';
import { flatSize } from './shape';
import type { AssembledPaper, Page, Progress } from './types';

/** What the PDF says made it; never a person's name. */
const PRODUCER = 'Dong Hanh';
/** Catalogue, cross references and page objects around the pictures, generously. */
const OVERHEAD_BYTES = 4_096;
const OVERHEAD_PER_PAGE_BYTES = 1_024;

/**
 * One step down in size: resolution, JPEG quality, and the size to expect beside the first step.
 * Resolution never falls below 200 dpi; at the end quality falls instead, to 50, below which small
 * print breaks up. `expected` is the best case measured (a noisy page; text alone
 * shrinks less), so that no step that could fit is passed over.
 */
type Step = { dpi: number; quality: number; thorough?: boolean; expected: number };
const STEPS: readonly Step[] = [
  { dpi: MAX_DPI, quality: 85, expected: 1 },
  { dpi: MAX_DPI, quality: 75, expected: 0.49 },
  { dpi: 250, quality: 75, expected: 0.36 },
  { dpi: MIN_DPI, quality: 75, expected: 0.24 },
  { dpi: MIN_DPI, quality: 65, expected: 0.2 },
  { dpi: MIN_DPI, quality: 50, thorough: true, expected: 0.11 },
];

type Prepared = { page: Page; picture: Size; sheet: Sheet };

/**
 * Makes the PDF of one component. Takes the finest step that fits; COMPONENT_TOO_LARGE when even
 * the last does not. Throws when a kept page cannot be decoded.
 */
export async function assemblePaper(
  pages: Page[],
  onProgress: (progress: Progress) => void,
  maxBytes = MAX_COMPONENT_BYTES,
): Promise<Result<AssembledPaper>> {
  const prepared: Prepared[] = [];
  for (const page of pages) {
    const picture = await pictureSize(page.source.bytes);
    prepared.push({
      page,
      picture,
      sheet: sheetFor(editedSize(flatSize(picture, page.edits), page.edits), page.source.dpi),
    });
  }
  const budget = maxBytes - OVERHEAD_BYTES - pages.length * OVERHEAD_PER_PAGE_BYTES;
  let index = 0;
  while (index < STEPS.length) {
    const step = STEPS[index];
    if (!step) break;
    const tried = await encodeAll(prepared, step, budget, onProgress);
    if (tried.pictures) {
      const pdf = await bind(prepared, tried.pictures);
      if (pdf.length <= maxBytes) {
        const dpi = Math.floor(Math.min(...prepared.map(({ sheet }) => used(sheet, step))));
        return ok({ pdf, bytes: pdf.length, dpi, pages: pages.length });
      }
    }
    index = nextStep(index, budget / tried.estimatedBytes);
  }
  return err('COMPONENT_TOO_LARGE', {
    pages: pages.length,
    maxMegabytes: Math.floor(maxBytes / 1024 / 1024),
  });
}

/** Encodes page after page, and stops as soon as the sum is over the budget. */
async function encodeAll(
  prepared: Prepared[],
  step: Step,
  budget: number,
  onProgress: (progress: Progress) => void,
): Promise<{ pictures?: EncodedPicture[]; estimatedBytes: number }> {
  const pictures: EncodedPicture[] = [];
  let bytes = 0;
  for (const { page, picture, sheet } of prepared) {
    const encoded = await encodePage(page, picture, pixelsAt(sheet, step.dpi), step);
    pictures.push(encoded);
    bytes += encoded.bytes.length;
    onProgress({ done: pictures.length, total: prepared.length });
    if (bytes > budget) {
      return { estimatedBytes: (bytes / pictures.length) * prepared.length };
    }
  }
  return { pictures, estimatedBytes: bytes };
}

/** The next finer step that can fit; the last step is always given a try. */
function nextStep(index: number, fits: number): number {
  const now = STEPS[index]?.expected ?? 1;
  let next = index + 1;
  while (next < STEPS.length - 1 && (STEPS[next]?.expected ?? 0) / now > fits) next += 1;
  return next;
}

function used(sheet: Sheet, step: Step): number {
  return Math.min(sheet.dpi, step.dpi);
}

async function bind(prepared: Prepared[], pictures: EncodedPicture[]): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setProducer(PRODUCER);
  document.setCreator(PRODUCER);
  document.setCreationDate(new Date());
  for (const [index, { sheet }] of prepared.entries()) {
    const encoded = pictures[index];
    if (!encoded) throw new Error('a page was not encoded');
    const picture = await document.embedJpg(encoded.bytes);
    document.addPage([sheet.page.width, sheet.page.height]).drawImage(picture, {
      x: (sheet.page.width - sheet.drawn.width) / 2,
      y: (sheet.page.height - sheet.drawn.height) / 2,
      width: sheet.drawn.width,
      height: sheet.drawn.height,
    });
  }
  return document.save();
}
