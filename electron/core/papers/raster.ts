/** Unpacked pictures and points in them, for the work done pixel by pixel. */
import type { GreyPicture } from './quality';

/** Red, green and blue, one byte each, row by row. */
export type RgbPicture = { data: Uint8Array; width: number; height: number };

/** In pixels; pixel (0, 0) reaches from 0 to 1, so that the middle of it is at 0.5. */
export type Point = { x: number; y: number };

/** Corners from the sheet's top left clockwise. */
export type Quad = [Point, Point, Point, Point];

/** Luma of ITU-R BT.601 in 1/256, which is what JPEG calls brightness. */
const LUMA = { red: 77, green: 150, blue: 29 };

/** Brightness of each pixel. */
export function greyOf({ data, width, height }: RgbPicture): GreyPicture {
  const grey = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 3) {
    const luma =
      (data[from] ?? 0) * LUMA.red +
      (data[from + 1] ?? 0) * LUMA.green +
      (data[from + 2] ?? 0) * LUMA.blue;
    grey[at] = luma >> 8;
  }
  return { data: grey, width, height };
}

/** A smaller copy, each pixel the mean of `factor` by `factor`; a rest at the end is left out. */
export function shrunk(picture: RgbPicture, factor: number): RgbPicture {
  if (factor <= 1) return picture;
  const width = Math.max(1, Math.floor(picture.width / factor));
  const height = Math.max(1, Math.floor(picture.height / factor));
  const data = new Uint8Array(width * height * 3);
  const sums = new Uint32Array(width * 3);
  const share = 1 / (factor * factor);
  for (let y = 0; y < height; y += 1) {
    sums.fill(0);
    for (let row = 0; row < factor; row += 1) {
      let from = Math.min(picture.height - 1, y * factor + row) * picture.width * 3;
      for (let x = 0; x < width; x += 1) {
        const to = x * 3;
        for (let column = 0; column < factor; column += 1, from += 3) {
          sums[to] = (sums[to] ?? 0) + (picture.data[from] ?? 0);
          sums[to + 1] = (sums[to + 1] ?? 0) + (picture.data[from + 1] ?? 0);
          sums[to + 2] = (sums[to + 2] ?? 0) + (picture.data[from + 2] ?? 0);
        }
      }
    }
    for (let at = 0; at < sums.length; at += 1) {
      data[y * width * 3 + at] = Math.round((sums[at] ?? 0) * share);
    }
  }
  return { data, width, height };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Area of a polygon in square pixels; positive when its corners run clockwise on the screen. */
export function signedArea(corners: readonly Point[]): number {
  let sum = 0;
  for (const [index, a] of corners.entries()) {
    const b = corners[(index + 1) % corners.length] ?? a;
    sum += a.x * b.y - b.x * a.y;
  }
  return sum / 2;
}

/** Mean lengths of top and bottom, and of left and right. */
export function sidesOf([tl, tr, br, bl]: Quad): { width: number; height: number } {
  return {
    width: (distance(tl, tr) + distance(bl, br)) / 2,
    height: (distance(tl, bl) + distance(tr, br)) / 2,
  };
}

export function scaledQuad(quad: Quad, x: number, y: number): Quad {
  return quad.map((corner) => ({ x: corner.x * x, y: corner.y * y })) as Quad;
}
