/**
 * Reads QR codes out of camera pictures, apart from the page so that it stays smooth. The decoder
 * comes from this application itself, never from a network.
 */
import { type Position, prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { lightOf } from '../../camera/light';
import { brightnessOf, rgbaOf } from '../../camera/pixels';
import { partOf } from './look-part';
import type { QrAnswer, QrRequest } from './qr-messages';

prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

/** Mean length of the four sides, in pixels. */
function sideOf({ topLeft, topRight, bottomRight, bottomLeft }: Position): number {
  const length = (a: typeof topLeft, b: typeof topLeft) => Math.hypot(a.x - b.x, a.y - b.y);
  return (
    (length(topLeft, topRight) +
      length(topRight, bottomRight) +
      length(bottomRight, bottomLeft) +
      length(bottomLeft, topLeft)) /
    4
  );
}

/** Looks for one QR code; its text is in NFC. */
async function look({ frame, whole }: QrRequest): Promise<QrAnswer> {
  const { width, height } = frame.visibleRect ?? {
    width: frame.codedWidth,
    height: frame.codedHeight,
  };
  const picture = await brightnessOf(frame, partOf(width, height, whole));
  if (picture === null) return { text: null, code: null, light: null };
  const [found] = await readBarcodes(rgbaOf(picture), {
    formats: ['QRCode'],
    tryHarder: true,
    // A QR code is found at any angle without; and no card has a white code on black.
    tryRotate: false,
    tryInvert: false,
    maxNumberOfSymbols: 1,
    characterSet: 'UTF8',
    // One that is there and cannot be read tells how far away the card is.
    returnErrors: true,
  });
  if (found?.isValid) return { text: found.text.normalize('NFC'), code: null, light: null };
  return {
    text: null,
    code: found === undefined ? null : { sidePx: sideOf(found.position) },
    light: whole ? lightOf(picture) : null,
  };
}

self.onmessage = async ({ data }: MessageEvent<QrRequest>) => {
  self.postMessage((await look(data)) satisfies QrAnswer);
};
