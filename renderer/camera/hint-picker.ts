/** Advice that does not flicker: shown when it has been right for a while, and then kept a while. */
import { CAMERA_TIMING } from './timing';

/** Looks that are remembered. */
const REMEMBERED = 6;
/** So many of them must agree before advice changes. */
const AGREED = 4;

export class HintPicker<T extends string> {
  readonly #recent: Array<T | null> = [];
  #hint: T | null = null;
  #changedAt: number;

  /** `now`: milliseconds of one clock, here and in `add`. The first advice waits as any other. */
  constructor(now: number) {
    this.#changedAt = now;
  }

  /** Takes in what one look says (null: nothing to advise) and answers what to show. */
  add(seen: T | null, now: number): T | null {
    this.#recent.push(seen);
    if (this.#recent.length > REMEMBERED) this.#recent.shift();
    const agreed = this.#recent.filter((each) => each === seen).length >= AGREED;
    if (agreed && seen !== this.#hint && now - this.#changedAt >= CAMERA_TIMING.hintHoldMs) {
      this.#hint = seen;
      this.#changedAt = now;
    }
    return this.#hint;
  }
}
