/**
 * Finds writing on a page: dark spots as small as letters. Binarised against the mean around each
 * pixel (Bradley and Roth, "Adaptive Thresholding Using the Integral Image", 2007), so that shade
 * and coloured paper do no harm; lines, frames, pictures and the dark edge of a scan are too large
 * to be letters.
 */
import type { GreyPicture } from './quality';

/** Darker than this share of its surroundings is ink. */
const INK_BELOW_MEAN = 0.82;
/** Size of the surroundings, as a share of the longer side. */
const WINDOW = 1 / 20;
/** Letters and their marks, as shares of the longer side: 6 mm on A4 is large print. */
const LARGEST_LETTER = 0.022;
/** Joined letters (bold print, blur) are at most this much longer than they are high. */
const LONGEST_WORD = 0.09;
/**
 * So near to the edge lies what is left of the lid or the table beside a straightened sheet: specks
 * in a row, which look like a line of writing.
 */
const RIM = 0.01;
/** One or two pixels are dust and noise. */
const LEAST_PIXELS = 4;

/** Letters of a page: their ink pixels, and how many letters touch each side of the picture. */
export type Ink = {
  width: number;
  height: number;
  /** Coordinates of ink, x and y alternating. */
  points: Uint16Array;
  letters: number;
  touching: { left: number; top: number; right: number; bottom: number };
};

/** Finds the writing of a page about 1,600 pixels long. */
export function inkOf(grey: GreyPicture): Ink {
  const dark = binarised(grey);
  const { width, height } = grey;
  const edge = Math.max(width, height);
  const touching = { left: 0, top: 0, right: 0, bottom: 0 };
  const kept: number[] = [];
  let letters = 0;
  const stack = new Int32Array(width * height);
  for (let start = 0; start < dark.length; start += 1) {
    if (dark[start] !== 1) continue;
    let size = 0;
    let left = width;
    let right = 0;
    let top = height;
    let bottom = 0;
    // The stack keeps every pixel of the spot: what was read stays in front of `size`.
    let end = 1;
    stack[0] = start;
    dark[start] = 2;
    while (size < end) {
      const at = stack[size] as number;
      size += 1;
      const y = (at / width) | 0;
      const x = at - y * width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy += 1) {
        for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx += 1) {
          const next = at + dy * width + dx;
          if (dark[next] === 1) {
            dark[next] = 2;
            stack[end] = next;
            end += 1;
          }
        }
      }
    }
    const long = Math.max(right - left, bottom - top) + 1;
    const short = Math.min(right - left, bottom - top) + 1;
    if (size < LEAST_PIXELS || short > edge * LARGEST_LETTER || long > edge * LONGEST_WORD) {
      continue;
    }
    letters += 1;
    if (left === 0) touching.left += 1;
    if (top === 0) touching.top += 1;
    if (right === width - 1) touching.right += 1;
    if (bottom === height - 1) touching.bottom += 1;
    const rim = edge * RIM;
    if (right < rim || left > width - rim || bottom < rim || top > height - rim) continue;
    for (let index = 0; index < size; index += 1) kept.push(stack[index] as number);
  }
  const points = new Uint16Array(kept.length * 2);
  for (const [index, at] of kept.entries()) {
    const y = (at / width) | 0;
    points[index * 2] = at - y * width;
    points[index * 2 + 1] = y;
  }
  return { width, height, points, letters, touching };
}

/** 1 where a pixel is darker than its surroundings. */
function binarised({ data, width, height }: GreyPicture): Uint8Array {
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += data[y * width + x] as number;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] as number) + row;
    }
  }
  const reach = Math.max(4, Math.round((Math.max(width, height) * WINDOW) / 2));
  const dark = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - reach) * (width + 1);
    const low = Math.min(height, y + reach + 1) * (width + 1);
    const rows = (low - top) / (width + 1);
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - reach);
      const right = Math.min(width, x + reach + 1);
      const sum =
        (sums[low + right] as number) -
        (sums[low + left] as number) -
        (sums[top + right] as number) +
        (sums[top + left] as number);
      const mean = sum / (rows * (right - left));
      if ((data[y * width + x] as number) < mean * INK_BELOW_MEAN) dark[y * width + x] = 1;
    }
  }
  return dark;
}
