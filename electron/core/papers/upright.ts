/**
 * Whether writing stands on its feet or on its head. Latin writing has more over its small letters
 * (ascenders, capitals) than under them, and Vietnamese much more: hats, hooks and tones stand
 * above, only the heavy tone below. Read in narrow strips, so that a slight slant or a bent photo
 * does no harm.
 */
import type { Ink } from './ink';
import type { Lines } from './text-lines';

/** A strip holds about ten letters of a page of ordinary print. */
const STRIPS = 10;
/** Rows with this share of a strip's fullest rows are the middle of a line: its small letters. */
const CORE_SHARE = 0.42;
/** The fullest rows: this share of a strip's inked rows from the top of the order. */
const FULLEST = 0.1;
/** Marks and ascenders reach at most this far, in heights of the middle of their line. */
const REACH = 0.9;
/** A line's middle is at least this many pixels high, or its marks cannot be told from it. */
const LEAST_CORE_PX = 4;
/** Fewer pieces of lines than this prove nothing. */
const LEAST_PIECES = 12;
/** How sure the vote must be, in standard deviations of a fair coin, and how clear its weight. */
const CLEAR_VOTE = 2.6;
const CLEAR_WEIGHT = 0.08;

/** What speaks for upright (positive) and for upside down (negative). */
export type Stance = { pieces: number; vote: number; weight: number };

/** Quarter turns clockwise that bring the page upright, or null when unsure. */
export function turnOf(ink: Ink, lines: Lines): 0 | 90 | 180 | 270 | null {
  if (!lines.direction) return null;
  const { pieces, vote, weight } = stanceOf(ink, lines);
  if (pieces < LEAST_PIECES) return null;
  if (Math.abs(vote) < CLEAR_VOTE || Math.abs(weight) < CLEAR_WEIGHT) return null;
  if (Math.sign(vote) !== Math.sign(weight)) return null;
  if (lines.direction === 'across') return vote > 0 ? 0 : 180;
  return vote > 0 ? 90 : 270;
}

/** Measures the stance of lines that run across, or would after a quarter turn clockwise. */
export function stanceOf(ink: Ink, { direction, skewDegrees }: Lines): Stance {
  const angle = (skewDegrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const upright = direction === 'upright';
  const edge = Math.max(ink.width, ink.height);
  const rowsPerStrip = edge * 3;
  const profiles = new Float32Array(STRIPS * rowsPerStrip);
  const along = upright ? ink.height : ink.width;
  for (let at = 0; at < ink.points.length; at += 2) {
    const x = ink.points[at] as number;
    const y = ink.points[at + 1] as number;
    const row = ((upright ? x * cos + y * sin : y * cos - x * sin) + edge) | 0;
    const strip = Math.min(STRIPS - 1, (((upright ? y : x) * STRIPS) / along) | 0);
    const bin = strip * rowsPerStrip + row;
    profiles[bin] = (profiles[bin] as number) + 1;
  }
  let above = 0;
  let below = 0;
  let wins = 0;
  let pieces = 0;
  for (let strip = 0; strip < STRIPS; strip += 1) {
    const profile = profiles.subarray(strip * rowsPerStrip, (strip + 1) * rowsPerStrip);
    for (const piece of piecesOf(profile)) {
      above += piece.above;
      below += piece.below;
      if (piece.above === piece.below) continue;
      pieces += 1;
      wins += piece.above > piece.below ? 1 : -1;
    }
  }
  return {
    pieces,
    vote: pieces === 0 ? 0 : wins / Math.sqrt(pieces),
    weight: above + below === 0 ? 0 : (above - below) / (above + below),
  };
}

/** Ink over and under the middle of every piece of a line in a strip. */
function piecesOf(profile: Float32Array): Array<{ above: number; below: number }> {
  const inked = Array.from(profile).filter((ink) => ink > 0);
  inked.sort((a, b) => b - a);
  const full = inked[Math.floor(inked.length * FULLEST)] ?? 0;
  const least = full * CORE_SHARE;
  if (least < 1) return [];
  const cores: Array<{ from: number; to: number }> = [];
  for (let row = 0; row < profile.length; row += 1) {
    if ((profile[row] as number) < least) continue;
    const from = row;
    while (row < profile.length && (profile[row] as number) >= least) row += 1;
    cores.push({ from, to: row });
  }
  const heights = cores.map(({ from, to }) => to - from).sort((a, b) => a - b);
  const usual = heights[heights.length >> 1] ?? 0;
  return cores.flatMap(({ from, to }, index) => {
    const height = to - from;
    if (height < LEAST_CORE_PX || height < usual * 0.5 || height > usual * 2.5) return [];
    const reach = Math.max(2, Math.round(height * REACH));
    // Half the way to the next line at most: beyond is that one's own.
    const free = (gap: number) => Math.min(reach, Math.floor(gap / 2));
    const up = free(from - (cores[index - 1]?.to ?? from - 2 * reach));
    const down = free((cores[index + 1]?.from ?? to + 2 * reach) - to);
    // Both sides are read equally far, or a gap would decide.
    const far = Math.min(up, down);
    return [{ above: sum(profile, from - far, from), below: sum(profile, to, to + far) }];
  });
}

function sum(profile: Float32Array, from: number, to: number): number {
  let total = 0;
  for (let row = Math.max(0, from); row < Math.min(profile.length, to); row += 1) {
    total += profile[row] as number;
  }
  return total;
}
