/**
 * When to look for readers: at the start, a moment after something was plugged in or out, and
 * slowly while none works. Nothing is polled while every known reader is open.
 */
import { assign, fromPromise, setup } from 'xstate';
import type { ReaderDelays } from './delays';

export type HubEvent =
  /** Something was plugged in or out, or a reader was lost. */
  | { type: 'CHANGED' }
  /** A reader's health changed: whether polling is needed is thought over. */
  | { type: 'HEALTH' }
  | { type: 'LOOK' }
  | { type: 'CLOSE' };

export type HubInput = {
  delays: ReaderDelays;
  /** Lists what is plugged in and hands it to the readers. */
  look(signal: AbortSignal): Promise<void>;
  isAnyOpen(): boolean;
  isAnyMissing(): boolean;
};

const look = fromPromise<void, HubInput>(({ input, signal }) => input.look(signal));

export const hubMachine = setup({
  types: {
    context: {} as HubInput & { again: boolean },
    events: {} as HubEvent,
    input: {} as HubInput,
  },
  actors: { look },
  delays: {
    settle: ({ context }) => context.delays.settleMs,
    lookDeadline: ({ context }) => context.delays.lookDeadlineMs,
    nonePoll: ({ context }) => context.delays.nonePollMs,
    missingPoll: ({ context }) => context.delays.missingPollMs,
  },
  guards: {
    /** What was seen may be old already. */
    changedMeanwhile: ({ context }) => context.again,
    noneOpen: ({ context }) => !context.isAnyOpen(),
    someMissing: ({ context }) => context.isAnyMissing(),
  },
}).createMachine({
  id: 'readers',
  context: ({ input }) => ({ ...input, again: false }),
  initial: 'looking',
  on: { CLOSE: '.closed' },
  states: {
    looking: {
      entry: assign({ again: false }),
      invoke: {
        src: 'look',
        input: ({ context }) => context,
        onDone: [{ guard: 'changedMeanwhile', target: 'settling' }, { target: 'waiting' }],
        // A listing that fails is its source's trouble; what comes here is a fault of ours.
        onError: 'waiting',
      },
      after: { lookDeadline: 'waiting' },
      on: {
        CHANGED: { actions: assign({ again: true }) },
        LOOK: { actions: assign({ again: true }) },
      },
    },
    settling: {
      after: { settle: 'looking' },
      on: { LOOK: 'looking' },
    },
    waiting: {
      after: {
        nonePoll: { guard: 'noneOpen', target: 'looking' },
        missingPoll: { guard: 'someMissing', target: 'looking' },
      },
      on: {
        CHANGED: 'settling',
        LOOK: 'looking',
        HEALTH: { target: 'waiting', reenter: true },
      },
    },
    closed: { type: 'final' },
  },
});
