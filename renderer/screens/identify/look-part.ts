/** Which part of the camera's picture to look at next. */
import type { Part } from '../../camera/pixels';

/** The drawn square is a little over half of the picture's height; look a bit beyond it. */
const CENTRE_SHARE = 0.7;

/** Two pixels share their colours: parts begin and end between such pairs. */
function even(pixels: number): number {
  return 2 * Math.floor(Math.round(pixels) / 2);
}

/** The middle of the picture, or all of it. Sizes in pixels. */
export function partOf(width: number, height: number, whole: boolean): Part {
  if (whole) return { x: 0, y: 0, width: even(width), height: even(height) };
  const side = even(Math.min(width, height) * CENTRE_SHARE);
  return { x: even((width - side) / 2), y: even((height - side) / 2), width: side, height: side };
}
