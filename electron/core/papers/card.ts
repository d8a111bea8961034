/** Both sides of an identity card on one page, as offices ask for it: A4, true size, in colour. */
import type { Result } from '../../contract/result';
import { err, ok } from '../../contract/result';
import { CARD_MM, hasCardRatio } from './card-size';
import { encodeJpeg, openPicture, openRgb, unpackRgb } from './decoder';
import { editedSize } from './geometry';
import { judge } from './intake-picture';
import { KEPT_JPEG_QUALITY, MAX_DPI } from './limits';
import type { RgbPicture } from './raster';
import { encodePage, pictureSize } from './render';
import { flatSize } from './shape';
import type { IntakePage, Page } from './types';

const MM_PER_INCH = 25.4;
/** ISO 216. */
const A4_MM = { width: 210, height: 297 };
/** Room between the sides, enough for a pen's line. */
const GAP_MM = 20;
/** The sides are drawn with this quality before they are laid on the page. */
const SIDE_QUALITY = 95;

/** Lays two pages, each cut to one side of a card, on one page. Fails with CARD_NOT_FOUND. */
export async function combineCard(front: Page, back: Page): Promise<Result<IntakePage>> {
  const page = whitePage(pixels(A4_MM.width), pixels(A4_MM.height));
  const card = { width: pixels(CARD_MM.width), height: pixels(CARD_MM.height) };
  const left = Math.round((page.width - card.width) / 2);
  const top = Math.round((page.height - 2 * card.height - pixels(GAP_MM)) / 2);
  for (const [index, side] of [front, back].entries()) {
    const drawn = await cardSide(side, card);
    if (!drawn) return err('CARD_NOT_FOUND');
    place(page, drawn, left, top + index * (card.height + pixels(GAP_MM)));
  }
  const { bytes, width, height } = await encodeJpeg(openRgb(page), { quality: KEPT_JPEG_QUALITY });
  return ok({
    source: { kind: 'image', bytes, dpi: MAX_DPI },
    width,
    height,
    edits: { rotate: 0 },
    quality: await judge(bytes, height),
    advice: [],
  });
}

/** One side, lying, with as many pixels as a card has; null when it has not a card's ratio. */
async function cardSide(
  side: Page,
  card: { width: number; height: number },
): Promise<RgbPicture | null> {
  const picture = await pictureSize(side.source.bytes);
  const size = editedSize(flatSize(picture, side.edits), side.edits);
  if (!hasCardRatio(size)) return null;
  const standing = size.height > size.width;
  const upright = standing ? { width: card.height, height: card.width } : card;
  const { bytes } = await encodePage(side, picture, upright, { quality: SIDE_QUALITY });
  const drawn = openPicture(bytes);
  return unpackRgb(standing ? drawn.rotate(90) : drawn);
}

function place(page: RgbPicture, part: RgbPicture, left: number, top: number): void {
  for (let y = 0; y < part.height; y += 1) {
    const row = part.data.subarray(y * part.width * 3, (y + 1) * part.width * 3);
    page.data.set(row, ((top + y) * page.width + left) * 3);
  }
}

function whitePage(width: number, height: number): RgbPicture {
  return { data: new Uint8Array(width * height * 3).fill(255), width, height };
}

function pixels(millimetres: number): number {
  return Math.round((millimetres / MM_PER_INCH) * MAX_DPI);
}
