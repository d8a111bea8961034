/** A picture file becomes a page: upright, without metadata, of bounded size, judged. */

import type { Sharp } from 'sharp';
import type { Result } from '../../contract/result';
import { err, ok } from '../../contract/result';
import { encodeJpeg, openPicture, unpackGrey, unpackRgb } from './decoder';
import { EXAMINED_EDGE_PX, examine } from './examine';
import type { Size } from './geometry';
import { withoutMetadata } from './jpeg-metadata';
import { KEPT_JPEG_QUALITY, MAX_KEPT_EDGE_PX, MAX_PICTURE_PIXELS, MIN_DPI } from './limits';
import { QUALITY_EDGE_PX, qualityOf } from './quality';
import { greyOf } from './raster';
import { flatPicture } from './render';
import { shapeSize } from './shape';
import type { IntakePage, Origin, PageQuality, PageShape } from './types';

/** Longest side of A3; a density that makes a sheet larger than that is a camera's invention. */
const A3_LONG_INCHES = 420 / 25.4;
/** Above this a density is nonsense in a consumer's file. */
const MAX_BELIEVED_DPI = 1_200;
/** What the pages of a long scan have in common (5 mm), so that no line is cut through in both. */
const OVERLAP_INCHES = 0.2;

/** What the caller knows about a picture. */
export type PictureOptions = { origin: Origin; dpi?: number | undefined };

/**
 * Takes in one JPEG or PNG. A JPEG that needs no change is kept bit for bit, without its metadata;
 * everything else is encoded anew. `dpi` overrides what the file says about itself. A scan longer
 * than a kept page may be (a receipt) becomes several pages of its true size.
 * Fails with FILE_IMAGE_DAMAGED or FILE_TOO_MANY_PIXELS.
 */
export async function intakePicture(
  bytes: Uint8Array,
  options: PictureOptions = { origin: 'file' },
): Promise<Result<IntakePage[]>> {
  const facts = await openPicture(bytes)
    .metadata()
    .catch((error: unknown) => {
      // The header is read before the limit is checked, so the limit shows as an error here.
      if (error instanceof Error && error.message.includes('pixel limit')) return 'huge';
      return 'damaged';
    });
  if (facts === 'huge') return tooManyPixels();
  if (typeof facts === 'string') return err('FILE_IMAGE_DAMAGED');
  if (facts.width * facts.height > MAX_PICTURE_PIXELS) return tooManyPixels();

  const longEdge = Math.max(facts.width, facts.height);
  // The lens decides how large a photographed sheet appears; no density in the file knows.
  const dpi =
    options.origin === 'photo' ? undefined : (options.dpi ?? believed(facts.density, longEdge));
  const known = { origin: options.origin, dpi };
  const untouched =
    facts.format === 'jpeg' &&
    (facts.orientation ?? 1) === 1 &&
    (facts.icc === undefined || isSrgb(facts.icc)) &&
    (facts.space === 'srgb' || facts.space === 'b-w') &&
    longEdge <= MAX_KEPT_EDGE_PX;
  const stripped = untouched ? withoutMetadata(bytes) : undefined;
  try {
    if (stripped) {
      // Judging decodes the whole picture, so it also finds a cut file.
      return ok([await judged(stripped, facts, known)]);
    }
    if (options.origin === 'scan' && dpi !== undefined && longEdge > MAX_KEPT_EDGE_PX) {
      return ok(await longScan(bytes, { origin: 'scan', dpi }));
    }
    const shrink = Math.min(1, MAX_KEPT_EDGE_PX / longEdge);
    const picture = inOurColours(openPicture(bytes).autoOrient()).resize({
      width: MAX_KEPT_EDGE_PX,
      height: MAX_KEPT_EDGE_PX,
      fit: 'inside',
      withoutEnlargement: true,
    });
    const kept = await encodeJpeg(picture, { quality: KEPT_JPEG_QUALITY });
    return ok([await judged(kept.bytes, kept, { ...known, dpi: dpi && dpi * shrink })]);
  } catch {
    return err('FILE_IMAGE_DAMAGED');
  }
}

