import { describe, expect, it } from 'vitest';
import type { Point, Quad, RgbPicture } from './raster';
import { distance } from './raster';
import { cornersIn, shapeOf, shapeSize, turnedBack } from './shape';
import { projectionOnto, straighten } from './warp';

const PHOTO = { width: 3_000, height: 4_000 };
const FOCAL_PX = 3_200;

/** A flat sheet (millimetres) as a pinhole camera 600 mm away sees it, leaning and turned. */
function seen(width: number, height: number, leanDegrees: number, turnDegrees: number): Quad {
  const [lean, turn] = [leanDegrees, turnDegrees].map((angle) => (angle * Math.PI) / 180) as [
    number,
    number,
  ];
  const at = (x: number, y: number): Point => {
    const [u, v] = [
      x * Math.cos(turn) - y * Math.sin(turn),
      x * Math.sin(turn) + y * Math.cos(turn),
    ];
    const depth = 600 + v * Math.sin(lean) + u * Math.sin(lean) * 0.6;
    return {
      x: PHOTO.width / 2 + (FOCAL_PX * u * Math.sqrt(1 - (Math.sin(lean) * 0.6) ** 2)) / depth,
      y: PHOTO.height / 2 + (FOCAL_PX * v * Math.cos(lean)) / depth,
    };
  };
  const [w, h] = [width / 2, height / 2];
  return [at(-w, -h), at(w, -h), at(w, h), at(-w, h)];
}

describe('the shape of a sheet', () => {
  it.each([
    [210, 297, 0, 0, Math.SQRT1_2],
    [210, 297, 25, 4, Math.SQRT1_2],
    [297, 210, 20, -6, Math.SQRT2],
    [85.6, 53.98, 25, 8, 85.6 / 53.98],
  ])(
    'of %d x %d mm seen leaning %d°, turned %d°, has its true ratio',
    (w, h, lean, turn, ratio) => {
      const { ratio: measured } = shapeOf(seen(w, h, lean, turn), PHOTO, 'photo');
      expect(measured).toBeCloseTo(ratio, 6);
    },
  );

  it('of no usual format keeps the ratio that is seen', () => {
    const { ratio } = shapeOf(seen(80, 250, 0, 0), PHOTO, 'photo');
    expect(ratio).toBeCloseTo(0.32, 2);
  });

  it('of a scan has its own size, whatever the format', () => {
    const corners = turnedBack({ width: 1_000, height: 1_300 }, 5);
    const shape = shapeOf(corners, { width: 1_000, height: 1_300 }, 'scan');
    expect(shapeSize(shape, { width: 2_000, height: 2_600 })).toEqual({
      width: 2_000,
      height: 2_600,
    });
    const [corner] = cornersIn(shape, { width: 1_000, height: 1_300 });
    expect(distance(corner, corners[0])).toBeLessThan(1e-9);
  });
});

describe('straightening', () => {
  const picture: RgbPicture = { data: new Uint8Array(8 * 6 * 3), width: 8, height: 6 };
  for (let at = 0; at < picture.data.length; at += 1) picture.data[at] = (at * 37) % 256;

  it('leaves a whole picture as it is, to the byte', () => {
    const whole: Quad = [
      { x: 0, y: 0 },
      { x: 8, y: 0 },
      { x: 8, y: 6 },
      { x: 0, y: 6 },
    ];
    expect(straighten(picture, whole, picture).data).toEqual(picture.data);
  });

  it('turns with the corners, red, green and blue staying together', () => {
    const upsideDown: Quad = [
      { x: 8, y: 6 },
      { x: 0, y: 6 },
      { x: 0, y: 0 },
      { x: 8, y: 0 },
    ];
    const turned = straighten(picture, upsideDown, picture).data;
    expect([...turned.subarray(0, 3)]).toEqual([...picture.data.subarray(-3)]);
  });

  it('is white where the sheet lies outside of the picture', () => {
    const beside: Quad = [
      { x: -8, y: 0 },
      { x: 0, y: 0 },
      { x: 0, y: 6 },
      { x: -8, y: 6 },
    ];
    expect(new Set(straighten(picture, beside, picture).data)).toEqual(new Set([255]));
  });

  it('maps the middle of a square seen in perspective to where its diagonals cross', () => {
    const quad: Quad = [
      { x: 100, y: 100 },
      { x: 300, y: 80 },
      { x: 420, y: 400 },
      { x: 20, y: 380 },
    ];
    const [a, b, c, d, e, f, g, h] = projectionOnto(quad);
    const z = g * 0.5 + h * 0.5 + 1;
    const middle = { x: (a * 0.5 + b * 0.5 + c) / z, y: (d * 0.5 + e * 0.5 + f) / z };
    const along = (from: Point, to: Point) =>
      ((to.x - from.x) * (middle.y - from.y) - (to.y - from.y) * (middle.x - from.x)) /
      distance(from, to);
    expect(Math.abs(along(quad[0], quad[2]))).toBeLessThan(1e-9);
    expect(Math.abs(along(quad[1], quad[3]))).toBeLessThan(1e-9);
  });
});
