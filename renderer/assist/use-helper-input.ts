/** Tells the core of a helper's presses and keys, so that a panel nobody uses closes by itself. */
import { type RefObject, useEffect, useRef } from 'react';
import { useCore } from '../app/core';

/** Told at most this often; the panel closes after much longer. */
const TELL_EVERY_MS = 2_000;

const INPUTS = ['pointerdown', 'keydown', 'wheel'] as const;

/** Watches `panel`, and while `typing` the whole page: the helper has the keyboard then. */
export function useHelperInput(panel: RefObject<HTMLElement | null>, typing: boolean): void {
  const core = useCore();
  const told = useRef({ panel: Number.NEGATIVE_INFINITY, page: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    const tell = (event: Event) => {
      const inside = event.target instanceof Node && panel.current?.contains(event.target) === true;
      if (!inside && !typing) return;
      const where = inside ? 'panel' : 'page';
      const now = performance.now();
      if (now - told.current[where] < TELL_EVERY_MS) return;
      told.current[where] = now;
      core.assist.touched({ where }).catch(() => undefined);
    };
    for (const type of INPUTS) {
      window.addEventListener(type, tell, { capture: true, passive: true });
    }
    return () => {
      for (const type of INPUTS) window.removeEventListener(type, tell, { capture: true });
    };
  }, [core, panel, typing]);
}
