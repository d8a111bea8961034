/**
 * The edges of a sheet of paper in a small grey picture, quick enough to follow a hand: paper is
 * lighter than what it lies on, so the largest light patch is taken, and the four straight edges
 * around it. Guidance only: the core looks for itself in the full picture. White paper on a white
 * table has no edges to be found here.
 */
import type { Grey } from '../light';

/** Shares (0-1) of the picture's width and height. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Clockwise, from the corner nearest to the top left. */
export type Outline = readonly [Corner, Corner, Corner, Corner];

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Brightness (of 255) between paper and table; less is one surface with a shadow. */
const MIN_CONTRAST = 36;
const MIN_AREA_SHARE = 0.1;
const MAX_AREA_SHARE = 0.97;
/** How much of the four-sided figure the patch fills: a hand or a round plate fills less. */
const MIN_FILLED = 0.86;
/** A corner may lie this far outside the picture, in shares: the sheet is cut off a little. */
const MAX_OUTSIDE = 0.03;
const MIN_ANGLE_DEGREES = 50;

/** The sheet in `picture`, or null. */
export function findSheet(picture: Grey): Outline | null {
  const threshold = otsu(picture);
  if (threshold === null) return null;
  const rows = largestPatch(picture, threshold);
  if (rows === null) return null;
  const corners = fourCorners(hullOf(rows.points));
  if (corners === null) return null;
  const area = areaOf(corners);
  const all = picture.width * picture.height;
  if (area < MIN_AREA_SHARE * all || area > MAX_AREA_SHARE * all) return null;
  if (rows.area < MIN_FILLED * area) return null;
  if (!isSheetLike(corners)) return null;
  return outlineOf(corners, picture);
}

/** The brightness that best parts light from dark (Otsu, 1979), or null where there is only one. */
function otsu({ data }: Grey): number | null {
  const histogram = new Uint32Array(256);
  for (const value of data) histogram[value] = (histogram[value] ?? 0) + 1;
  let total = 0;
  for (let value = 0; value < 256; value += 1) total += value * (histogram[value] ?? 0);
  let below = 0;
  let sumBelow = 0;
  let best = { between: 0, threshold: 0, contrast: 0 };
  for (let value = 0; value < 255; value += 1) {
    below += histogram[value] ?? 0;
    sumBelow += value * (histogram[value] ?? 0);
    const above = data.length - below;
    if (below === 0 || above === 0) continue;
    const contrast = (total - sumBelow) / above - sumBelow / below;
    const between = below * above * contrast * contrast;
    if (between > best.between) best = { between, threshold: value, contrast };
  }
  return best.contrast < MIN_CONTRAST ? null : best.threshold;
}

/**
 * The largest patch of connected light pixels: the two ends of each of its rows, and the area
 * between them, so that printing on the paper does not count against it.
 */
function largestPatch(
  { data, width, height }: Grey,
  threshold: number,
): { points: Point[]; area: number } | null {
  const patchOf = new Uint16Array(width * height);
  const stack = new Int32Array(width * height);
  let patches = 0;
  let largest = 0;
  let largestSize = 0;
  for (let start = 0; start < data.length && patches < 65_000; start += 1) {
    if ((data[start] ?? 0) <= threshold || patchOf[start] !== 0) continue;
    patches += 1;
    let size = 0;
    let depth = 0;
    const visit = (at: number) => {
      if ((data[at] ?? 0) <= threshold || patchOf[at] !== 0) return;
      patchOf[at] = patches;
      stack[depth] = at;
      depth += 1;
    };
    visit(start);
    while (depth > 0) {
      depth -= 1;
      size += 1;
      const at = stack[depth] ?? 0;
      const x = at % width;
      if (x > 0) visit(at - 1);
      if (x < width - 1) visit(at + 1);
      if (at >= width) visit(at - width);
      if (at < width * (height - 1)) visit(at + width);
    }
    if (size > largestSize) {
      largestSize = size;
      largest = patches;
    }
  }
  if (largestSize < MIN_AREA_SHARE * 0.5 * data.length) return null;
  const points: Point[] = [];
  let area = 0;
  for (let y = 0; y < height; y += 1) {
    const first = patchOf.indexOf(largest, y * width);
    if (first < 0 || first >= (y + 1) * width) continue;
    const last = patchOf.lastIndexOf(largest, (y + 1) * width - 1);
    points.push({ x: first - y * width, y }, { x: last - y * width + 1, y });
    points.push({ x: first - y * width, y: y + 1 }, { x: last - y * width + 1, y: y + 1 });
    area += last - first + 1;
  }
  return { points, area };
}

