/** The part of a page to keep, as shares (0-1) of the rotated picture. */
import type { Crop } from '../../../electron/contract/view';

export const EDGES = ['top', 'right', 'bottom', 'left'] as const;
export type Edge = (typeof EDGES)[number];

/** The smallest part that may be kept: below it nobody can read or grip anything. */
export const MIN_SHARE = 0.1;
/** One press of a button or an arrow key. */
export const STEP_SHARE = 0.02;

/** A crop this close to the whole page is none. */
const WHOLE_TOLERANCE = 0.005;

export const WHOLE_PAGE: Crop = { x: 0, y: 0, width: 1, height: 1 };

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

/** Where an edge lies, as a share from the left or the top. */
export function edgeAt(crop: Crop, edge: Edge): number {
  if (edge === 'left') return crop.x;
  if (edge === 'right') return crop.x + crop.width;
  if (edge === 'top') return crop.y;
  return crop.y + crop.height;
}

/** Moves one edge to a share from the left or top; the others stay, the part stays grippable. */
export function moveEdge(crop: Crop, edge: Edge, to: number): Crop {
  const right = crop.x + crop.width;
  const bottom = crop.y + crop.height;
  if (edge === 'left') {
    const x = clamp(to, 0, right - MIN_SHARE);
    return { ...crop, x, width: right - x };
  }
  if (edge === 'right') return { ...crop, width: clamp(to, crop.x + MIN_SHARE, 1) - crop.x };
  if (edge === 'top') {
    const y = clamp(to, 0, bottom - MIN_SHARE);
    return { ...crop, y, height: bottom - y };
  }
  return { ...crop, height: clamp(to, crop.y + MIN_SHARE, 1) - crop.y };
}

/** Moves one edge a step inwards (cuts more) or outwards (cuts less). */
export function stepEdge(crop: Crop, edge: Edge, inwards: boolean): Crop {
  const towardsZero = edge === 'right' || edge === 'bottom' ? inwards : !inwards;
  return moveEdge(crop, edge, edgeAt(crop, edge) + (towardsZero ? -STEP_SHARE : STEP_SHARE));
}

/** null where nothing is cut off, so that an untouched page stays untouched. */
export function cropOrNull(crop: Crop): Crop | null {
  const whole =
    crop.x <= WHOLE_TOLERANCE &&
    crop.y <= WHOLE_TOLERANCE &&
    crop.x + crop.width >= 1 - WHOLE_TOLERANCE &&
    crop.y + crop.height >= 1 - WHOLE_TOLERANCE;
  return whole ? null : crop;
}

/** The same part after the picture is turned a quarter clockwise. */
export function turnCrop(crop: Crop): Crop {
  return { x: 1 - crop.y - crop.height, y: crop.x, width: crop.height, height: crop.width };
}
