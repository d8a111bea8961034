/** Pushes the view to every page that follows: the present one first, then each new one. */
import type { SessionView } from '../../contract/view';
import type { ViewFeed } from '../api/page-router';

export type ViewPublisher = ViewFeed & {
  /** Shows a new view to all who follow. */
  publish(view: SessionView): void;
};

/** Makes a feed; `current` builds the view for one who begins to follow. */
export function createViewFeed(current: () => SessionView): ViewPublisher {
  const followers = new Set<(view: SessionView) => void>();
  return {
    publish(view) {
      for (const tell of followers) tell(view);
    },
    async *follow(signal) {
      // Only the newest view matters to a page that is slower than the core.
      let newest: SessionView | null = current();
      let wake: () => void = () => {};
      const tell = (view: SessionView) => {
        newest = view;
        wake();
      };
      followers.add(tell);
      signal?.addEventListener('abort', () => wake(), { once: true });
      try {
        while (!signal?.aborted) {
          if (newest) {
            const view: SessionView = newest;
            newest = null;
            yield view;
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        followers.delete(tell);
      }
    },
  };
}
