/**
 * Draws fictitious papers as scanners and cameras see them: Vietnamese print of many kinds, sheets
 * laid slanting on a lid, photographed at an angle, with a thumb or a lamp's reflection on them.
 * Text comes from the system's fonts; no picture of a real paper is needed.
 */
import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { fromRgb } from './draw-page';

export type Colour = readonly [red: number, green: number, blue: number];
export type Spot = { x: number; y: number };
export type Corners = [Spot, Spot, Spot, Spot];
/** Unpacked red, green and blue. */
export type Pixels = { data: Uint8Array; width: number; height: number };

const MM_PER_INCH = 25.4;
const WHITE: Colour = [252, 251, 247];
const INK: Colour = [30, 30, 38];

/** Obviously fictitious prose, with every tone and hat. */
const SENTENCES = [
  'Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc.',
  'Họ và tên: Nguyễn Thị Thử Nghiệm, sinh ngày 01 tháng 01 năm 1999.',
  'Nơi thường trú: Số 0, Đường Thử Nghiệm, Phường Mẫu, Thành phố Ví Dụ.',
  'Đây là trang giấy vẽ ra để thử máy, không phải giấy tờ thật của ai.',
  'Bên cho thuê đồng ý cho bên thuê ở nhà trên trong thời hạn mười hai tháng.',
  'Người làm đơn xin cam đoan những lời khai trên đây là đúng sự thật.',
  'Đề nghị cơ quan có thẩm quyền xem xét, giải quyết theo quy định.',
  'Kèm theo đơn này là bản sao giấy chứng sinh và văn bản thỏa thuận.',
];
/** The same without marks, as on old typewriters and foreign papers. */
const PLAIN_SENTENCES = [
  'This certificate is a drawing made for a test and belongs to nobody.',
  'The holder of the sample passport is kindly asked to keep the paper flat.',
  'Place of birth: Sample Ward, Example City. Date of issue: 01 January 2000.',
  'Nothing printed here is the name, the number or the address of a person.',
];

export type Print = {
  font: string;
  points: number;
  dpi: number;
  lines: number;
  /** Extra space between lines, points. */
  spacing?: number;
  kind?: 'vietnamese' | 'capitals' | 'plain' | 'form';
  /** Which sentence comes first, so that pages differ. */
  seed?: number;
};

/** The lines of a print, one sentence each. */
function linesOf({ lines, kind = 'vietnamese', seed = 0 }: Print): string[] {
  const source = kind === 'plain' ? PLAIN_SENTENCES : SENTENCES;
  return Array.from({ length: lines }, (_, line) => {
    const sentence = source[(seed + line * 3) % source.length] ?? '';
    // Lines of a paragraph end where they like.
    const cut = sentence.slice(0, Math.max(18, sentence.length - ((seed * 7 + line * 11) % 30)));
    if (kind === 'capitals') return cut.toUpperCase();
    return kind === 'form' ? `${cut.slice(0, 22)}: ..............................` : cut;
  });
}

/** A sheet of one colour. */
export function sheet(width: number, height: number, colour: Colour = WHITE): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < data.length; at += 3) data.set(colour, at);
  return { data, width, height };
}

/** Pixels of a length at a resolution. */
export function pixels(millimetres: number, dpi: number): number {
  return Math.round((millimetres / MM_PER_INCH) * dpi);
}

/** Prints text onto a sheet, from `left` and `top` (pixels); what does not fit is cut off. */
export async function print(
  page: Pixels,
  text: Print,
  left: number,
  top: number,
  ink: Colour = INK,
): Promise<void> {
  const { data, info } = await sharp({
    text: {
      text: linesOf(text).join('\n'),
      font: `${text.font} ${text.points}`,
      dpi: text.dpi,
      spacing: Math.round(((text.spacing ?? 4) / 72) * text.dpi),
    },
  })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (let y = 0; y < Math.min(info.height, page.height - top); y += 1) {
    for (let x = 0; x < Math.min(info.width, page.width - left); x += 1) {
      const share = (data[(y * info.width + x) * info.channels] ?? 0) / 255;
      if (share > 0) blend(page, left + x, top + y, ink, share);
    }
  }
}

/** A page of print with margins; A4 at 150 dpi unless told otherwise. */
export async function printedPage(
  options: Partial<Print> & { widthMm?: number; heightMm?: number; colour?: Colour } = {},
): Promise<Pixels> {
  const dpi = options.dpi ?? 150;
  const page = sheet(
    pixels(options.widthMm ?? 210, dpi),
    pixels(options.heightMm ?? 297, dpi),
    options.colour,
  );
  const points = options.points ?? 12;
  const text: Print = { font: 'Liberation Serif', lines: 30, ...options, dpi, points };
  const margin = Math.round(Math.min(page.width * 0.1, pixels(20, dpi)));
  await print(page, text, margin, margin);
  return page;
}

/** A rectangle of one colour; parts outside the sheet are left out. */
export function rectangle(
  page: Pixels,
  box: { left: number; top: number; width: number; height: number },
  colour: Colour,
): void {
  for (let y = Math.max(0, box.top); y < Math.min(page.height, box.top + box.height); y += 1) {
    for (let x = Math.max(0, box.left); x < Math.min(page.width, box.left + box.width); x += 1) {
      page.data.set(colour, (y * page.width + x) * 3);
    }
  }
}

