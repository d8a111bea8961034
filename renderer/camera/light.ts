/**
 * What a camera picture says about itself without anything being read: how bright it is, whether
 * light is mirrored in it, whether something with small print is far away. A few milliseconds at
 * 1280 x 720: only every few rows are looked at.
 */

/** A grey picture, one byte per pixel, row by row. */
export interface Grey {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

export interface Light {
  /** Mean brightness, 0-255. */
  readonly mean: number;
  /** Share (0-1) of the middle of the picture that is washed out by mirrored light. */
  readonly glare: number;
  /**
   * The patch of fine black and white (a code, small print) in shares (0-1) of the picture's
   * height, its longer side; 0 where there is none.
   */
  readonly patch: number;
}

const TILE_PX = 32;
const ROW_STEP = 4;
/** Steps between two pixels beside each other that count as black against white (of 255). */
const STEP_MIN = 36;
/** So many steps on 32 pixels: a code of 1-4 pixels a module, or print too small to read. */
const FINE_STEPS = 5;
/** Washed out: nearly as bright as can be, and without any drawing in it. */
const WASHED_MEAN = 249;
const WASHED_SPREAD = 8;
/** The middle of the picture, where a card is held. */
const MIDDLE_FROM = 0.15;
const MIDDLE_TO = 0.85;

interface Tile {
  readonly mean: number;
  readonly spread: number;
  /** Black-white steps in the mean row. */
  readonly steps: number;
}

function tileOf({ data, width }: Grey, left: number, top: number): Tile {
  let sum = 0;
  let low = 255;
  let high = 0;
  let steps = 0;
  for (let y = 0; y < TILE_PX; y += ROW_STEP) {
    const row = (top + y) * width + left;
    let before = data[row] ?? 0;
    for (let x = 0; x < TILE_PX; x += 1) {
      const value = data[row + x] ?? 0;
      sum += value;
      if (value < low) low = value;
      if (value > high) high = value;
      if (value - before > STEP_MIN || before - value > STEP_MIN) steps += 1;
      before = value;
    }
  }
  const rows = TILE_PX / ROW_STEP;
  return { mean: sum / (rows * TILE_PX), spread: high - low, steps: steps / rows };
}

/** Measures `picture`. */
export function lightOf(picture: Grey): Light {
  const { width, height } = picture;
  let sum = 0;
  let tiles = 0;
  let middle = 0;
  let washed = 0;
  let left = width;
  let right = 0;
  let top = height;
  let bottom = 0;
  for (let y = 0; y + TILE_PX <= height; y += TILE_PX) {
    const isMiddleRow = y >= height * MIDDLE_FROM && y + TILE_PX <= height * MIDDLE_TO;
    for (let x = 0; x + TILE_PX <= width; x += TILE_PX) {
      const tile = tileOf(picture, x, y);
      sum += tile.mean;
      tiles += 1;
      if (isMiddleRow && x >= width * MIDDLE_FROM && x + TILE_PX <= width * MIDDLE_TO) {
        middle += 1;
        if (tile.mean >= WASHED_MEAN && tile.spread <= WASHED_SPREAD) washed += 1;
      }
      if (tile.steps >= FINE_STEPS) {
        left = Math.min(left, x);
        right = Math.max(right, x + TILE_PX);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y + TILE_PX);
      }
    }
  }
  return {
    mean: tiles === 0 ? 0 : sum / tiles,
    glare: middle === 0 ? 0 : washed / middle,
    patch: right === 0 ? 0 : Math.max(right - left, bottom - top) / height,
  };
}

/** The grey picture of RGBA pixels, by the green channel: nearly all of what the eye calls bright. */
export function greyOf({ data, width, height }: ImageData): Grey {
  const grey = new Uint8Array(width * height);
  for (let at = 0, from = 1; at < grey.length; at += 1, from += 4) grey[at] = data[from] ?? 0;
  return { data: grey, width, height };
}
