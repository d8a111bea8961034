/** Draws a page with its edits, for the screen and for the final PDF. */
import type { Sharp } from 'sharp';
import type { EncodedPicture } from './decoder';
import { encodeJpeg, openPicture, openRgb, unpackRgb } from './decoder';
import type { Size } from './geometry';
import { editedSize, keptPixels } from './geometry';
import type { RgbPicture } from './raster';
import { cornersIn, flatSize, shapeSize } from './shape';
import type { Page, PageEdits, PageShape, RenderedPage, RenderPurpose } from './types';
import { straighten } from './warp';

/** Longest side on the screen: cards of the page list are 204 px high, drawn at up to 2x. */
const LONG_EDGE_PX: Record<RenderPurpose, number> = { thumbnail: 420, preview: 1_400 };
const SCREEN_QUALITY = 80;

/** The page as the resident sees it. Throws when the kept page cannot be decoded. */
export async function renderPage(page: Page, purpose: RenderPurpose): Promise<RenderedPage> {
  const picture = await pictureSize(page.source.bytes);
  const full = editedSize(flatSize(picture, page.edits), page.edits);
  const shrink = Math.min(1, LONG_EDGE_PX[purpose] / Math.max(full.width, full.height));
  const size = { width: atLeastOne(full.width * shrink), height: atLeastOne(full.height * shrink) };
  const drawn = await editedPicture(page.source.bytes, picture, page.edits, size);
  const jpeg = await encodeJpeg(drawn, { quality: SCREEN_QUALITY });
  return { jpeg: jpeg.bytes, width: jpeg.width, height: jpeg.height };
}

/** The page at a given size, encoded; `thorough` is slower and a tenth smaller. */
export async function encodePage(
  page: Page,
  picture: Size,
  size: Size,
  options: { quality: number; thorough?: boolean },
): Promise<EncodedPicture> {
  return encodeJpeg(await editedPicture(page.source.bytes, picture, page.edits, size), options);
}

/** Size of a kept page before its edits, in pixels. */
export async function pictureSize(bytes: Uint8Array): Promise<Size> {
  const { width, height } = await openPicture(bytes).metadata();
  return { width, height };
}

/** The straightened sheet, neither turned nor cut, unpacked. */
export async function flatPicture(
  bytes: Uint8Array,
  shape: PageShape,
  flat: Size,
): Promise<RgbPicture> {
  const picture = await pictureSize(bytes);
  const full = shapeSize(shape, picture);
  // The decoder makes it small while it reads, with every pixel counted; then only the place of
  // each is looked up.
  const shrink = Math.min(1, Math.max(flat.width / full.width, flat.height / full.height));
  const decoded = await unpackRgb(
    openPicture(bytes).resize({
      width: atLeastOne(picture.width * shrink),
      height: atLeastOne(picture.height * shrink),
      fit: 'fill',
    }),
  );
  return straighten(decoded, cornersIn(shape, decoded), flat);
}

/**
 * Cuts, scales, then turns: cutting the unturned picture first lets the decoder shrink while it
 * reads, which is most of the speed.
 */
async function editedPicture(
  bytes: Uint8Array,
  picture: Size,
  edits: PageEdits,
  size: Size,
): Promise<Sharp> {
  const sideways = edits.rotate === 90 || edits.rotate === 270;
  const unturned = sideways ? { width: size.height, height: size.width } : size;
  let drawn: Sharp;
  let flat = picture;
  if (edits.shape) {
    const full = shapeSize(edits.shape, picture);
    const cut = keptPixels(full, edits);
    const shrink = Math.min(1, Math.max(unturned.width / cut.width, unturned.height / cut.height));
    flat = { width: atLeastOne(full.width * shrink), height: atLeastOne(full.height * shrink) };
    drawn = openRgb(await flatPicture(bytes, edits.shape, flat));
  } else {
    drawn = openPicture(bytes);
  }
  const kept = keptPixels(flat, edits);
  if (kept.width !== flat.width || kept.height !== flat.height) drawn = drawn.extract(kept);
  drawn = drawn.resize({ ...unturned, fit: 'fill' });
  return edits.rotate === 0 ? drawn : drawn.rotate(edits.rotate);
}

function atLeastOne(value: number): number {
  return Math.max(1, Math.round(value));
}
