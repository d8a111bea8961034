/** Pixels of pictures, in a worker. One canvas is kept: a new one for every picture is slow. */

let canvas: OffscreenCanvas | null = null;

/** The RGBA pixels of `bitmap`, which is used up. */
export function pixelsOf(bitmap: ImageBitmap): ImageData | null {
  const { width, height } = bitmap;
  canvas ??= new OffscreenCanvas(width, height);
  if (canvas.width < width) canvas.width = width;
  if (canvas.height < height) canvas.height = height;
  // In ordinary memory: read back after every drawing, a canvas on the graphics card is slower.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context?.getImageData(0, 0, width, height) ?? null;
}
