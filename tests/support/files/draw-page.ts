/**
 * Draws pages of fictitious text, so that tests need no picture of a real paper.
 * Fonts come from the system; without one the page has boxes instead of letters, which is still
 * a page with sharp edges.
 */

import type { Sharp } from 'sharp';
import sharp from 'sharp';

/** ISO 216 A4 in millimetres. */
const A4_MM = { width: 210, height: 297 };
const MM_PER_INCH = 25.4;

/** Red, green, blue of the sheet and of the writing. */
const PAPER = [253, 252, 248] as const;
const INK = [27, 27, 36] as const;
/** The size official forms are printed in. */
const TEXT_POINTS = 11;

/** Obviously fictitious, with the stacked diacritics that fonts and encoders get wrong. */
const LINES = [
  'GIẤY MẪU – KHÔNG CÓ GIÁ TRỊ',
  'Họ và tên: Nguyễn Thị Ửng Đặng Ỷ (nhân vật thử nghiệm)',
  'Số định danh: 079199000000',
  'Nơi ở: Số 0, Đường Thử Nghiệm, Phường Mẫu, Thành phố Ví Dụ',
  'Nội dung: đây là trang giấy vẽ ra để thử máy, không phải giấy tờ thật.',
];

export type Drawing = {
  /** Dots per inch; the page is A4 unless a size is given. */
  dpi: number;
  widthPx?: number;
  heightPx?: number;
  /** Standard deviation of a Gaussian blur in pixels, as of a hand that shook. */
  blurPx?: number;
  /** 1 is white paper in good light, 0.2 a photo in the dark. */
  light?: number;
  /** False draws an empty sheet. */
  text?: boolean;
};

/** Draws one page; the returned pipeline still has to be encoded. */
export async function drawPage(drawing: Drawing): Promise<Sharp> {
  const width = drawing.widthPx ?? Math.round((A4_MM.width / MM_PER_INCH) * drawing.dpi);
  const height = drawing.heightPx ?? Math.round((A4_MM.height / MM_PER_INCH) * drawing.dpi);
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 3) pixels.set(PAPER, at);
  if (drawing.text !== false) await write(pixels, { width, height, dpi: drawing.dpi });
  let image = fromRgb(pixels, width, height);
  if (drawing.blurPx) image = image.blur(drawing.blurPx);
  if (drawing.light !== undefined) image = image.linear(drawing.light, 0);
  return fromRgb(await image.raw().toBuffer(), width, height);
}

/** Opens unpacked red, green and blue. */
export function fromRgb(pixels: Uint8Array, width: number, height: number): Sharp {
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/**
 * Fills the page with lines of text. No SVG here: the papers worker switches that decoder off,
 * and in a test it shares the process with this.
 */
async function write(
  pixels: Buffer,
  page: { width: number; height: number; dpi: number },
): Promise<void> {
  const margin = Math.round(Math.min(page.width, page.height) * 0.08);
  const text = LINES.join('\n');
  const { data, info } = await sharp({
    text: { text, font: `DejaVu Serif ${TEXT_POINTS}`, dpi: page.dpi, spacing: page.dpi / 10 },
  })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const blockPx = info.height + Math.round(page.dpi / 5);
  for (let top = margin; top + info.height < page.height - margin; top += blockPx) {
    for (let y = 0; y < info.height; y += 1) {
      for (let x = 0; x < Math.min(info.width, page.width - 2 * margin); x += 1) {
        const ink = (data[(y * info.width + x) * info.channels] ?? 0) / 255;
        const at = ((top + y) * page.width + margin + x) * 3;
        for (const channel of [0, 1, 2] as const) {
          pixels[at + channel] = PAPER[channel] * (1 - ink) + INK[channel] * ink;
        }
      }
    }
  }
}

/** A sheet with noise, as a sensor sees one: evenly lit paper is never perfectly even. */
export async function withNoise(image: Sharp, amount: number): Promise<Sharp> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  let seed = 12_345;
  for (let at = 0; at < data.length; at += 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    const noise = ((seed >> 16) % (2 * amount + 1)) - amount;
    data[at] = Math.max(0, Math.min(255, (data[at] ?? 0) + noise));
  }
  return fromRgb(data, info.width, info.height);
}
