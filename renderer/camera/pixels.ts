/** Pixels of pictures, in a worker. What they are put into is kept: making it anew is slow. */
import { type Grey, greyOf } from './light';

let canvas: OffscreenCanvas | null = null;

function contextFor(width: number, height: number) {
  canvas ??= new OffscreenCanvas(width, height);
  if (canvas.width < width) canvas.width = width;
  if (canvas.height < height) canvas.height = height;
  // In ordinary memory: read back after every drawing, a canvas on the graphics card is slower.
  return canvas.getContext('2d', { willReadFrequently: true });
}

/** The RGBA pixels of `bitmap`, which is used up. */
export function pixelsOf(bitmap: ImageBitmap): ImageData | null {
  const { width, height } = bitmap;
  const context = contextFor(width, height);
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context?.getImageData(0, 0, width, height) ?? null;
}

/** A part of a picture, in pixels. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Formats whose first plane is the brightness, one byte per pixel. */
const BRIGHTNESS_FIRST = new Set<VideoPixelFormat | null>([
  'I420',
  'I420A',
  'I422',
  'I444',
  'NV12',
]);

let plane = new Uint8Array(0);

/**
 * The brightness of `part` (even numbers) of `frame`, which is used up. Cameras send it apart from
 * the colours: copying it takes a fraction of what drawing the picture does. Good until the next
 * call.
 */
export async function brightnessOf(frame: VideoFrame, part: Part): Promise<Grey | null> {
  const { x, y, width, height } = part;
  try {
    if (!BRIGHTNESS_FIRST.has(frame.format)) return drawnBrightness(frame, part);
    const rect = { x, y, width, height };
    const bytes = frame.allocationSize({ rect });
    if (plane.length < bytes) plane = new Uint8Array(bytes);
    const [first] = await frame.copyTo(plane, { rect });
    if (first === undefined || first.stride !== width) return null;
    return { data: plane.subarray(first.offset, first.offset + width * height), width, height };
  } finally {
    frame.close();
  }
}

function drawnBrightness(frame: VideoFrame, { x, y, width, height }: Part): Grey | null {
  const context = contextFor(width, height);
  context?.drawImage(frame, x, y, width, height, 0, 0, width, height);
  const pixels = context?.getImageData(0, 0, width, height);
  return pixels === undefined ? null : greyOf(pixels);
}

let greyPixels: ImageData | null = null;

/** RGBA pixels of a grey picture. Good until the next call. */
export function rgbaOf({ data, width, height }: Grey): ImageData {
  if (greyPixels?.width !== width || greyPixels.height !== height) {
    greyPixels = new ImageData(width, height);
  }
  const words = new Uint32Array(greyPixels.data.buffer);
  for (let at = 0; at < words.length; at += 1)
    words[at] = 0xff00_0000 | ((data[at] ?? 0) * 0x01_0101);
  return greyPixels;
}
