/** What a person should look at on a straightened page. Measured on a copy 400 pixels long. */
import type { RgbPicture } from './raster';
import { isSkin } from './skin';

/** A thumb's end on A4 is 0.3 % of the page, four fingers on a card a third. */
const FINGER_AREA = { from: 0.002, to: 0.3 };
/** It comes from the edge and is no thin line there: this much of the longer side. */
const FINGER_AT_EDGE = 0.012;
/** Skin on more of the page than this is the colour of the paper. */
const SKIN_PAPER = 0.35;

/** A reflection has no colour and no detail left. */
const GLARE_LEAST = 248;
/** Only on paper duller than this can it be told from paper. */
const GLARE_PAPER_BELOW = 228;
const GLARE_AREA = { from: 0.0015, to: 0.25 };
/** A spot fills its surrounding box; a white margin or frame is a line. */
const GLARE_SOLID = 0.4;

/** A finger on the page: a spot of skin's colour that comes in from the edge. */
export function hasFinger({ data, width, height }: RgbPicture): boolean {
  const skin = new Uint8Array(width * height);
  let all = 0;
  for (let at = 0; at < skin.length; at += 1) {
    if (!isSkin(data, at * 3)) continue;
    skin[at] = 1;
    all += 1;
  }
  if (all > skin.length * SKIN_PAPER) return false;
  const edge = Math.max(width, height) * FINGER_AT_EDGE;
  return spotsOf(skin, width, height).some((spot) => {
    const area = spot.pixels / skin.length;
    if (area < FINGER_AREA.from || area > FINGER_AREA.to || spot.atEdge < edge) return false;
    const [w, h] = [spot.right - spot.left + 1, spot.bottom - spot.top + 1];
    // A strip of the table along the edge is long and thin; a finger is not.
    return Math.max(w, h) < Math.min(w, h) * 6 && spot.pixels > w * h * 0.3;
  });
}

/** A lamp's reflection: a spot without any detail on paper that is not as bright. */
export function hasGlare({ data, width, height }: RgbPicture): boolean {
  const counts = new Uint32Array(256);
  const bright = new Uint8Array(width * height);
  for (let at = 0; at < bright.length; at += 1) {
    const red = data[at * 3] as number;
    const green = data[at * 3 + 1] as number;
    const blue = data[at * 3 + 2] as number;
    counts[green] = (counts[green] as number) + 1;
    if (red >= GLARE_LEAST && green >= GLARE_LEAST && blue >= GLARE_LEAST) bright[at] = 1;
  }
  let seen = 0;
  let paper = 0;
  while (paper < 255 && seen < bright.length / 2) {
    seen += counts[paper] as number;
    paper += 1;
  }
  if (paper > GLARE_PAPER_BELOW) return false;
  return spotsOf(bright, width, height).some((spot) => {
    const area = spot.pixels / bright.length;
    const box = (spot.right - spot.left + 1) * (spot.bottom - spot.top + 1);
    return area >= GLARE_AREA.from && area <= GLARE_AREA.to && spot.pixels >= box * GLARE_SOLID;
  });
}

/**
 * The edge of a second sheet: a straight line right across the page, from one edge to the other.
 * Printed lines end at the margins. `page` is a scan.
 */
export function hasEdgeAcross({ data, width, height }: RgbPicture): boolean {
  const margin = Math.round(height * 0.06);
  for (let y = margin; y < height - margin; y += 1) {
    let seen = 0;
    let atEnds = 0;
    const ends = Math.max(3, Math.round(width * 0.03));
    for (let x = 1; x < width - 1; x += 1) {
      // A row either way: the second sheet may lie a little slanting.
      let change = 0;
      for (let row = y - 1; row <= y + 1; row += 1) {
        const above = data[((row - 1) * width + x) * 3 + 1] as number;
        const below = data[((row + 1) * width + x) * 3 + 1] as number;
        change = Math.max(change, Math.abs(above - below));
      }
      if (change < 10) continue;
      seen += 1;
      if (x <= ends || x >= width - 1 - ends) atEnds += 1;
    }
    if (seen >= (width - 2) * 0.92 && atEnds >= ends * 2 * 0.8) return true;
  }
  return false;
}

type Spot = {
  pixels: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Pixels on the picture's edge. */
  atEdge: number;
};

function spotsOf(marked: Uint8Array, width: number, height: number): Spot[] {
  const spots: Spot[] = [];
  const stack = new Int32Array(marked.length);
  for (let first = 0; first < marked.length; first += 1) {
    if (marked[first] !== 1) continue;
    const spot = { pixels: 0, left: width, top: height, right: 0, bottom: 0, atEdge: 0 };
    let size = 1;
    stack[0] = first;
    marked[first] = 2;
    const enter = (to: number) => {
      if (marked[to] !== 1) return;
      marked[to] = 2;
      stack[size] = to;
      size += 1;
    };
    while (size > 0) {
      size -= 1;
      const at = stack[size] as number;
      const y = (at / width) | 0;
      const x = at - y * width;
      spot.pixels += 1;
      spot.left = Math.min(spot.left, x);
      spot.right = Math.max(spot.right, x);
      spot.top = Math.min(spot.top, y);
      spot.bottom = Math.max(spot.bottom, y);
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) spot.atEdge += 1;
      if (x > 0) enter(at - 1);
      if (x < width - 1) enter(at + 1);
      if (y > 0) enter(at - width);
      if (y < height - 1) enter(at + width);
    }
    spots.push(spot);
  }
  return spots;
}
