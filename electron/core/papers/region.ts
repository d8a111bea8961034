/**
 * Splits a small picture into what belongs to the background and what lies on it: the background
 * is what can be reached from the picture's edge without a sharp change of colour.
 */
import type { Point, RgbPicture } from './raster';

/** How steep background may be, and how far it may differ from where it began (of 255). */
export type Tolerance = { step: number; total: number };

/** One connected thing on the background. */
export type Region = {
  /** Its outline's convex hull, clockwise, at pixel edges. */
  hull: Point[];
  pixels: number;
  /** Pixels of everything else that is not background. */
  others: number;
};

/**
 * How steeply colours change at each pixel: the larger of the changes from left to right and from
 * top to bottom. Unlike the step to one neighbour it cannot be passed by walking along a slanting
 * edge, where each pixel is only a little different from the next.
 */
export function steepness({ data, width, height }: RgbPicture): Uint8Array {
  const steep = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const sideways = difference(data, x > 0 ? at - 1 : at, x < width - 1 ? at + 1 : at);
      const down = difference(data, y > 0 ? at - width : at, y < height - 1 ? at + width : at);
      steep[at] = Math.max(sideways, down);
    }
  }
  return steep;
}

/**
 * 1 for background. `from` are the edge pixels it may begin at; each carries its own colour on,
 * so that lids and tables that are lit unevenly stay one background.
 */
export function background(
  picture: RgbPicture,
  steep: Uint8Array,
  tolerance: Tolerance,
  from: number[],
): Uint8Array {
  const { data, width, height } = picture;
  const reached = new Uint8Array(width * height);
  const origin = new Int32Array(width * height);
  const queue = new Int32Array(width * height);
  let end = 0;
  const { step, total } = tolerance;
  for (const at of from) {
    if (reached[at] || (steep[at] as number) > step) continue;
    reached[at] = 1;
    origin[at] = at;
    queue[end] = at;
    end += 1;
  }
  const reach = (at: number, to: number) => {
    if (reached[to]) return;
    const start = origin[at] as number;
    if ((steep[to] as number) > step || difference(data, start, to) > total) return;
    reached[to] = 1;
    origin[to] = start;
    queue[end] = to;
    end += 1;
  };
  for (let next = 0; next < end; next += 1) {
    const at = queue[next] as number;
    const x = at % width;
    if (x > 0) reach(at, at - 1);
    if (x < width - 1) reach(at, at + 1);
    if (at >= width) reach(at, at - width);
    if (at + width < reached.length) reach(at, at + width);
  }
  return reached;
}

/** Largest difference of two pixels in a colour. */
function difference(data: Uint8Array, a: number, b: number): number {
  const [from, to] = [a * 3, b * 3];
  const red = Math.abs((data[from] as number) - (data[to] as number));
  const green = Math.abs((data[from + 1] as number) - (data[to + 1] as number));
  const blue = Math.abs((data[from + 2] as number) - (data[to + 2] as number));
  return Math.max(red, green, blue);
}

/** The largest thing that is not background, without bridges of one pixel; null when none. */
export function largestRegion(
  reached: Uint8Array,
  { width, height }: { width: number; height: number },
): Region | null {
  // 1 stands for the inside of a thing: it and all four pixels beside it are not background.
  const inside = new Uint8Array(reached.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const free =
        reached[at] ||
        (x > 0 && reached[at - 1]) ||
        (x < width - 1 && reached[at + 1]) ||
        (y > 0 && reached[at - width]) ||
        (y < height - 1 && reached[at + width]);
      if (!free) inside[at] = 1;
    }
  }
  const stack = new Int32Array(inside.length);
  let best: { first: number; pixels: number } | null = null;
  let all = 0;
  const fill = (first: number, mark: number, seen?: (at: number) => void): number => {
    const old = inside[first] as number;
    let size = 1;
    let pixels = 0;
    stack[0] = first;
    inside[first] = mark;
    const enter = (to: number) => {
      if (inside[to] !== old) return;
      inside[to] = mark;
      stack[size] = to;
      size += 1;
    };
    while (size > 0) {
      size -= 1;
      const at = stack[size] as number;
      pixels += 1;
      seen?.(at);
      const x = at % width;
      if (x > 0) enter(at - 1);
      if (x < width - 1) enter(at + 1);
      if (at >= width) enter(at - width);
      if (at + width < inside.length) enter(at + width);
    }
    return pixels;
  };
  for (let at = 0; at < inside.length; at += 1) {
    if (inside[at] !== 1) continue;
    const pixels = fill(at, 2);
    all += pixels;
    if (!best || pixels > best.pixels) best = { first: at, pixels };
  }
  if (!best) return null;
  const lefts = new Int32Array(height).fill(width);
  const rights = new Int32Array(height).fill(-1);
  fill(best.first, 3, (at) => {
    const y = (at / width) | 0;
    const x = at - y * width;
    if (x < (lefts[y] as number)) lefts[y] = x;
    if (x > (rights[y] as number)) rights[y] = x;
  });
  return {
    hull: hullOf(lefts, rights, width, height),
    pixels: best.pixels,
    others: all - best.pixels,
  };
}

/** Hull of rows from `lefts` to `rights`, one pixel wider again than the eroded rows. */
function hullOf(lefts: Int32Array, rights: Int32Array, width: number, height: number): Point[] {
  const points: Point[] = [];
  for (let y = 0; y < height; y += 1) {
    if ((rights[y] as number) < 0) continue;
    const left = Math.max(0, (lefts[y] as number) - 1);
    const right = Math.min(width, (rights[y] as number) + 2);
    const top = (rights[y - 1] ?? -1) < 0 ? Math.max(0, y - 1) : y;
    const low = (rights[y + 1] ?? -1) < 0 ? Math.min(height, y + 2) : y + 1;
    points.push(
      { x: left, y: top },
      { x: right, y: top },
      { x: left, y: low },
      { x: right, y: low },
    );
  }
  points.sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (list: Point[]) => {
    const chain: Point[] = [];
    for (const point of list) {
      for (;;) {
        const [a, b] = [chain.at(-2), chain.at(-1)];
        if (!a || !b) break;
        const turn = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
        if (turn > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(points), ...half([...points].reverse())];
}
