/** The four straight sides of a sheet: guessed from its outline, then measured in the picture. */
import type { Point, Quad, RgbPicture } from './raster';
import { distance, signedArea } from './raster';

/** Places looked at along each side. */
const PLACES = 64;
/** The ends of a side are rounded (cards), folded or held. */
const ENDS = 0.06;
/** Places further from the line than this many pixels do not belong to it. */
const ON_LINE_PX = 2;
/** The least step of colour (of 255, summed over three colours) that can be an edge. */
const LEAST_STEP = 12;

/**
 * The quadrilateral around a convex outline: sides are taken out, the one that costs the least
 * area first, until four are left. Rounded and folded corners are completed. Null when the outline
 * has no four corners.
 */
export function quadAround(hull: readonly Point[]): Quad | null {
  const corners = [...hull];
  while (corners.length > 4) {
    let cheapest: { index: number; corner: Point; cost: number } | null = null;
    for (let index = 0; index < corners.length; index += 1) {
      const [a, b, c, d] = [0, 1, 2, 3].map(
        (step) => corners[(index + step) % corners.length] as Point,
      ) as Quad;
      const corner = crossing(a, b, d, c);
      if (!corner) continue;
      // The new corner lies beyond both: otherwise the sides run apart.
      const beyond = (corner.x - b.x) * (b.x - a.x) + (corner.y - b.y) * (b.y - a.y) >= 0;
      const beyondToo = (corner.x - c.x) * (c.x - d.x) + (corner.y - c.y) * (c.y - d.y) >= 0;
      if (!beyond || !beyondToo) continue;
      const cost = Math.abs(signedArea([b, corner, c]));
      if (!cheapest || cost < cheapest.cost) cheapest = { index, corner, cost };
    }
    if (!cheapest) return null;
    const first = (cheapest.index + 1) % corners.length;
    const second = (cheapest.index + 2) % corners.length;
    corners[first] = cheapest.corner;
    corners.splice(second, 1);
  }
  return corners.length === 4 ? fromTopLeft(corners as Quad) : null;
}

/** Clockwise from the corner nearest to the picture's top left. */
function fromTopLeft(corners: Quad): Quad {
  const clockwise = signedArea(corners) < 0 ? ([...corners].reverse() as Quad) : corners;
  let first = 0;
  for (const [index, { x, y }] of clockwise.entries()) {
    const best = clockwise[first] as Point;
    if (x + y < best.x + best.y) first = index;
  }
  return [...clockwise.slice(first), ...clockwise.slice(0, first)] as Quad;
}

export type MeasuredSides = {
  corners: Quad;
  /** Per side from the top clockwise: share of places on its line; null: the picture's own edge. */
  support: Array<number | null>;
};

/**
 * Measures the sides of a guess: looks across each side for the sharpest step of colour within
 * `reach` pixels, and lays the line through most of these. Null when lines do not meet.
 */
export function measureSides(
  picture: RgbPicture,
  guess: Quad,
  reach: number,
): MeasuredSides | null {
  const lines: Array<[Point, Point]> = [];
  const support: Array<number | null> = [];
  for (let side = 0; side < 4; side += 1) {
    const a = guess[side] as Point;
    const b = guess[(side + 1) % 4] as Point;
    const border = borderLine(picture, a, b, reach);
    if (border) {
      lines.push(border);
      support.push(null);
      continue;
    }
    const steps = stepsAlong(picture, a, b, reach);
    const line = lineThrough(steps);
    lines.push(line ? line.ends : [a, b]);
    support.push(line ? line.count / PLACES : 0);
  }
  const corners = lines.map((line, index) => {
    const before = lines[(index + 3) % 4] as [Point, Point];
    return crossing(before[0], before[1], line[0], line[1]);
  });
  if (corners.some((corner) => corner === null)) return null;
  return { corners: corners as Quad, support };
}

/** The picture's edge, when the side runs along it. */
function borderLine(
  { width, height }: RgbPicture,
  a: Point,
  b: Point,
  reach: number,
): [Point, Point] | null {
  const near = Math.max(2, reach * 0.6);
  if (a.y < near && b.y < near)
    return [
      { x: 0, y: 0 },
      { x: width, y: 0 },
    ];
  if (a.x > width - near && b.x > width - near)
    return [
      { x: width, y: 0 },
      { x: width, y: height },
    ];
  if (a.y > height - near && b.y > height - near) {
    return [
      { x: width, y: height },
      { x: 0, y: height },
    ];
  }
  if (a.x < near && b.x < near)
    return [
      { x: 0, y: height },
      { x: 0, y: 0 },
    ];
  return null;
}

