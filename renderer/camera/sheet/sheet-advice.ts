/** From what is seen of a sheet to what a person could do better. Never a refusal. */
import type { Grey, Light } from '../light';
import type { Outline } from './find-sheet';

/** What there are words for: `camera:live.…` */
export type LiveHint = 'brighter' | 'tilt' | 'closer' | 'edges';
/** `camera:still.…` */
export type StillAdvice = 'blurred' | 'glare' | 'dark';

/** Mean brightness (of 255) in which printing is hardly more than noise. */
const DARK_BELOW = 55;
/** Share of the middle washed out by a lamp; more than the upper bound is a white sheet. */
const GLARE_FROM = 0.02;
const GLARE_TO = 0.5;
/** The sheet should fill at least this share of the picture, or its letters get too few pixels. */
const SMALL_BELOW = 0.22;
/** Paper darker than this (brightest twentieth, of 255) was photographed in the dark. */
const DARK_PAPER_BELOW = 110;
/** Difference of ink and paper (of 255) below which there is nothing to be sharp. */
const MIN_INK_CONTRAST = 35;
/**
 * Strongest thousandth of the edges (absolute Laplacian), less what the camera's own grain makes of
 * it, over the contrast. Printing of 9-20 pixels drawn sharply measures 1.7-3; blurred by a
 * Gaussian of 1 pixel 0.4-1.1, of 1.5 pixels 0.1-0.55, of 2 pixels below 0.35, with and without
 * grain.
 */
const BLURRED_BELOW = 0.65;
const EDGE_SHARE = 0.001;
/** The strongest thousandth of a bell curve lies at so many times the middle of its strengths. */
const STRONGEST_TO_MEDIAN = 3.29 / 0.674;

/** Advice while the sheet is being laid out. */
export function adviseLive(outline: Outline | null, light: Light): LiveHint | null {
  if (light.mean < DARK_BELOW && outline === null) return 'brighter';
  if (light.glare >= GLARE_FROM && light.glare <= GLARE_TO) return 'tilt';
  if (outline === null) return 'edges';
  return areaShare(outline) < SMALL_BELOW ? 'closer' : null;
}

/** Advice about a still; `sheet` is the part of it that shows the sheet, `light` measured there. */
export function adviseStill(sheet: Grey, light: Light): StillAdvice[] {
  const { paper, contrast, sharpness } = printingOf(sheet);
  const advice: StillAdvice[] = [];
  if (paper < DARK_PAPER_BELOW) advice.push('dark');
  if (light.glare >= GLARE_FROM && light.glare <= GLARE_TO) advice.push('glare');
  if (contrast >= MIN_INK_CONTRAST && sharpness < BLURRED_BELOW) advice.push('blurred');
  return advice;
}

/** Share (0-1) of the picture that the sheet fills. */
export function areaShare(outline: Outline): number {
  let doubled = 0;
  for (const [index, a] of outline.entries()) {
    const b = outline[(index + 1) % 4];
    if (b !== undefined) doubled += a.x * b.y - b.x * a.y;
  }
  return Math.abs(doubled) / 2;
}

/** Brightness of the paper and its contrast to ink (0-255), and how sharp the ink's edges are. */
export function printingOf({ data, width, height }: Grey): {
  paper: number;
  contrast: number;
  sharpness: number;
} {
  const brightness = new Uint32Array(256);
  // |4v - up - down - left - right| is at most 1020.
  const edges = new Uint32Array(1_021);
  for (let y = 1; y < height - 1; y += 1) {
    for (let at = y * width + 1, end = (y + 1) * width - 1; at < end; at += 1) {
      const value = data[at] ?? 0;
      const beside = (data[at - 1] ?? 0) + (data[at + 1] ?? 0);
      const edge = Math.abs(4 * value - beside - (data[at - width] ?? 0) - (data[at + width] ?? 0));
      edges[edge] = (edges[edge] ?? 0) + 1;
      brightness[value] = (brightness[value] ?? 0) + 1;
    }
  }
  const count = Math.max(1, (width - 2) * (height - 2));
  const paper = valueAt(brightness, count * 0.95);
  const contrast = paper - valueAt(brightness, count * 0.01);
  // Most of a page is empty: the middle of all edges is grain.
  const grain = valueAt(edges, count / 2) * STRONGEST_TO_MEDIAN;
  const strongest = Math.max(0, valueAt(edges, count * (1 - EDGE_SHARE)) - grain);
  return { paper, contrast, sharpness: contrast <= 0 ? 0 : strongest / contrast };
}

/** The value below which `rank` of the counted lie. */
function valueAt(histogram: Uint32Array, rank: number): number {
  let seen = 0;
  for (let value = 0; value < histogram.length; value += 1) {
    seen += histogram[value] ?? 0;
    if (seen > rank) return value;
  }
  return histogram.length - 1;
}
