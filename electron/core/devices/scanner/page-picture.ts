/** Whether the bytes of a scanned page are a whole picture, before anyone decodes them. */

/** Largest page taken from a device; the same bound as for a file somebody brings. */
export const MOST_PAGE_BYTES = 30 * 1_048_576;

/** Some devices fill the last packet of a JPEG with zeros. */
const LONGEST_PADDING_BYTES = 65_536;

/**
 * True for a JPEG from its first marker to its last (ITU-T T.81: SOI FF D8, EOI FF D9), or a PNG
 * from its signature to its IEND chunk (ISO/IEC 15948). A page that was cut off is neither.
 */
export function isWholePicture(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 16 || view.length > MOST_PAGE_BYTES) return false;
  if (view.readUInt16BE(0) === 0xffd8 && view[2] === 0xff) {
    let end = view.length;
    const earliest = Math.max(2, end - LONGEST_PADDING_BYTES);
    while (end > earliest && view[end - 1] === 0) end -= 1;
    return view.readUInt16BE(end - 2) === 0xffd9;
  }
  return (
    view.readBigUInt64BE(0) === 0x89504e470d0a1a0an &&
    view.indexOf('IEND', Math.max(8, view.length - 64), 'latin1') > 0
  );
}
