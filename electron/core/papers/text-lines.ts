/**
 * Which way the writing of a page runs. Skew by the projection profile: summed along its lines,
 * writing gives rows of much and of no ink, and the change from row to row is greatest at the right
 * angle (Postl, ICPR 1986). Upright or upside down by what Latin writing, and Vietnamese above all,
 * has more of over the small letters than under them: ascenders, capitals, hats and tones.
 */
import type { Ink } from './ink';

/** Pages are laid down by hand; more than this is a page meant to lie so. Degrees. */
export const MAX_SKEW_DEGREES = 15;
const COARSE_STEP_DEGREES = 0.5;
const FINE_STEP_DEGREES = 0.05;
/** More points make the profile no clearer, only slower. */
const MAX_POINTS = 24_000;
/** Fewer than this is a stamp or a signature, not writing in lines. */
const LEAST_POINTS = 600;
const LEAST_LETTERS = 30;
/**
 * How far the best angle's profile stands out over the median angle's. Measured on drawn pages:
 * lines 2.5 to 20, across the lines and on pictures 1.0 to 1.6.
 */
const CLEAR_PEAK = 1.8;
/** The lines' direction must be this much clearer than the one across. */
const CLEAR_DIRECTION = 1.25;

export type Lines = {
  /** Whether lines run across the picture or up and down it; null when unsure. */
  direction: 'across' | 'upright' | null;
  /** How far the lines are turned clockwise against that direction, degrees. */
  skewDegrees: number;
};

/** Finds the direction of the lines; `direction` is null where there are no clear lines. */
export function linesOf(ink: Ink): Lines {
  const none: Lines = { direction: null, skewDegrees: 0 };
  if (ink.points.length / 2 < LEAST_POINTS || ink.letters < LEAST_LETTERS) return none;
  const points = thinned(ink.points);
  const across = bestAngle(points, ink, false);
  const upright = bestAngle(points, ink, true);
  const [best, other, direction] =
    across.peak >= upright.peak
      ? [across, upright, 'across' as const]
      : [upright, across, 'upright' as const];
  if (best.peak < CLEAR_PEAK || best.peak < other.peak * CLEAR_DIRECTION) return none;
  return { direction, skewDegrees: best.degrees };
}

function thinned(points: Uint16Array): Uint16Array {
  const count = points.length / 2;
  const step = Math.ceil(count / MAX_POINTS);
  if (step <= 1) return points;
  const kept = new Uint16Array(Math.ceil(count / step) * 2);
  for (let from = 0, to = 0; from < count; from += step, to += 2) {
    kept[to] = points[from * 2] as number;
    kept[to + 1] = points[from * 2 + 1] as number;
  }
  return kept;
}

function bestAngle(
  points: Uint16Array,
  size: { width: number; height: number },
  upright: boolean,
): { degrees: number; peak: number } {
  const scores: number[] = [];
  let best = { degrees: 0, score: -1 };
  const attempt = (degrees: number) => {
    const score = sharpness(points, size, upright, degrees);
    if (score > best.score) best = { degrees, score };
    return score;
  };
  const steps = MAX_SKEW_DEGREES / COARSE_STEP_DEGREES;
  for (let step = -steps; step <= steps; step += 1) {
    scores.push(attempt(step * COARSE_STEP_DEGREES));
  }
  const coarse = best.degrees;
  const fine = Math.round(COARSE_STEP_DEGREES / FINE_STEP_DEGREES);
  for (let step = -fine; step <= fine; step += 1) attempt(coarse + step * FINE_STEP_DEGREES);
  scores.sort((a, b) => a - b);
  const median = scores[scores.length >> 1] ?? 0;
  return { degrees: best.degrees, peak: median > 0 ? best.score / median : 0 };
}

/** Sum of squared changes of ink from row to row, when rows are turned by `degrees`. */
function sharpness(
  points: Uint16Array,
  { width, height }: { width: number; height: number },
  upright: boolean,
  degrees: number,
): number {
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const offset = Math.max(width, height);
  const rows = new Float32Array(offset * 3);
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at] as number;
    const y = points[at + 1] as number;
    const row = upright ? x * cos + y * sin : y * cos - x * sin;
    const bin = (row + offset) | 0;
    rows[bin] = (rows[bin] as number) + 1;
  }
  let sum = 0;
  for (let bin = 1; bin < rows.length; bin += 1) {
    const change = (rows[bin] as number) - (rows[bin - 1] as number);
    sum += change * change;
  }
  return sum;
}
