/** Calls of the contract made inside the page, as a script run by developer tools there could. */
import type { Page } from '@playwright/test';

/** Makes a call with the page's own client, which is taken from what React keeps on the root. */
export function callInPage(page: Page, path: string, input?: unknown): Promise<unknown> {
  return page.evaluate(
    async ([called, given]) => {
      type Fiber = {
        memoizedProps?: Record<string, unknown>;
        child: Fiber | null;
        sibling: Fiber | null;
        stateNode?: { current?: Fiber };
      };
      const root = document.querySelector('#root') as unknown as Record<string, Fiber>;
      const key = Object.keys(root).find((name) => name.startsWith('__reactContainer$')) ?? '';
      // React keeps two trees; the one on the screen is the root's present one.
      const waiting: Array<Fiber | null | undefined> = [root[key]?.stateNode?.current];
      while (waiting.length > 0) {
        const fiber = waiting.pop();
        if (!fiber) continue;
        let target: unknown = fiber.memoizedProps?.client;
        if (target) {
          for (const name of (called as string).split('.')) {
            target = (target as Record<string, unknown>)[name];
          }
          return (target as (input?: unknown) => Promise<unknown>)(given);
        }
        waiting.push(fiber.sibling, fiber.child);
      }
      throw new Error('the page has no client');
    },
    [path, input],
  );
}
