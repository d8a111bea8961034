/** Time as the practice portal sees it: injected, so that days can pass in a test or a lesson. */

export interface Clock {
  now(): Date;
}

/** A clock that runs with `base` and can be moved ahead; it never goes back. */
export interface AdvanceableClock extends Clock {
  /** @param milliseconds at least 0 */
  advance(milliseconds: number): void;
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };

/**
 * Wraps a clock so that a lesson can let days pass at once.
 * @throws RangeError from `advance` for a negative or missing amount
 */
export function createAdvanceableClock(base: Clock = systemClock): AdvanceableClock {
  let offsetMs = 0;
  return {
    now: () => new Date(base.now().getTime() + offsetMs),
    advance(milliseconds) {
      if (!(milliseconds >= 0)) throw new RangeError('time only moves ahead');
      offsetMs += milliseconds;
    },
  };
}
