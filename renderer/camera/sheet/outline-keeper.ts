/** An outline that follows the sheet without trembling, and outlives a look that missed it. */
import { CAMERA_TIMING } from '../timing';
import type { Corner, Outline } from './find-sheet';

/** Corners nearer than this (shares of the picture) have not moved: only the look trembles. */
const SAME_WITHIN = 0.03;
/** How much of a new look counts while the sheet lies still. */
const NEW_SHARE = 0.35;

export class OutlineKeeper {
  #outline: Outline | null = null;
  #seenAt = 0;

  /** Takes in one look (`now` in milliseconds of one clock) and answers what to draw. */
  add(seen: Outline | null, now: number): Outline | null {
    if (seen === null) {
      if (now - this.#seenAt > CAMERA_TIMING.outlineHoldMs) this.#outline = null;
      return this.#outline;
    }
    this.#seenAt = now;
    this.#outline = this.#outline === null ? seen : blend(this.#outline, seen);
    return this.#outline;
  }
}

function blend(before: Outline, seen: Outline): Outline {
  const far = before.some(({ x, y }, index) => {
    const corner = seen[index] as Corner;
    return Math.hypot(corner.x - x, corner.y - y) > SAME_WITHIN;
  });
  if (far) return seen;
  const mix = (index: 0 | 1 | 2 | 3): Corner => {
    const { x, y } = before[index];
    const corner = seen[index];
    return { x: x + (corner.x - x) * NEW_SHARE, y: y + (corner.y - y) * NEW_SHARE };
  };
  return [mix(0), mix(1), mix(2), mix(3)];
}
