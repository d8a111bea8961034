/**
 * Looks at a page once, small, and decides how it is drawn: where its sheet is, how it is turned,
 * and what a person should look at. Nothing is decided in doubt.
 */
import type { PageAdvice } from '../../contract/view';
import { hasEdgeAcross, hasFinger, hasGlare } from './advice';
import type { Size } from './geometry';
import type { Ink } from './ink';
import { inkOf } from './ink';
import type { Quad, RgbPicture } from './raster';
import { greyOf, scaledQuad, shrunk } from './raster';
import { cornersIn, shapeOf, shapeSize, turnedBack } from './shape';
import { findSheet } from './sheet';
import { linesOf } from './text-lines';
import type { Origin, PageEdits } from './types';
import { turnOf } from './upright';
import { straighten } from './warp';

/** Longest side of the copy that is looked at: small print has 8 pixels for its small letters. */
export const EXAMINED_EDGE_PX = 1_600;
/** Longest side for spots of colour. */
const SPOTS_EDGE_PX = 400;
/** Less than this is not seen, and correcting would cost sharpness. Degrees. */
const LEAST_SKEW_DEGREES = 0.25;
/** A slant that is left is worth a word from here on. */
const ADVISED_SKEW_DEGREES = 3;
/** Letters cut by the same edge: one or two may be dust. */
const CUT_LETTERS = 4;
const MM_PER_INCH = 25.4;
/** Longer than a form of 14 inches (legal) by a hand, and as wide as a page: two sheets in a row. */
const LONGEST_SHEET_MM = 380;
const SHEET_WIDTH_MM = 140;
/** A photographed page needs this many pixels on its longer side; a card is a third as long. */
const LEAST_EDGE_PX = 1_100;
const LEAST_CARD_EDGE_PX = 550;
/** Between A series (1.41) and cards (1.59). */
const CARD_RATIO_FROM = 1.5;

export type Finding = { edits: PageEdits; advice: PageAdvice[] };

/**
 * Examines a copy of a page (`EXAMINED_EDGE_PX` long) whose picture has `full` pixels;
 * `wholeLengthPx` is the length of the scan it is a part of. Files are not changed, only advised on: whoever made them has seen them.
 */
export function examine(
  picture: RgbPicture,
  full: Size,
  known: { origin: Origin; dpi?: number | undefined; wholeLengthPx?: number },
): Finding {
  const { origin, dpi } = known;
  const ink = inkOf(greyOf(picture));
  const advice = new Set<PageAdvice>();
  const sheet = origin === 'file' ? null : findSheet(picture, ink, origin);
  let corners = sheet?.corners ?? null;
  let shape = corners && origin !== 'file' ? shapeOf(corners, picture, origin) : undefined;

  let page = picture;
  let writing = ink;
  if (shape) {
    page = straightened(picture, cornersIn(shape, picture), shapeSize(shape, picture));
    writing = inkOf(greyOf(page));
  }
  const lines = linesOf(writing);
  const slant = Math.abs(lines.skewDegrees);
  if (!shape && lines.direction && slant >= LEAST_SKEW_DEGREES && origin === 'scan') {
    corners = turnedBack(picture, lines.skewDegrees);
    if (keepsInk(corners, ink)) {
      shape = shapeOf(corners, picture, 'scan');
    } else {
      advice.add('skewed');
    }
  } else if (lines.direction && slant >= ADVISED_SKEW_DEGREES) {
    advice.add('skewed');
  }

  const { left, top, right, bottom } = ink.touching;
  const isCut = !sheet?.corners && Math.max(left, top, right, bottom) >= CUT_LETTERS;
  if (sheet?.cut || (isCut && lines.direction)) advice.add('cut');

  const size = shape ? shapeSize(shape, full) : full;
  const factor = Math.max(1, Math.floor(Math.max(page.width, page.height) / SPOTS_EDGE_PX));
  const spots = shrunk(page, factor);
  if (origin === 'scan') {
    if (dpi !== undefined && isTooLong(size, dpi, known.wholeLengthPx)) advice.add('double');
    if (shape && hasEdgeAcross(spots)) advice.add('double');
  } else {
    if (hasFinger(spots)) advice.add('finger');
    if (hasGlare(spots)) advice.add('glare');
  }
  if (origin === 'photo' && isSmall(size)) advice.add('small');

  const rotate = origin === 'file' ? 0 : (turnOf(writing, lines) ?? 0);
  return { edits: { rotate, ...(shape ? { shape } : {}) }, advice: [...advice] };
}

function straightened(picture: RgbPicture, corners: Quad, size: Size): RgbPicture {
  // A card has few pixels in the small copy; drawn larger, its print is large enough to read.
  const grow = Math.min(2, EXAMINED_EDGE_PX / Math.max(size.width, size.height));
  return straighten(picture, corners, {
    width: Math.max(1, Math.round(size.width * Math.max(1, grow))),
    height: Math.max(1, Math.round(size.height * Math.max(1, grow))),
  });
}

/** Whether all writing is still on the page when it is turned back at its own size. */
function keepsInk(corners: Quad, ink: Ink): boolean {
  const quad = scaledQuad(corners, 1, 1);
  let outside = 0;
  for (let at = 0; at < ink.points.length; at += 32) {
    const x = ink.points[at] as number;
    const y = ink.points[at + 1] as number;
    const inside = quad.every((a, index) => {
      const b = quad[(index + 1) % 4] ?? a;
      return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) >= 0;
    });
    if (!inside) outside += 1;
  }
  return outside * 32 <= ink.points.length * 0.002;
}

function isTooLong({ width, height }: Size, dpi: number, wholeLengthPx = 0): boolean {
  const long = (Math.max(width, height, wholeLengthPx) / dpi) * MM_PER_INCH;
  const short = (Math.min(width, height) / dpi) * MM_PER_INCH;
  return long > LONGEST_SHEET_MM && short >= SHEET_WIDTH_MM;
}

function isSmall({ width, height }: Size): boolean {
  const long = Math.max(width, height);
  const isCard = long / Math.min(width, height) >= CARD_RATIO_FROM;
  return long < (isCard ? LEAST_CARD_EDGE_PX : LEAST_EDGE_PX);
}