/** Twice the area of the triangle, positive when it turns clockwise (y points down). */
function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** The convex hull, clockwise (Andrew's monotone chain). */
function hullOf(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (ordered: readonly Point[]) => {
    const chain: Point[] = [];
    for (const point of ordered) {
      while (chain.length >= 2) {
        const [a, b] = chain.slice(-2);
        if (a === undefined || b === undefined || turn(a, b, point) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

/** Where the lines a-b and c-d meet beyond b and c, or null where they part. */
function meeting(a: Point, b: Point, c: Point, d: Point): Point | null {
  const ab = { x: b.x - a.x, y: b.y - a.y };
  const dc = { x: c.x - d.x, y: c.y - d.y };
  const cross = ab.x * dc.y - ab.y * dc.x;
  if (Math.abs(cross) < 1e-9) return null;
  const along = ((c.x - b.x) * dc.y - (c.y - b.y) * dc.x) / cross;
  const back = ((c.x - b.x) * ab.y - (c.y - b.y) * ab.x) / cross;
  if (along < 0 || back < 0) return null;
  return { x: b.x + ab.x * along, y: b.y + ab.y * along };
}

/**
 * Four corners around a convex figure: the side whose loss adds the least area is taken away, and
 * its neighbours are lengthened until they meet, again and again.
 */
function fourCorners(hull: readonly Point[]): Point[] | null {
  const corners = [...hull];
  const at = (index: number) => corners[(index + corners.length) % corners.length] as Point;
  while (corners.length > 4) {
    let best: { index: number; corner: Point; added: number } | null = null;
    for (let index = 0; index < corners.length; index += 1) {
      const corner = meeting(at(index - 1), at(index), at(index + 1), at(index + 2));
      if (corner === null) continue;
      const added = Math.abs(turn(at(index), corner, at(index + 1)));
      if (best === null || added < best.added) best = { index, corner, added };
    }
    if (best === null) return null;
    const { index, corner } = best;
    corners[index] = corner;
    corners.splice((index + 1) % corners.length, 1);
  }
  return corners.length === 4 ? corners : null;
}

function areaOf(corners: readonly Point[]): number {
  let doubled = 0;
  for (const [index, a] of corners.entries()) {
    const b = corners[(index + 1) % corners.length] as Point;
    doubled += a.x * b.y - b.x * a.y;
  }
  return Math.abs(doubled) / 2;
}

function isSheetLike(corners: readonly Point[]): boolean {
  return corners.every((corner, index) => {
    const before = corners[(index + 3) % 4] as Point;
    const after = corners[(index + 1) % 4] as Point;
    const one = Math.atan2(before.y - corner.y, before.x - corner.x);
    const two = Math.atan2(after.y - corner.y, after.x - corner.x);
    const degrees = Math.abs(((one - two) * 180) / Math.PI);
    const angle = degrees > 180 ? 360 - degrees : degrees;
    return angle >= MIN_ANGLE_DEGREES && angle <= 180 - MIN_ANGLE_DEGREES;
  });
}

function outlineOf(corners: readonly Point[], { width, height }: Grey): Outline | null {
  const shares = corners.map(({ x, y }) => ({ x: x / width, y: y / height }));
  const outside = (share: number) => share < -MAX_OUTSIDE || share > 1 + MAX_OUTSIDE;
  if (shares.some(({ x, y }) => outside(x) || outside(y))) return null;
  let first = 0;
  for (const [index, { x, y }] of shares.entries()) {
    const before = shares[first] as Corner;
    if (x + y < before.x + before.y) first = index;
  }
  const [a, b, c, d] = [...shares.slice(first), ...shares.slice(0, first)];
  return a && b && c && d ? [a, b, c, d] : null;
}
