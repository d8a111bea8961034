/**
 * A keyboard-wedge scanner "types" the text of a QR code. Its bursts are told from a person by
 * their speed; everything a person types passes untouched.
 */

/** Scanners send a character every 1-20 ms; slow machines deliver them less evenly. */
const MAX_AVERAGE_GAP_MS = 50;
/** A pause this long begins a new burst. */
const RESET_GAP_MS = 100;
/** Scanners set up without a final Enter: silence ends the burst. */
export const SILENCE_MS = 300;
/** The shortest card text is about 60 characters; half of one should still be answered. */
const MIN_LENGTH = 20;
/** With the scanner's own Enter a shorter code is certain too: a health insurance card, a product. */
const MIN_LENGTH_ENDED = 8;
/** From this many characters on, Enter and the space bar belong to the scanner, not to a button. */
const SURE_LENGTH = 4;

export interface WedgeBurst {
  /** The text, cut to the most a call may carry. */
  readonly text: string;
}

/** Collects one burst after the other. Times are milliseconds of one clock (event.timeStamp). */
export class WedgeCollector {
  readonly #maxLength: number;
  #text = '';
  #count = 0;
  #first = 0;
  #last = Number.NEGATIVE_INFINITY;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** True while the keys come too fast for a person. */
  isBurst(time: number): boolean {
    return this.#count >= SURE_LENGTH && time - this.#last <= RESET_GAP_MS && this.#isFast();
  }

  /** Adds a character; answers a finished burst when this character begins a new one. */
  add(character: string, time: number): WedgeBurst | null {
    const finished = time - this.#last > RESET_GAP_MS ? this.#take(MIN_LENGTH) : null;
    if (this.#count === 0) this.#first = time;
    if (this.#text.length < this.#maxLength) this.#text += character;
    this.#count += 1;
    this.#last = time;
    return finished;
  }

  /** Enter or Tab, or silence (`ended` false): answers the burst if it was a scanner's. */
  end(time: number, ended: boolean): WedgeBurst | null {
    if (ended && time - this.#last > RESET_GAP_MS) return this.#take(MIN_LENGTH);
    return this.#take(ended ? MIN_LENGTH_ENDED : MIN_LENGTH);
  }

  #isFast(): boolean {
    return this.#last - this.#first <= MAX_AVERAGE_GAP_MS * Math.max(1, this.#count - 1);
  }

  #take(minLength: number): WedgeBurst | null {
    const burst =
      this.#count >= minLength && this.#isFast()
        ? { text: this.#text.slice(0, this.#maxLength) }
        : null;
    this.#text = '';
    this.#count = 0;
    this.#last = Number.NEGATIVE_INFINITY;
    return burst;
  }
}
