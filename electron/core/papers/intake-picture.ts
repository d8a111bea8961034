/** A picture file becomes a page: upright, without metadata, of bounded size, judged. */

import type { Result } from '../../contract/result';
import { err, ok } from '../../contract/result';
import { encodeJpeg, openPicture, unpackGrey } from './decoder';
import { withoutMetadata } from './jpeg-metadata';
import { KEPT_JPEG_QUALITY, MAX_KEPT_EDGE_PX, MAX_PICTURE_PIXELS, MIN_DPI } from './limits';
import { QUALITY_EDGE_PX, qualityOf } from './quality';
import type { IntakePage, PageQuality } from './types';

/** Longest side of A3; a density that makes a sheet larger than that is a camera's invention. */
const A3_LONG_INCHES = 420 / 25.4;
/** Above this a density is nonsense in a consumer's file. */
const MAX_BELIEVED_DPI = 1_200;

/**
 * Takes in one JPEG or PNG. A JPEG that needs no change is kept bit for bit, without its metadata;
 * everything else is encoded anew. `dpi` overrides what the file says about itself.
 * Fails with FILE_IMAGE_DAMAGED or FILE_TOO_MANY_PIXELS.
 */
export async function intakePicture(bytes: Uint8Array, dpi?: number): Promise<Result<IntakePage>> {
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
  const density = dpi ?? believed(facts.density, longEdge);
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
      const quality = await judge(stripped, longEdge);
      const source = pageSource(stripped, density);
      return ok({
        source,
        width: facts.width,
        height: facts.height,
        edits: { rotate: 0 },
        quality,
        advice: [],
      });
    }
    const shrink = Math.min(1, MAX_KEPT_EDGE_PX / longEdge);
    const picture = openPicture(bytes)
      .autoOrient()
      .resize({
        width: MAX_KEPT_EDGE_PX,
        height: MAX_KEPT_EDGE_PX,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb');
    const kept = await encodeJpeg(picture, { quality: KEPT_JPEG_QUALITY });
    const quality = await judge(kept.bytes, Math.max(kept.width, kept.height));
    const source = pageSource(kept.bytes, density && density * shrink);
    return ok({
      source,
      width: kept.width,
      height: kept.height,
      edits: { rotate: 0 },
      quality,
      advice: [],
    });
  } catch {
    return err('FILE_IMAGE_DAMAGED');
  }
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
