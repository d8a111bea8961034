/**
 * Takes everything out of a JPEG that is not the picture: EXIF (place, time, owner), ICC, XMP,
 * comments, previews, and whatever follows the end (phones append short films there). The picture
 * itself is copied bit by bit, so nothing is lost to a second compression.
 * Markers: ITU-T T.81, annex B.
 */

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;
const JFIF_APP0 = 0xe0;
const ADOBE_APP14 = 0xee;

/** The same picture without metadata, or undefined when the markers do not add up. */
export function withoutMetadata(jpeg: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const parts: Uint8Array[] = [Uint8Array.of(0xff, SOI)];
  let at = 2;
  while (at + 1 < jpeg.length) {
    if (jpeg[at] !== 0xff) return undefined;
    const marker = jpeg[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) {
      parts.push(Uint8Array.of(0xff, EOI));
      return joined(parts);
    }
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    let end = at + 2 + length;
    if (length < 2 || end > jpeg.length) return undefined;
    if (marker === SOS) end = endOfScan(jpeg, end);
    if (isKept(marker, jpeg, at)) parts.push(jpeg.subarray(at, end));
    at = end;
  }
  return undefined;
}

/** JFIF and Adobe segments say how colours are stored; without them colours turn. */
function isKept(marker: number, jpeg: Uint8Array, at: number): boolean {
  if (marker === COM) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  const name = String.fromCharCode(...jpeg.subarray(at + 4, at + 9));
  if (marker === JFIF_APP0) return name === 'JFIF\0';
  return marker === ADOBE_APP14 && name === 'Adobe';
}

/** Compressed data runs to the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(jpeg: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < jpeg.length) {
    at = jpeg.indexOf(0xff, at);
    if (at < 0) return jpeg.length;
    const next = jpeg[at + 1] ?? 0;
    const isRestart = next >= 0xd0 && next <= 0xd7;
    if (next !== 0 && !isRestart && next !== 0xff) return at;
    at += next === 0xff ? 1 : 2;
  }
  return jpeg.length;
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
