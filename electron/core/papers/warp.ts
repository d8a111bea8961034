/**
 * Draws the part of a picture inside four corners as an upright rectangle: straightening and
 * perspective in one. The projective map of the unit square onto four points is after
 * P. Heckbert, "Fundamentals of Texture Mapping and Image Warping" (1989), 2.2.3.
 */
import type { Quad, RgbPicture } from './raster';

/** Paper beyond the picture's edge. */
const OUTSIDE = 255;

/** x = (a u + b v + c) / (g u + h v + 1), y = (d u + e v + f) / (g u + h v + 1). */
export type Projection = [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
];

/** The map of the unit square (u to the right, v down) onto the corners. */
export function projectionOnto([tl, tr, br, bl]: Quad): Projection {
  const sx = tl.x - tr.x + br.x - bl.x;
  const sy = tl.y - tr.y + br.y - bl.y;
  const dx1 = tr.x - br.x;
  const dx2 = bl.x - br.x;
  const dy1 = tr.y - br.y;
  const dy2 = bl.y - br.y;
  const determinant = dx1 * dy2 - dx2 * dy1;
  const g = determinant === 0 ? 0 : (sx * dy2 - dx2 * sy) / determinant;
  const h = determinant === 0 ? 0 : (dx1 * sy - sx * dy1) / determinant;
  return [
    tr.x - tl.x + g * tr.x,
    bl.x - tl.x + h * bl.x,
    tl.x,
    tr.y - tl.y + g * tr.y,
    bl.y - tl.y + h * bl.y,
    tl.y,
    g,
    h,
  ];
}

/** Straightens `corners` (pixels of `picture`) to a picture of the given size, bilinear. */
export function straighten(
  picture: RgbPicture,
  corners: Quad,
  size: { width: number; height: number },
): RgbPicture {
  const { data: from, width: w, height: h } = picture;
  const { width, height } = size;
  const [a, b, c, d, e, f, g, k] = projectionOnto(corners);
  const data = new Uint8Array(width * height * 3);
  const rowBytes = w * 3;
  let to = 0;
  for (let row = 0; row < height; row += 1) {
    const v = (row + 0.5) / height;
    const nearX = b * v + c;
    const nearY = e * v + f;
    const nearZ = k * v + 1;
    for (let column = 0; column < width; column += 1, to += 3) {
      const u = (column + 0.5) / width;
      const z = 1 / (g * u + nearZ);
      const x = (a * u + nearX) * z - 0.5;
      const y = (d * u + nearY) * z - 0.5;
      // Half a pixel outside is still the edge's own pixel.
      if (!(x >= -0.5 && y >= -0.5 && x <= w - 0.5 && y <= h - 0.5)) {
        data[to] = OUTSIDE;
        data[to + 1] = OUTSIDE;
        data[to + 2] = OUTSIDE;
        continue;
      }
      const left = x < 0 ? 0 : x > w - 1 ? w - 1 : x | 0;
      const top = y < 0 ? 0 : y > h - 1 ? h - 1 : y | 0;
      const fx = x < 0 ? 0 : ((x - left) * 256) | 0;
      const fy = y < 0 ? 0 : ((y - top) * 256) | 0;
      const at = top * rowBytes + left * 3;
      const right = left < w - 1 ? at + 3 : at;
      const below = top < h - 1 ? rowBytes : 0;
      const wRight = fx * (256 - fy);
      const wBelow = (256 - fx) * fy;
      const wBoth = fx * fy;
      const wHere = 65_536 - wRight - wBelow - wBoth;
      for (let channel = 0; channel < 3; channel += 1) {
        data[to + channel] =
          ((from[at + channel] as number) * wHere +
            (from[right + channel] as number) * wRight +
            (from[at + below + channel] as number) * wBelow +
            (from[right + below + channel] as number) * wBoth +
            32_768) >>
          16;
      }
    }
  }
  return { data, width, height };
}