function stepsAlong(picture: RgbPicture, a: Point, b: Point, reach: number): Point[] {
  const length = distance(a, b);
  const across = { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
  const found: Point[] = [];
  for (let place = 0; place < PLACES; place += 1) {
    const share = ENDS + ((place + 0.5) / PLACES) * (1 - 2 * ENDS);
    const on = { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
    const steps: number[] = [];
    let best = -1;
    for (let offset = -reach; offset <= reach; offset += 0.5) {
      const step = stepAt(picture, on, across, offset);
      steps.push(step);
      if (best < 0 || step > (steps[best] as number)) best = steps.length - 1;
    }
    const [before, top, after] = [steps[best - 1] ?? 0, steps[best] ?? 0, steps[best + 1] ?? 0];
    if (top < LEAST_STEP) continue;
    // The top of the parabola through three steps is finer than half a pixel.
    const bend = before - 2 * top + after;
    const fine = bend < 0 ? (before - after) / (2 * bend) : 0;
    const offset = -reach + (best + Math.max(-1, Math.min(1, fine))) * 0.5;
    found.push({ x: on.x + across.x * offset, y: on.y + across.y * offset });
  }
  return found;
}

/** How much the colour changes across a place of a side; 0 at the picture's edge. */
function stepAt(picture: RgbPicture, on: Point, across: Point, offset: number): number {
  const near = at(picture, on, across, offset - 1.2);
  const far = at(picture, on, across, offset + 1.2);
  if (near < 0 || far < 0) return 0;
  const { data } = picture;
  return (
    Math.abs((data[near] as number) - (data[far] as number)) +
    Math.abs((data[near + 1] as number) - (data[far + 1] as number)) +
    Math.abs((data[near + 2] as number) - (data[far + 2] as number))
  );
}

function at({ width, height }: RgbPicture, on: Point, across: Point, offset: number): number {
  const x = Math.floor(on.x + across.x * offset);
  const y = Math.floor(on.y + across.y * offset);
  return x < 0 || y < 0 || x >= width || y >= height ? -1 : (y * width + x) * 3;
}

/** The line most points agree on (every pair far enough apart is tried), through their mean. */
function lineThrough(points: readonly Point[]): { ends: [Point, Point]; count: number } | null {
  if (points.length < PLACES / 4) return null;
  let best: Point[] = [];
  for (let first = 0; first < points.length; first += 3) {
    for (let second = first + PLACES / 4; second < points.length; second += 3) {
      const [a, b] = [points[first] as Point, points[second] as Point];
      const on = points.filter((point) => away(point, a, b) <= ON_LINE_PX);
      if (on.length > best.length) best = on;
    }
  }
  if (best.length < 4) return null;
  const mx = best.reduce((sum, { x }) => sum + x, 0) / best.length;
  const my = best.reduce((sum, { y }) => sum + y, 0) / best.length;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const { x, y } of best) {
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
    xy += (x - mx) * (y - my);
  }
  // Direction of the greatest spread.
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const ends: [Point, Point] = [
    { x: mx, y: my },
    { x: mx + Math.cos(angle) * 100, y: my + Math.sin(angle) * 100 },
  ];
  return { ends, count: best.length };
}

function away(point: Point, a: Point, b: Point): number {
  const length = distance(a, b) || 1;
  return Math.abs((b.x - a.x) * (a.y - point.y) - (a.x - point.x) * (b.y - a.y)) / length;
}

/** Where the lines a-b and c-d meet; null when they run side by side. */
export function crossing(a: Point, b: Point, c: Point, d: Point): Point | null {
  const determinant = (a.x - b.x) * (c.y - d.y) - (a.y - b.y) * (c.x - d.x);
  const lengths = distance(a, b) * distance(c, d);
  if (Math.abs(determinant) < lengths * 1e-3) return null;
  const first = a.x * b.y - a.y * b.x;
  const second = c.x * d.y - c.y * d.x;
  return {
    x: (first * (c.x - d.x) - (a.x - b.x) * second) / determinant,
    y: (first * (c.y - d.y) - (a.y - b.y) * second) / determinant,
  };
}
