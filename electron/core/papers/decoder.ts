/**
 * The picture library as this worker uses it: one thread, no cache, and only the decoders of the
 * two kinds of picture that are taken. Loaded nowhere but in the papers worker.
 */

import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { MAX_PICTURE_PIXELS } from './limits';
import type { GreyPicture } from './quality';
import type { RgbPicture } from './raster';

sharp.cache(false);
sharp.concurrency(1);
// A stranger's file must not reach the dozens of other decoders, whatever its bytes pretend.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng'] });

/** Opens a JPEG or PNG. Decoding fails on a cut file instead of leaving a grey rest. */
export function openPicture(bytes: Uint8Array): Sharp {
  return sharp(asBuffer(bytes), {
    failOn: 'error',
    limitInputPixels: MAX_PICTURE_PIXELS,
    sequentialRead: true,
  });
}

/** Opens unpacked pixels, four bytes each (red, green, blue, alpha). */
export function openPixels(data: Uint8Array, width: number, height: number): Sharp {
  return sharp(asBuffer(data), { raw: { width, height, channels: 4 } });
}

/** Opens unpacked red, green and blue. */
export function openRgb({ data, width, height }: RgbPicture): Sharp {
  return sharp(asBuffer(data), { raw: { width, height, channels: 3 } });
}

export type EncodedPicture = {
  bytes: Uint8Array;
  width: number;
  height: number;
};

/** Encodes as a JPEG in its own memory, which can be handed to another thread. */
export async function encodeJpeg(
  picture: Sharp,
  options: { quality: number; thorough?: boolean },
): Promise<EncodedPicture> {
  const { data, info } = await picture
    .jpeg({ quality: options.quality, mozjpeg: options.thorough === true })
    .toBuffer({ resolveWithObject: true });
  return { bytes: new Uint8Array(data), width: info.width, height: info.height };
}

/** Unpacks to one grey byte per pixel. */
export async function unpackGrey(picture: Sharp): Promise<GreyPicture> {
  const { data, info } = await picture.greyscale().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Unpacks to red, green and blue; grey pictures get the same value in all three. */
export async function unpackRgb(picture: Sharp): Promise<RgbPicture> {
  const { data, info } = await picture
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`a picture of ${info.channels} channels`);
  return { data, width: info.width, height: info.height };
}

/**
 * Only Buffers go in and out of the library: with plain arrays sharp 0.35.5 loses about as much
 * memory as they are large with every picture (measured over 60 pictures; `toUint8Array` too).
 */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
