/** Reaching the server: try, stay, wait, try again, for ever, until this machine closes. */
import { assign, fromPromise, setup } from 'xstate';
import type { FleetDelays } from './delays';

/** How this machine stands to the server. */
export type LinkState = 'connecting' | 'connected' | 'unreachable' | 'refused' | 'untrusted';

/** Why a try failed: nobody there, this machine's key not wanted, or a server nobody vouches for. */
export type LinkTrouble = Exclude<LinkState, 'connecting' | 'connected'>;

export type LinkInput = {
  delays: FleetDelays;
  /** Connects; rejects with an `Error` that `troubleOf` reads. */
  dial(signal: AbortSignal): Promise<void>;
  /** Resolves when the connection is over. */
  over(signal: AbortSignal): Promise<void>;
  troubleOf(error: unknown): LinkTrouble;
  /** 0 to 1: machines started together must not knock together. */
  random(): number;
};

type LinkContext = LinkInput & { tries: number; trouble: LinkTrouble | null };

export const linkMachine = setup({
  types: {
    context: {} as LinkContext,
    events: {} as { type: 'CLOSE' },
    input: {} as LinkInput,
  },
  actors: {
    dial: fromPromise<void, LinkInput>(({ input, signal }) => input.dial(signal)),
    over: fromPromise<void, LinkInput>(({ input, signal }) => input.over(signal)),
  },
  delays: {
    retry: ({ context: { delays, tries, random } }) => {
      const wait = Math.min(delays.retryFirstMs * 2 ** (tries - 1), delays.retryLongestMs);
      return wait * (0.7 + 0.3 * random());
    },
  },
}).createMachine({
  id: 'link',
  context: ({ input }) => ({ ...input, tries: 0, trouble: null }),
  initial: 'connecting',
  on: { CLOSE: '.closed' },
  states: {
    connecting: {
      invoke: {
        src: 'dial',
        input: ({ context }) => context,
        onDone: { target: 'connected', actions: assign({ tries: 0, trouble: null }) },
        onError: {
          target: 'waiting',
          actions: assign(({ context, event }) => ({
            trouble: context.troubleOf(event.error),
            // Sixteen doublings are past any longest wait; further ones are not numbers any more.
            tries: Math.min(context.tries + 1, 16),
          })),
        },
      },
    },
    connected: {
      invoke: {
        src: 'over',
        input: ({ context }) => context,
        onDone: { target: 'waiting', actions: assign({ tries: 1, trouble: 'unreachable' }) },
        onError: { target: 'waiting', actions: assign({ tries: 1, trouble: 'unreachable' }) },
      },
    },
    waiting: { after: { retry: 'connecting' } },
    closed: { type: 'final' },
  },
});
