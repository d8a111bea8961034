/**
 * Keys pressed while an Enter is being stored. Which box comes next is known only when the core has
 * answered (a question may appear in between), so the keys wait and are then played into the box
 * that is in hand. Where the answer was refused they are dropped: they were meant for another box,
 * and must neither garble the refused one nor confirm what was not read yet.
 */

/** A key as it was pressed. */
export interface HeldKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
}

export interface TypingAhead {
  /** Whether a key pressed now must wait. */
  holds(): boolean;
  add(key: HeldKey): void;
  /** Runs `store`; keys wait until it is done. Answers what it answers: whether it was stored. */
  during(store: () => Promise<boolean>): Promise<boolean>;
}

/**
 * Makes the queue. `play` does with one key what it would have done; `settled` resolves when the
 * page shows what the key before it did.
 */
export function createTypingAhead(
  play: (key: HeldKey) => void,
  settled: () => Promise<void>,
): TypingAhead {
  const keys: HeldKey[] = [];
  let storing = 0;
  let playing = false;

  const playAll = async (): Promise<void> => {
    if (playing) return;
    playing = true;
    try {
      await settled();
      while (storing === 0) {
        const next = keys.shift();
        if (next === undefined) return;
        play(next);
        await settled();
      }
    } finally {
      playing = false;
      // The store that an Enter of these began ended while the last key settled.
      if (storing === 0 && keys.length > 0) void playAll();
    }
  };

  return {
    holds: () => storing > 0 || playing || keys.length > 0,
    add: (key) => void keys.push(key),
    async during(store) {
      storing += 1;
      let stored = false;
      try {
        stored = await store();
        return stored;
      } finally {
        storing -= 1;
        if (!stored) keys.length = 0;
        else if (storing === 0) void playAll();
      }
    },
  };
}
