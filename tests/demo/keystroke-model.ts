/**
 * The keystroke-level model of Card, Moran and Newell ("The keystroke-level model for user
 * performance time with interactive systems", Communications of the ACM 23(7), 1980): how long a
 * practised person needs, from what they do. The operators are set for elderly hands on a touch
 * screen and a keyboard they do not know.
 */

export const OPERATORS = {
  /** Reaching for a button and pressing it. */
  tapSeconds: 1.5,
  /** One key of somebody who looks for each letter. */
  keystrokeSeconds: 1,
  /** The mental operator M, once for each screen that asks for something. */
  thoughtSecondsPerScreen: 1.35,
  /** Holding the ID card before the reader until it sounds. */
  cardSeconds: 5,
} as const;

export const FORMULA =
  'taps * tapSeconds + keystrokes * keystrokeSeconds + screens * thoughtSecondsPerScreen' +
  ' + cards * cardSeconds + waitsMs / 1000';

export type Doings = {
  screens: number;
  taps: number;
  keystrokes: number;
  cards: number;
  /** Measured milliseconds in which people could only wait. */
  waitsMs: number;
};

/** The modelled time of `doings` in seconds, to a tenth. */
export function modelledSeconds(doings: Doings): number {
  const seconds =
    doings.taps * OPERATORS.tapSeconds +
    doings.keystrokes * OPERATORS.keystrokeSeconds +
    doings.screens * OPERATORS.thoughtSecondsPerScreen +
    doings.cards * OPERATORS.cardSeconds +
    doings.waitsMs / 1000;
  return Math.round(seconds * 10) / 10;
}