/** An ellipse that fades at its rim; `strength` 1 covers what is under it. */
export function ellipse(
  page: Pixels,
  at: { x: number; y: number; rx: number; ry: number },
  colour: Colour,
  options: { strength?: number; rim?: number } = {},
): void {
  const { strength = 1, rim = 0.1 } = options;
  for (
    let y = Math.max(0, Math.floor(at.y - at.ry));
    y < Math.min(page.height, at.y + at.ry);
    y++
  ) {
    for (
      let x = Math.max(0, Math.floor(at.x - at.rx));
      x < Math.min(page.width, at.x + at.rx);
      x++
    ) {
      const reach = Math.hypot((x - at.x) / at.rx, (y - at.y) / at.ry);
      const share = Math.min(1, Math.max(0, (1 - reach) / rim)) * strength;
      if (share > 0) blend(page, x, y, colour, share);
    }
  }
}

/** Lays a paper on a background so that its corners (from its top left, clockwise) come there. */
export function lay(background: Pixels, paper: Pixels, corners: Corners): void {
  const inverse = inverted(squareTo(corners));
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const [fromX, toX] = [Math.max(0, Math.floor(Math.min(...xs)) - 1), Math.ceil(Math.max(...xs))];
  const [fromY, toY] = [Math.max(0, Math.floor(Math.min(...ys)) - 1), Math.ceil(Math.max(...ys))];
  // Four looks per pixel: edges and letters come out as soft as a lens makes them.
  const looks = [0.25, 0.75];
  const [a, b, c, d, e, f, g, h, i] = inverse;
  for (let y = fromY; y <= Math.min(background.height - 1, toY); y += 1) {
    for (let x = fromX; x <= Math.min(background.width - 1, toX); x += 1) {
      let [red, green, blue, seen] = [0, 0, 0, 0];
      for (const dy of looks) {
        for (const dx of looks) {
          const z = g * (x + dx) + h * (y + dy) + i;
          const u = (a * (x + dx) + b * (y + dy) + c) / z;
          const v = (d * (x + dx) + e * (y + dy) + f) / z;
          if (u < 0 || v < 0 || u >= 1 || v >= 1) continue;
          seen += 1;
          const at = (Math.floor(v * paper.height) * paper.width + Math.floor(u * paper.width)) * 3;
          red += paper.data[at] ?? 0;
          green += paper.data[at + 1] ?? 0;
          blue += paper.data[at + 2] ?? 0;
        }
      }
      if (seen === 0) continue;
      blend(background, x, y, [red / seen, green / seen, blue / seen], seen / 4);
    }
  }
}

/** Corners of a paper of this size turned clockwise about its middle at `centre`. */
export function turnedCorners(
  centre: Spot,
  size: { width: number; height: number },
  degrees: number,
): Corners {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const at = (x: number, y: number) => ({
    x: centre.x + x * cos - y * sin,
    y: centre.y + x * sin + y * cos,
  });
  const [w, h] = [size.width / 2, size.height / 2];
  return [at(-w, -h), at(w, -h), at(w, h), at(-w, h)];
}

/** Quarter turns clockwise. */
export function quarterTurned(page: Pixels, degrees: 0 | 90 | 180 | 270): Pixels {
  if (degrees === 0) return page;
  const sideways = degrees !== 180;
  const width = sideways ? page.height : page.width;
  const height = sideways ? page.width : page.height;
  const data = new Uint8Array(page.data.length);
  for (let y = 0; y < page.height; y += 1) {
    for (let x = 0; x < page.width; x += 1) {
      const tx = degrees === 90 ? page.height - 1 - y : degrees === 180 ? page.width - 1 - x : y;
      const ty = degrees === 90 ? x : degrees === 180 ? page.height - 1 - y : page.width - 1 - x;
      const from = (y * page.width + x) * 3;
      data.set(page.data.subarray(from, from + 3), (ty * width + tx) * 3);
    }
  }
  return { data, width, height };
}

/** Even noise of plus and minus `amount`, the same with every run. */
export function noisy(page: Pixels, amount: number, seed = 1): Pixels {
  let state = seed * 7_919 + 12_345;
  for (let at = 0; at < page.data.length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const noise = ((state >> 16) % (2 * amount + 1)) - amount;
    page.data[at] = Math.max(0, Math.min(255, (page.data[at] ?? 0) + noise));
  }
  return page;
}

/** For encoding. */
export function picture({ data, width, height }: Pixels): Sharp {
  return fromRgb(data, width, height);
}

/** As a scanner sends it. */
export async function jpegOf(page: Pixels, dpi?: number): Promise<Uint8Array> {
  const drawn = dpi === undefined ? picture(page) : picture(page).withMetadata({ density: dpi });
  return Uint8Array.from(await drawn.jpeg({ quality: 88 }).toBuffer());
}

function blend(page: Pixels, x: number, y: number, colour: Colour, share: number): void {
  const at = (y * page.width + x) * 3;
  for (const channel of [0, 1, 2] as const) {
    page.data[at + channel] = Math.round(
      (page.data[at + channel] ?? 0) * (1 - share) + colour[channel] * share,
    );
  }
}

type Matrix = [number, number, number, number, number, number, number, number, number];

/** Maps the unit square onto corners: written apart from the product's own, to check it. */
function squareTo([p0, p1, p2, p3]: Corners): Matrix {
  const sx = p0.x - p1.x + p2.x - p3.x;
  const sy = p0.y - p1.y + p2.y - p3.y;
  const [dx1, dx2] = [p1.x - p2.x, p3.x - p2.x];
  const [dy1, dy2] = [p1.y - p2.y, p3.y - p2.y];
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  return [
    p1.x - p0.x + g * p1.x,
    p3.x - p0.x + h * p3.x,
    p0.x,
    p1.y - p0.y + g * p1.y,
    p3.y - p0.y + h * p3.y,
    p0.y,
    g,
    h,
    1,
  ];
}

function inverted([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  // Without the determinant: a projective map does not change with a factor.
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
}