/** Cuts a scan across its length into equal pages, each seeing a little of the next. */
async function longScan(
  bytes: Uint8Array,
  known: { origin: 'scan'; dpi: number },
): Promise<IntakePage[]> {
  const upright = (facts: { width: number; height: number }) => facts.height >= facts.width;
  const { autoOrient: size } = await openPicture(bytes).metadata();
  const length = Math.max(size.width, size.height);
  const overlap = Math.round(OVERLAP_INCHES * known.dpi);
  const count = Math.ceil((length - overlap) / (MAX_KEPT_EDGE_PX - overlap));
  const step = Math.ceil((length - overlap) / count);
  const pages: IntakePage[] = [];
  for (let index = 0; index < count; index += 1) {
    const from = index * step;
    const long = Math.min(step + overlap, length - from);
    const part = upright(size)
      ? { left: 0, top: from, width: size.width, height: long }
      : { left: from, top: 0, width: long, height: size.height };
    const picture = inOurColours(openPicture(bytes).autoOrient().extract(part));
    const kept = await encodeJpeg(picture, { quality: KEPT_JPEG_QUALITY });
    pages.push(await judged(kept.bytes, kept, { ...known, wholeLengthPx: length }));
  }
  return pages;
}

/** Transparency is white paper, and colours are those of sRGB whatever the file's profile. */
function inOurColours(picture: Sharp): Sharp {
  return picture.flatten({ background: '#ffffff' }).toColourspace('srgb');
}

/** Examines and judges a kept page; throws when it cannot be decoded to its end. */
async function judged(
  jpeg: Uint8Array,
  { width, height }: Size,
  known: PictureOptions & { wholeLengthPx?: number },
): Promise<IntakePage> {
  const full = { width, height };
  const small = await unpackRgb(
    openPicture(jpeg).resize({
      width: EXAMINED_EDGE_PX,
      height: EXAMINED_EDGE_PX,
      fit: 'inside',
      withoutEnlargement: true,
    }),
  );
  const { edits, advice } = examine(small, full, known);
  const { shape } = edits;
  const quality = shape
    ? await judgeSheet(jpeg, shape, full)
    : await judge(jpeg, Math.max(width, height));
  return { source: pageSource(jpeg, known.dpi), ...full, edits, quality, advice };
}

/** Judges only the sheet: the table around it may be dark, and the lid is always blank. */
async function judgeSheet(jpeg: Uint8Array, shape: PageShape, full: Size): Promise<PageQuality> {
  const { width, height } = shapeSize(shape, full);
  const longEdge = Math.max(width, height);
  const shrink = Math.min(1, QUALITY_EDGE_PX / longEdge);
  const flat = {
    width: Math.max(1, Math.round(width * shrink)),
    height: Math.max(1, Math.round(height * shrink)),
  };
  return qualityOf(greyOf(await flatPicture(jpeg, shape, flat)), longEdge);
}

/** Judges an encoded page; throws when it cannot be decoded to its end. */
export async function judge(jpeg: Uint8Array, longEdgePx: number): Promise<PageQuality> {
  const small = openPicture(jpeg).resize({
    width: QUALITY_EDGE_PX,
    height: QUALITY_EDGE_PX,
    fit: 'inside',
    withoutEnlargement: true,
  });
  return qualityOf(await unpackGrey(small), longEdgePx);
}

/** Colours of a picture in sRGB stay the same when its profile is left out. */
function isSrgb(profile: Uint8Array): boolean {
  const text = Buffer.from(profile);
  // ICC.1 profile descriptions: ASCII in version 2, UTF-16 in version 4.
  return text.includes('sRGB') || text.includes(Buffer.from('\0s\0R\0G\0B', 'latin1'));
}

function pageSource(bytes: Uint8Array, dpi: number | undefined): IntakePage['source'] {
  return dpi === undefined ? { kind: 'image', bytes } : { kind: 'image', bytes, dpi };
}

function believed(density: number | undefined, longEdgePx: number): number | undefined {
  if (density === undefined || density < MIN_DPI || density > MAX_BELIEVED_DPI) return undefined;
  return longEdgePx / density <= A3_LONG_INCHES * 1.02 ? density : undefined;
}

function tooManyPixels(): Result<never> {
  return err('FILE_TOO_MANY_PIXELS', { maxMegapixels: MAX_PICTURE_PIXELS / 1_000_000 });
}
