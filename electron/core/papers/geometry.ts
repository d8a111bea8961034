/** Where the pixels of an edited page are, and how large its sheet of paper is. */
import { MIN_DPI } from './limits';
import type { PageEdits } from './types';

export type Size = { width: number; height: number };
export type Rect = Size & { left: number; top: number };

/** A crop smaller than this is a slip of the finger; the page is never lost to it. */
const MIN_CROP_PX = 16;
const POINTS_PER_INCH = 72;
const MM_PER_INCH = 25.4;
/** ISO 216. */
const A4_MM = { width: 210, height: 297 };
/** Scanners miss the edge by a few millimetres; within this much a sheet is A4. */
const A4_TOLERANCE_MM = 6;

/**
 * The part of the unturned picture to keep, in whole pixels. `rotate` is applied afterwards.
 * Fractions outside 0 to 1 are brought inside.
 */
export function keptPixels(picture: Size, edits: PageEdits): Rect {
  const { width: w, height: h } = picture;
  const sideways = edits.rotate === 90 || edits.rotate === 270;
  const turned = sideways ? { width: h, height: w } : { width: w, height: h };
  const crop = edits.crop ?? { x: 0, y: 0, width: 1, height: 1 };
  const [x, cw] = span(crop.x, crop.width, turned.width);
  const [y, ch] = span(crop.y, crop.height, turned.height);
  switch (edits.rotate) {
    case 0:
      return { left: x, top: y, width: cw, height: ch };
    case 90:
      return { left: y, top: h - x - cw, width: ch, height: cw };
    case 180:
      return { left: w - x - cw, top: h - y - ch, width: cw, height: ch };
    case 270:
      return { left: w - y - ch, top: x, width: ch, height: cw };
  }
}

/** Size of the page after its edits, in pixels. */
export function editedSize(picture: Size, edits: PageEdits): Size {
  const kept = keptPixels(picture, edits);
  const sideways = edits.rotate === 90 || edits.rotate === 270;
  return sideways
    ? { width: kept.height, height: kept.width }
    : { width: kept.width, height: kept.height };
}

/** A sheet of the PDF: its size and the picture centred on it (points), and the picture's dpi. */
export type Sheet = { page: Size; drawn: Size; dpi: number };

/**
 * How large a page is on paper. A scan keeps its true size (1:1: an identity card stays a card);
 * a photo, which does not know its size, fills A4 as far as 200 dpi allow; what is within a few
 * millimetres of A4 becomes A4. Never below 200 dpi: too few pixels make a smaller sheet, not a
 * coarser one.
 */
export function sheetFor(pixels: Size, dpi: number | undefined): Sheet {
  const a4 =
    pixels.width > pixels.height ? { width: A4_MM.height, height: A4_MM.width } : { ...A4_MM };
  const limit = inches(a4);
  const fitted = Math.max(pixels.width / limit.width, pixels.height / limit.height);
  const known = dpi !== undefined && dpi >= MIN_DPI;
  let scale = Math.max(known ? dpi : fitted, MIN_DPI);
  let sheet = { width: pixels.width / scale, height: pixels.height / scale };
  const nearA4 =
    Math.abs(sheet.width - limit.width) * MM_PER_INCH <= A4_TOLERANCE_MM &&
    Math.abs(sheet.height - limit.height) * MM_PER_INCH <= A4_TOLERANCE_MM;
  if (nearA4) {
    scale = Math.max(fitted, MIN_DPI);
    sheet = limit;
  }
  return {
    page: points(sheet),
    drawn: points({ width: pixels.width / scale, height: pixels.height / scale }),
    dpi: scale,
  };
}

/** Pixels a sheet's picture needs at a resolution; never more than it has. */
export function pixelsAt(sheet: Sheet, dpi: number): Size {
  const used = Math.min(dpi, sheet.dpi);
  return {
    width: Math.max(1, Math.round((sheet.drawn.width / POINTS_PER_INCH) * used)),
    height: Math.max(1, Math.round((sheet.drawn.height / POINTS_PER_INCH) * used)),
  };
}

function span(from: number, length: number, total: number): [start: number, size: number] {
  const smallest = Math.min(MIN_CROP_PX, total);
  const start = Math.min(Math.max(Math.round(from * total), 0), total - smallest);
  const size = Math.min(Math.max(Math.round(length * total), smallest), total - start);
  return [start, size];
}

function inches(mm: Size): Size {
  return { width: mm.width / MM_PER_INCH, height: mm.height / MM_PER_INCH };
}

function points(size: Size): Size {
  return { width: size.width * POINTS_PER_INCH, height: size.height * POINTS_PER_INCH };
}
