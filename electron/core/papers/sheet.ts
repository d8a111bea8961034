/**
 * Finds the sheet of paper or the card in a picture: on the white or dark lid of a scanner, or on a
 * table in a photo. Several guesses of what is background are tried; one counts only when its four
 * sides are really seen in the picture. When in doubt there is no sheet and the picture stays whole.
 */
import type { Ink } from './ink';
import type { Point, Quad, RgbPicture } from './raster';
import { scaledQuad, shrunk, sidesOf, signedArea } from './raster';
import type { Region, Tolerance } from './region';
import { background, largestRegion, steepness } from './region';
import { measureSides, quadAround } from './sides';
import { isSkin } from './skin';

/** Longest side of the copy that is split into sheet and background. */
const SMALL_EDGE_PX = 400;
/** How far a side may be from its first guess, in pixels of the small copy. */
const REACH_SMALL_PX = 2.5;

type Kind = 'scan' | 'photo';
/** Lids are even, tables are not. Finer first: it follows white paper on a white lid. */
const TOLERANCES: Record<Kind, readonly Tolerance[]> = {
  scan: [
    { step: 4, total: 12 },
    { step: 7, total: 24 },
    { step: 14, total: 60 },
  ],
  photo: [
    { step: 7, total: 60 },
    { step: 13, total: 90 },
    { step: 24, total: 120 },
    { step: 40, total: 160 },
  ],
};
/** Least share of the picture: a card on A4 glass is 7 %, a photo is taken of something. */
const LEAST_AREA: Record<Kind, number> = { scan: 0.025, photo: 0.07 };
/** More than this much of the picture is the picture itself: nothing would be gained. */
const WHOLE_AREA = 0.985;
/** Share of places of a side where its edge is seen: of the worst side, and of all. */
const LEAST_SUPPORT = 0.55;
const MEAN_SUPPORT = 0.72;
/**
 * Writing outside, on something as bright as the sheet, means that a picture or a table on the page
 * was found, not the page. Share of all writing; a photo's table may have marks of its own.
 */
const INK_OUTSIDE: Record<Kind, number> = { scan: 0.04, photo: 0.35 };
const AS_BRIGHT = 0.85;
/** No other guess can be better than one whose sides are seen nearly everywhere. */
const CERTAIN = 0.97;
/** Below this a hand may have bent a side; then the sheet is also looked for without skin. */
const NEARLY_CERTAIN = 0.9;
/** A thing fills its outline; a sheet under a hand somewhat less. */
const LEAST_SOLID = 0.85;
/** Corners of a scan are square within this much; a photo may be taken from the side. Degrees. */
const SQUARE_WITHIN: Record<Kind, number> = { scan: 3, photo: 40 };
/** Nothing that is scanned is narrower, in shares of its length: a receipt of 58 mm by 1 m. */
const LEAST_RATIO = 0.05;
/** A corner may lie this far outside (cut off by the glass), in shares of the picture. */
const OUTSIDE = 0.04;
/** Bright and dark parts of the edge this far apart are two things. */
const TWO_THINGS = 30;

export type SheetFinding = {
  /** Corners in pixels of the picture, from the sheet's top left clockwise. */
  corners: Quad | null;
  /** A sheet is there, but part of it is outside of the picture. */
  cut: boolean;
};

/** `mean` is the share of places where a side is seen; `score` also minds the worst side. */
type Candidate = { corners: Quad; score: number; mean: number };

/** Looks for the sheet in a picture about 1,600 pixels long. */
export function findSheet(picture: RgbPicture, ink: Ink, kind: Kind): SheetFinding {
  const factor = Math.max(1, Math.round(Math.max(picture.width, picture.height) / SMALL_EDGE_PX));
  const small = shrunk(picture, factor);
  const steep = steepness(small);
  let best = null as Candidate | null;
  let cut = false;
  const seen = new Set<string>();
  // No hand holds what lies on the glass.
  for (const withoutSkin of kind === 'photo' ? [false, true] : [false]) {
    for (const tolerance of TOLERANCES[kind]) {
      for (const from of beginnings(small)) {
        const reached = background(small, steep, tolerance, from);
        if (withoutSkin && !removeSkin(small, reached)) continue;
        const region = largestRegion(reached, small);
        // Several guesses often see the same thing; it is measured once.
        const key = region && `${region.pixels} ${region.others} ${region.hull.length}`;
        if (!region || !key || seen.has(key)) continue;
        seen.add(key);
        const found = measured(picture, small, factor, region, reached, ink, kind);
        if (!found) continue;
        if (found === 'cut') cut = true;
        else if (!best || found.score > best.score) best = found;
        if (best && best.mean >= CERTAIN) return { corners: best.corners, cut: false };
      }
    }
    if (best && best.mean >= NEARLY_CERTAIN) break;
  }
  return best ? { corners: best.corners, cut: false } : { corners: null, cut };
}

