import { type RefObject, useEffect, useState } from 'react';

/** A rounding of half a pixel must not show a hint for nothing. */
const SLACK_PX = 12;

export interface MoreBelow {
  /** The content is taller than its place. */
  readonly scrolls: boolean;
  /** There is something below the lower edge now. */
  readonly below: boolean;
}

/** Watches whether a scrolling part has more below its lower edge. */
export function useMoreBelow(part: RefObject<HTMLElement | null>): MoreBelow {
  const [state, setState] = useState<MoreBelow>({ scrolls: false, below: false });
  useEffect(() => {
    const element = part.current;
    if (element === null) return;
    const measure = () => {
      // The hint itself takes room: without it the content might fit, and then it is not needed.
      const next = element.nextElementSibling;
      const hint = next instanceof HTMLElement && next.matches('.scroll-hint') ? next : null;
      const room = element.clientHeight + (hint?.offsetHeight ?? 0);
      const scrolls = element.scrollHeight > room + SLACK_PX;
      const left = element.scrollHeight - element.clientHeight - element.scrollTop;
      const below = scrolls && left > SLACK_PX;
      setState((old) =>
        old.scrolls === scrolls && old.below === below ? old : { scrolls, below },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    element.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [part]);
  return state;
}
