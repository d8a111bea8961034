/**
 * Files a resident may bring, good and bad, made on the spot: nothing binary is kept in the
 * repository and nothing comes from a real person.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import type { Drawing } from './draw-page';
import { drawPage, fromRgb } from './draw-page';
import { encryptedPdf } from './encrypted-pdf';

const RED = [255, 0, 0] as const;
const GREEN = [0, 255, 0] as const;
const BLUE = [0, 0, 255] as const;
const YELLOW = [255, 255, 0] as const;

/** Password of the protected sample. */
export const SAMPLE_PASSWORD = 'mat-khau-mau';

/** A page as a scanner gives it: JPEG with its density in the header. */
export async function jpegPage(drawing: Partial<Drawing> = {}): Promise<Uint8Array> {
  const dpi = drawing.dpi ?? 200;
  const page = await drawPage({ ...drawing, dpi });
  return plain(await page.withMetadata({ density: dpi }).jpeg({ quality: 90 }).toBuffer());
}

/**
 * A page as a phone gives it: the sensor's rows lie on their side, EXIF says how to turn them,
 * and EXIF also names the maker and the place. 72 dots per inch mean nothing there.
 */
export async function phonePhoto(orientation: 3 | 6 | 8 = 6): Promise<Uint8Array> {
  const upright = await drawPage({ dpi: 200 });
  const turn = { 3: 180, 6: 270, 8: 90 }[orientation];
  const { data, info } = await upright.rotate(turn).raw().toBuffer({ resolveWithObject: true });
  const exif = {
    IFD0: { Make: 'MAY ANH MAU', Artist: 'Nguyen Thi Thu Nghiem' },
    IFD3: { GPSLatitude: '10/1 46/1 0/1', GPSLatitudeRef: 'N' },
  };
  const photo = fromRgb(data, info.width, info.height)
    .withMetadata({ orientation, density: 72 })
    .withExifMerge(exif)
    .jpeg({ quality: 90 });
  return plain(await photo.toBuffer());
}

/** A page as a screenshot tool gives it: PNG, with a transparent edge. */
export async function pngPage(drawing: Partial<Drawing> = {}): Promise<Uint8Array> {
  const page = await drawPage({ dpi: 200, ...drawing });
  return plain(await page.ensureAlpha().png().toBuffer());
}

/**
 * Four coloured quarters (red, green over blue, yellow): shows which way a page was turned and
 * what was cut away.
 */
export async function quarters(widthPx: number, heightPx: number): Promise<Uint8Array> {
  const colours = [RED, GREEN, BLUE, YELLOW] as const;
  const pixels = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const quarter = (y * 2 < heightPx ? 0 : 2) + (x * 2 < widthPx ? 0 : 1);
      pixels.set(colours[quarter] ?? RED, (y * widthPx + x) * 3);
    }
  }
  const options = { quality: 95, chromaSubsampling: '4:4:4' };
  return plain(await fromRgb(pixels, widthPx, heightPx).jpeg(options).toBuffer());
}

/** A PDF of A4 pages, each with a drawn page as its picture. */
export async function pdfOf(pages: number, dpi = 150): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const picture = await document.embedJpg(await jpegPage({ dpi }));
  for (let page = 0; page < pages; page += 1) {
    document.addPage([595.28, 841.89]).drawImage(picture, { width: 595.28, height: 841.89 });
  }
  return document.save();
}

/** A PDF whose only page is larger than any paper: 5 m by 5 m. */
export async function giantPagePdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([14_400, 14_400]);
  return document.save();
}

/** The first part of a PDF, as when a copy to a memory stick was cut short. */
export async function truncatedPdf(): Promise<Uint8Array> {
  const whole = await pdfOf(3);
  return whole.slice(0, Math.floor(whole.length * 0.6));
}

/** The first part of a JPEG. */
export async function truncatedJpeg(): Promise<Uint8Array> {
  const whole = await jpegPage();
  return whole.slice(0, Math.floor(whole.length * 0.6));
}

/** The first part of a PNG. */
export async function truncatedPng(): Promise<Uint8Array> {
  const whole = await pngPage();
  return whole.slice(0, Math.floor(whole.length * 0.6));
}

/** A PNG of few bytes that unpacks to 100 million pixels (one bit each, all black). */
export function decompressionBomb(): Uint8Array {
  const edge = 10_000;
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(edge, 0);
  header.writeUInt32BE(edge, 4);
  const rows = deflateSync(Buffer.alloc(edge * (1 + edge / 8)));
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
  };
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))];
  return plain(Buffer.concat([magic, ...chunks]));
}

/** The first box of a HEIC photo (ISO/IEC 14496-12 `ftyp`) with nothing behind it. */
export function heicStub(brand = 'heic'): Uint8Array {
  const box = Buffer.alloc(24);
  box.writeUInt32BE(24, 0);
  box.write('ftyp', 4, 'latin1');
  box.write(brand, 8, 'latin1');
  box.write('mif1heic', 16, 'latin1');
  return plain(box);
}

/** A zip with one text file, of the kind people rename to .pdf. */
export function zip(): Uint8Array {
  const name = Buffer.from('mau.txt', 'latin1');
  const content = Buffer.from('GIAY MAU', 'latin1');
  const packed = deflateRawSync(content);
  const entry = Buffer.alloc(26);
  entry.writeUInt16LE(20, 0);
  entry.writeUInt16LE(8, 4);
  entry.writeUInt32LE(crc32(content), 10);
  entry.writeUInt32LE(packed.length, 14);
  entry.writeUInt32LE(content.length, 18);
  entry.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), entry, name, packed]);
  const made = Buffer.from([20, 0]);
  const attributes = Buffer.alloc(14);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02', 'latin1'),
    made,
    entry,
    attributes,
    name,
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return plain(Buffer.concat([local, central, end]));
}

/** A PDF that opens only with `SAMPLE_PASSWORD`. */
export function passwordPdf(): Uint8Array {
  return encryptedPdf({ user: SAMPLE_PASSWORD, owner: 'chu-so-huu-mau' });
}

/** A PDF that opens for everybody but forbids printing, as many offices send them. */
export function ownerLockedPdf(): Uint8Array {
  return encryptedPdf({ user: '', owner: 'chu-so-huu-mau' });
}

/**
 * Writes one of each into a folder, for tests that choose files as a person would.
 * Returns the absolute paths by name.
 */
export async function writeSampleFiles(folder: string): Promise<Record<string, string>> {
  const files: Record<string, Uint8Array> = {
    'giay-mau.jpg': await jpegPage(),
    'giay-mau.png': await pngPage(),
    'anh-dien-thoai.jpg': await phonePhoto(),
    'mot-trang.pdf': await pdfOf(1),
    'ba-trang.pdf': await pdfOf(3),
    'bi-cut.pdf': await truncatedPdf(),
    'bi-cut.jpg': await truncatedJpeg(),
    'co-mat-khau.pdf': passwordPdf(),
    'anh.heic': heicStub(),
    'zip-doi-ten.pdf': zip(),
    'rong.pdf': new Uint8Array(0),
  };
  await mkdir(folder, { recursive: true });
  const paths: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(files)) {
    paths[name] = join(folder, name);
    await writeFile(join(folder, name), bytes);
  }
  return paths;
}

/** A Uint8Array over its own memory: Buffers may share a pool, which cannot be handed over. */
function plain(buffer: Buffer): Uint8Array {
  return Uint8Array.from(buffer);
}
