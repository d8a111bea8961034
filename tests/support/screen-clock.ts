/**
 * Times the page's screens inside the page: from the press, scan or choice of a file that caused a
 * screen to the frame in which its heading was painted. Nothing of a driver's own time is in it.
 */
import type { Page } from '@playwright/test';

export type ScreenTime = {
  /** The screen's name. */
  screen: string;
  /** What tells it from another screen of the same name. */
  mark: string;
  /** Milliseconds people waited for it: since their last action or, later, the screen before. */
  waitMs: number;
  /** Whether their action, and not the end of a wait, brought it. */
  pressed: boolean;
};

type Clock = { times: ScreenTime[] };

/** Runs in the page. */
function install(): void {
  const place = window as unknown as { screenClock?: Clock };
  if (place.screenClock) return;
  const clock: Clock = { times: [] };
  place.screenClock = clock;
  let action = performance.now();
  let shown = Number.NEGATIVE_INFINITY;
  // A screen with pages of its own (the items of a list) keeps its mark; its heading changes.
  const present = () => {
    const frame = document.querySelector('[data-mark]');
    const heading = frame?.querySelector('h1');
    if (!frame || !heading) return null;
    const mark = frame.getAttribute('data-mark') ?? '';
    const screen = frame.getAttribute('data-screen') ?? '';
    return { screen, mark, whole: `${mark}\n${heading.textContent}` };
  };
  let known = present()?.whole ?? '';
  const acted = (event: Event) => {
    action = event.timeStamp;
  };
  // A press counts from the moment the finger leaves: until then it can still be taken back.
  for (const type of ['pointerup', 'keydown', 'paste', 'change']) {
    window.addEventListener(type, acted, { capture: true, passive: true });
  }
  new MutationObserver(() => {
    const now = present();
    if (now === null || now.whole === known) return;
    const { screen, mark } = now;
    known = now.whole;
    const cause = action;
    requestAnimationFrame(() => {
      // A task queued in a frame's last callback runs once the frame is handed over.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const painted = performance.now();
        clock.times.push({
          screen,
          mark,
          waitMs: painted - Math.max(cause, shown),
          pressed: cause > shown,
        });
        shown = painted;
      };
      port2.postMessage(null);
    });
  }).observe(document.documentElement, {
    childList: true,
    characterData: true,
    subtree: true,
    attributeFilter: ['data-mark'],
  });
}

/** Starts the clock on the page that is there now. */
export async function startScreenClock(page: Page): Promise<void> {
  await page.evaluate(install);
}

/** All screens that came since the clock was started, in order. */
export function screenTimes(page: Page): Promise<ScreenTime[]> {
  return page.evaluate(
    () => (window as unknown as { screenClock?: Clock }).screenClock?.times ?? [],
  );
}
