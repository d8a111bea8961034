/** Which part of the camera's picture to look at next, and how large. */

/** The drawn square is a little over half of the picture's height; look a bit beyond it. */
const CENTRE_SHARE = 0.7;
/** A code has about 50 modules a side; more pixels of the middle than this only cost time. */
const MAX_CENTRE_PX = 760;
/** The whole picture no larger than 1280 x 720: keeps a look within 20 ms. */
const MAX_WHOLE_WIDTH_PX = 1_280;

export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of the look for one pixel of the picture, at most 1. */
  readonly scale: number;
}

/** The middle of the picture, or all of it. Sizes in pixels. */
export function partOf(width: number, height: number, whole: boolean): Part {
  if (whole) return { x: 0, y: 0, width, height, scale: Math.min(1, MAX_WHOLE_WIDTH_PX / width) };
  const side = Math.round(Math.min(width, height) * CENTRE_SHARE);
  return {
    x: Math.round((width - side) / 2),
    y: Math.round((height - side) / 2),
    width: side,
    height: side,
    scale: Math.min(1, MAX_CENTRE_PX / side),
  };
}
