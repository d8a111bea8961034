/**
 * A picture as ESC/POS raster, and a receipt printer's own words about its state. Pictures, because
 * code pages for Vietnamese differ from maker to maker and drop the marks (see README.md).
 */
import type { PrinterTrouble } from '../printer';

/** One grey byte a dot, rows from the top; below `DARK` is ink. */
export type DotPicture = { width: number; height: number; grey: Uint8Array };

/**
 * Dots of the printable width at 203 dpi, 8 to the millimetre, and the paper around it: 72 of 80
 * mm, 48 of 58 mm.
 */
export const ROLLS = {
  roll80: { paperMm: 80, dots: 576 },
  roll58: { paperMm: 58, dots: 384 },
} as const;

/** Lines of one raster command: small printers take no more than 255, and rows come in eights. */
const BAND_LINES = 240;
/** Thin strokes of small letters are grey at this resolution: half-dark is still ink. */
const DARK = 160;

/** DLE DC4 fn 8: clears the buffer at once (Epson's reference; others ignore it). */
export const CLEAR_BUFFER = Uint8Array.of(0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8);
/** GS r 1: answered when everything before it is on paper. */
export const TELL_WHEN_DONE = Uint8Array.of(0x1d, 0x72, 1);
/** DLE EOT n: answered at once. */
export const ASK = {
  offlineCause: Uint8Array.of(0x10, 0x04, 2),
  error: Uint8Array.of(0x10, 0x04, 3),
  paper: Uint8Array.of(0x10, 0x04, 4),
} as const;

/** Fixed bits tell the two kinds of answer apart. */
export function isRealTimeAnswer(byte: number): boolean {
  return (byte & 0x93) === 0x12;
}

/** What three answers to DLE EOT 2, 3 and 4 mean; null when all is well. */
export function statusTrouble(
  offlineCause: number,
  error: number,
  paper: number,
): PrinterTrouble | null {
  if (offlineCause & 0x04) return 'PRINTER_COVER_OPEN';
  if (offlineCause & 0x20 || paper & 0x60) return 'PRINTER_PAPER_OUT';
  // The cutter stands in the paper.
  if (error & 0x08) return 'PRINTER_JAM';
  if (offlineCause & 0x40 || error & 0x60) return 'PRINTER_FAILED';
  return null;
}

/** The commands that print `picture` and cut, band by band. */
export async function encodeReceipt(picture: DotPicture): Promise<Uint8Array[]> {
  const { default: ReceiptPrinterEncoder } = await import('@point-of-sale/receipt-printer-encoder');
  const encoder = () => new ReceiptPrinterEncoder({ language: 'esc-pos', imageMode: 'raster' });
  const parts: Uint8Array[] = [encoder().initialize().encode()];
  const { width, height, grey } = picture;
  for (let top = 0; top < height; top += BAND_LINES) {
    const lines = Math.min(BAND_LINES, height - top);
    // Only multiples of eight lines, the rest white.
    const padded = Math.ceil(lines / 8) * 8;
    const data = new Uint8ClampedArray(width * padded * 4).fill(255);
    for (let dot = 0; dot < width * lines; dot += 1) {
      if ((grey[top * width + dot] ?? 255) < DARK) data.fill(0, dot * 4, dot * 4 + 3);
    }
    const image = { data, width, height: padded } as ImageDataLike;
    const encoded = encoder().image(image, width, padded, 'threshold').encode('commands');
    // Its bytes without the line feed that follows: that would leave a gap between the bands.
    for (const command of encoded.flatMap((line) => line.commands)) {
      const { type, payload } = command as { type: string; payload: number[] };
      if (type === 'image') parts.push(Uint8Array.from(payload));
    }
  }
  parts.push(encoder().newline(2).cut('partial').encode());
  return parts;
}

/** What the encoder reads of the browser's ImageData. */
type ImageDataLike = Parameters<
  InstanceType<typeof import('@point-of-sale/receipt-printer-encoder').default>['image']
>[0];