function measured(
  picture: RgbPicture,
  small: RgbPicture,
  factor: number,
  region: Region,
  reached: Uint8Array,
  ink: Ink,
  kind: Kind,
): Candidate | 'cut' | null {
  const total = small.width * small.height;
  if (region.pixels < total * LEAST_AREA[kind] * 0.8) return null;
  if (region.pixels > total * WHOLE_AREA) return null;
  if (region.pixels < signedArea(region.hull) * LEAST_SOLID) return null;
  const guess = quadAround(region.hull);
  if (!guess) return null;
  const reach = REACH_SMALL_PX * factor;
  const rough = measureSides(picture, scaledQuad(guess, factor, factor), reach);
  if (!rough) return null;
  // Once more close by: what is beside the edge (grain, a finger) no longer misleads.
  const poor = rough.support.some((support) => support !== null && support < LEAST_SUPPORT / 2);
  const sides = (poor ? null : measureSides(picture, rough.corners, reach / 2)) ?? rough;
  const seen = sides.support.filter((support) => support !== null);
  if (seen.length === 0) return null;
  const mean = seen.reduce((sum, support) => sum + support, 0) / seen.length;
  if (Math.min(...seen) < LEAST_SUPPORT || mean < MEAN_SUPPORT) return null;
  const { corners } = sides;
  const share = signedArea(corners) / (picture.width * picture.height);
  if (share < LEAST_AREA[kind] || share > WHOLE_AREA) return null;
  if (!isSheetLike(corners, kind)) return null;
  const onPaper = brightness(small, reached, 1) >= AS_BRIGHT * brightness(small, reached, 0);
  if (onPaper && inkOutside(corners, ink, picture) > INK_OUTSIDE[kind]) return null;
  // A sheet against the glass's frame is whole; in a photo it goes on beyond the edge.
  if (kind === 'photo' && (seen.length < 4 || !isInside(corners, picture))) return 'cut';
  if (!isInside(corners, picture)) return null;
  return { corners, score: mean + Math.min(...seen) * 0.5 + share * 0.1, mean };
}

/**
 * Where the background may begin: anywhere on the picture's edge, or, where that has bright and
 * dark parts, on one of them (a sheet pushed into the corner of the glass).
 */
function beginnings({ data, width, height }: RgbPicture): number[][] {
  const edge: number[] = [];
  for (let x = 0; x < width; x += 1) edge.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y += 1) edge.push(y * width, y * width + width - 1);
  const bright = (at: number) =>
    (data[at * 3] ?? 0) + (data[at * 3 + 1] ?? 0) + (data[at * 3 + 2] ?? 0);
  const sorted = edge.map(bright).sort((a, b) => a - b);
  let split = { gap: 0, at: 0 };
  // The widest gap between neighbours in the order of brightness, each part at least 8 %.
  const least = Math.ceil(sorted.length * 0.08);
  for (let index = least; index < sorted.length - least; index += 1) {
    const gap = (sorted[index] ?? 0) - (sorted[index - 1] ?? 0);
    if (gap > split.gap) split = { gap, at: ((sorted[index] ?? 0) + (sorted[index - 1] ?? 0)) / 2 };
  }
  const low = sorted[least] ?? 0;
  const high = sorted[sorted.length - 1 - least] ?? 0;
  if (high - low < TWO_THINGS) return [edge];
  const middle = split.gap >= TWO_THINGS / 3 ? split.at : (low + high) / 2;
  return [
    edge,
    edge.filter((at) => bright(at) < middle),
    edge.filter((at) => bright(at) >= middle),
  ];
}

/** Hands that hold a sheet are not part of it; false when there are none. */
function removeSkin({ data }: RgbPicture, reached: Uint8Array): boolean {
  let removed = 0;
  for (let at = 0; at < reached.length; at += 1) {
    if (reached[at] || !isSkin(data, at * 3)) continue;
    reached[at] = 1;
    removed += 1;
  }
  return removed > 0;
}

/** Brightness that nine tenths of the pixels with this mark do not reach. */
function brightness({ data }: RgbPicture, reached: Uint8Array, mark: 0 | 1): number {
  const counts = new Uint32Array(256);
  let all = 0;
  for (let at = 0; at < reached.length; at += 1) {
    if (reached[at] !== mark) continue;
    const green = data[at * 3 + 1] as number;
    counts[green] = (counts[green] as number) + 1;
    all += 1;
  }
  let seen = 0;
  for (let value = 255; value >= 0; value -= 1) {
    seen += counts[value] as number;
    if (seen >= all * 0.1) return value;
  }
  return 0;
}

function isSheetLike(corners: Quad, kind: Kind): boolean {
  const { width, height } = sidesOf(corners);
  if (Math.min(width, height) / Math.max(width, height) < LEAST_RATIO) return false;
  return corners.every((corner, index) => {
    const before = corners[(index + 3) % 4] as Point;
    const after = corners[(index + 1) % 4] as Point;
    const angle =
      Math.atan2(before.y - corner.y, before.x - corner.x) -
      Math.atan2(after.y - corner.y, after.x - corner.x);
    const degrees = ((angle * 180) / Math.PI + 720) % 360;
    return Math.abs(degrees - 90) <= SQUARE_WITHIN[kind];
  });
}

function isInside(corners: Quad, { width, height }: RgbPicture): boolean {
  return corners.every(
    ({ x, y }) =>
      x >= -width * OUTSIDE &&
      x <= width * (1 + OUTSIDE) &&
      y >= -height * OUTSIDE &&
      y <= height * (1 + OUTSIDE),
  );
}

/** Share of the writing that is outside of the corners. */
function inkOutside(corners: Quad, ink: Ink, picture: RgbPicture): number {
  const scale = picture.width / ink.width;
  let outside = 0;
  let all = 0;
  // Every sixteenth pixel is enough to tell.
  for (let at = 0; at < ink.points.length; at += 32) {
    const x = (ink.points[at] as number) * scale;
    const y = (ink.points[at + 1] as number) * scale;
    all += 1;
    const inside = corners.every((a, index) => {
      const b = corners[(index + 1) % 4] as Point;
      return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) >= 0;
    });
    if (!inside) outside += 1;
  }
  return all === 0 ? 0 : outside / all;
}
