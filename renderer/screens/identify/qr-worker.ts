/**
 * Reads QR codes out of camera pictures, apart from the page so that it stays smooth. The decoder
 * comes from this application itself, never from a network.
 */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { QrAnswer, QrRequest } from './qr-messages';

prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

let canvas: OffscreenCanvas | null = null;

function pixelsOf(bitmap: ImageBitmap): ImageData | null {
  const { width, height } = bitmap;
  if (canvas === null || canvas.width !== width || canvas.height !== height) {
    canvas = new OffscreenCanvas(width, height);
  }
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context?.getImageData(0, 0, width, height) ?? null;
}

/** The text of the first QR code in the picture, in NFC. */
async function read(bitmap: ImageBitmap): Promise<string | null> {
  const pixels = pixelsOf(bitmap);
  if (pixels === null) return null;
  const [found] = await readBarcodes(pixels, {
    formats: ['QRCode'],
    tryHarder: true,
    maxNumberOfSymbols: 1,
    characterSet: 'UTF8',
  });
  return found?.isValid ? found.text.normalize('NFC') : null;
}

self.onmessage = async ({ data }: MessageEvent<QrRequest>) => {
  const text = await read(data.bitmap);
  self.postMessage({ text } satisfies QrAnswer);
};
