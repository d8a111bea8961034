/** From the corners of a sheet in a picture to the shape that is kept with the page, and its size. */
import type { PageShape } from '../../contract/view';
import type { Size } from './geometry';
import type { Point, Quad } from './raster';
import { scaledQuad, sidesOf } from './raster';
import type { PageEdits } from './types';

/** Height over width of what is photographed most: A series (ISO 216) and cards (ISO 7810 ID-1). */
const FORMATS = [Math.SQRT2, 85.6 / 53.98];
/** A ratio measured in a photo is right within this much; then it is that of the format. */
const FORMAT_WITHIN = 0.06;
/** Sides this nearly parallel show no perspective; their lengths say more. */
const PARALLEL = 0.03;

/** The shape of a sheet with these corners (pixels of a picture of this size). */
export function shapeOf(corners: Quad, picture: Size, kind: 'scan' | 'photo'): PageShape {
  const { width, height } = sidesOf(corners);
  const ratio = kind === 'scan' ? width / height : toFormat(photoRatio(corners, picture));
  return { corners: scaledQuad(corners, 1 / picture.width, 1 / picture.height), ratio };
}

/** Corners of a shape in pixels of a picture. */
export function cornersIn(shape: PageShape, picture: Size): Quad {
  return scaledQuad(shape.corners, picture.width, picture.height);
}

/** Pixels of the straightened sheet: as many as it has in the picture, in its own ratio. */
export function shapeSize(shape: PageShape, picture: Size): Size {
  const { width, height } = sidesOf(cornersIn(shape, picture));
  const edge = Math.sqrt(width * height);
  return {
    width: Math.max(1, Math.round(edge * Math.sqrt(shape.ratio))),
    height: Math.max(1, Math.round(edge / Math.sqrt(shape.ratio))),
  };
}

/** Pixels of a page once it is straightened: what turning and cutting start from. */
export function flatSize(picture: Size, edits: PageEdits): Size {
  return edits.shape ? shapeSize(edits.shape, picture) : picture;
}

/** The whole picture turned back by a slant, at its own size, about its middle. */
export function turnedBack(picture: Size, degrees: number): Quad {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const { width: w, height: h } = picture;
  const at = (x: number, y: number): Point => ({
    x: w / 2 + x * cos - y * sin,
    y: h / 2 + x * sin + y * cos,
  });
  return [at(-w / 2, -h / 2), at(w / 2, -h / 2), at(w / 2, h / 2), at(-w / 2, h / 2)];
}

/**
 * Width over height of a rectangle seen in perspective, for a camera whose axis goes through the
 * middle of the picture (Z. Zhang and L.-W. He, "Whiteboard Scanning and Image Enhancement", 2007,
 * section 3). Without visible perspective, the ratio of the mean sides.
 */
function photoRatio([tl, tr, br, bl]: Quad, picture: Size): number {
  const { width, height } = sidesOf([tl, tr, br, bl]);
  const plain = width / height;
  const centred = ({ x, y }: Point): Vector => [x - picture.width / 2, y - picture.height / 2, 1];
  const [m1, m2, m3, m4] = [centred(tl), centred(tr), centred(bl), centred(br)];
  const k2 = dot(cross(m1, m4), m3) / dot(cross(m2, m4), m3);
  const k3 = dot(cross(m1, m4), m2) / dot(cross(m3, m4), m2);
  if (!Number.isFinite(k2) || !Number.isFinite(k3)) return plain;
  const n2 = minus(m2, m1, k2);
  const n3 = minus(m3, m1, k3);
  if (Math.abs(k2 - 1) < PARALLEL || Math.abs(k3 - 1) < PARALLEL) return plain;
  const focal2 = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]);
  if (!(focal2 > 0)) return plain;
  const length2 = (n: Vector) => (n[0] ** 2 + n[1] ** 2) / focal2 + n[2] ** 2;
  const ratio = Math.sqrt(length2(n2) / length2(n3));
  // Measured with doubt: never far from what is seen.
  return ratio > plain / 1.6 && ratio < plain * 1.6 ? ratio : plain;
}

function toFormat(ratio: number): number {
  const long = Math.max(ratio, 1 / ratio);
  const near = FORMATS.map((format) => ({ format, off: Math.abs(long / format - 1) }))
    .filter(({ off }) => off <= FORMAT_WITHIN)
    .sort((a, b) => a.off - b.off)[0];
  if (!near) return ratio;
  return ratio >= 1 ? near.format : 1 / near.format;
}

type Vector = [number, number, number];

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function minus(a: Vector, b: Vector, times: number): Vector {
  return [times * a[0] - b[0], times * a[1] - b[1], times * a[2] - b[2]];
}
