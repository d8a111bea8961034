/** What has the size of an identity card; apart, for the core asks it without any decoder. */
import type { Size } from './geometry';

/** ISO/IEC 7810 ID-1, the size of Vietnamese identity cards. */
export const CARD_MM: Size = { width: 85.6, height: 53.98 };
/** A picture this far from a card's ratio shows something else, or the table around the card. */
const RATIO_WITHIN = 0.08;
/** A scan's length is right within a few millimetres, and some more where a shadow was cut along. */
const LENGTH_WITHIN_MM = 8;
const MM_PER_INCH = 25.4;

/** Whether a page, lying or standing, has a card's ratio within `within` of it. */
export function hasCardRatio({ width, height }: Size, within = RATIO_WITHIN): boolean {
  const ratio = Math.max(width, height) / Math.min(width, height);
  return Math.abs(ratio / (CARD_MM.width / CARD_MM.height) - 1) <= within;
}

/** Whether a scanned page of so many pixels is as long as a card; `dpi` is its resolution. */
export function hasCardLength({ width, height }: Size, dpi: number): boolean {
  const longMm = (Math.max(width, height) / dpi) * MM_PER_INCH;
  return Math.abs(longMm - CARD_MM.width) <= LENGTH_WITHIN_MM;
}
