/**
 * One reader as a state machine: plugged in, opened, listened to, lost, found again. It keeps
 * what has arrived of a scan; leaving `open` by any way (error, unplugged, closed) throws that
 * away, so that no part of a card outlives its device.
 */
import { createHash, randomBytes } from 'node:crypto';
import { assign, emit, enqueueActions, fromPromise, setup } from 'xstate';
import { err, type Result } from '../../../contract/result';
import type { Clock, ReaderDelays } from './delays';
import type { ReaderTrouble, Scan } from './reader';
import type { Attachment, Connection, Opened } from './source';
import { decodeScan } from './wire/decode';
import type { Framed, Pending, RawScan } from './wire/framer';
import { finish, giveUp, NOTHING_PENDING } from './wire/framer';

/** `turn` tells the connection of now from earlier ones, whose last words do not count. */
export type ReaderEvent =
  | { type: 'ATTACH'; attachment: Attachment }
  | { type: 'DETACH' }
  | { type: 'CHUNK'; turn: number; chunk: Uint8Array }
  | { type: 'LOST'; turn: number }
  | { type: 'CLOSE' };

export type ReaderInput = {
  clock: Clock;
  delays: ReaderDelays;
  /** Told of every closing that was begun. */
  onClosing(closing: Promise<void>): void;
};

type Context = ReaderInput & {
  turn: number;
  attachment: Attachment | undefined;
  connection: Connection | undefined;
  trouble: ReaderTrouble;
  pending: Pending;
  expect: Framed['expect'];
  /** The scan before, and when it was last seen. */
  last: { key: string; at: number } | undefined;
};

type OpenInput = { attachment: Attachment; turn: number; send(event: ReaderEvent): void };

/** Opens the device. A connection that comes after its time is closed again at once. */
const openDevice = fromPromise<Opened, OpenInput>(async ({ input, signal }) => {
  const { attachment, turn, send } = input;
  if (!attachment.open) return { ok: false, reason: 'READER_KEYBOARD' };
  const opened = await attachment.open({
    onChunk: (chunk) => send({ type: 'CHUNK', turn, chunk }),
    onLost: () => send({ type: 'LOST', turn }),
  });
  if (signal.aborted && opened.ok) await opened.connection.close().catch(() => undefined);
  return opened;
});

/** New with each start, so that what is remembered of a card tells nobody anything. */
const SALT = randomBytes(16);

/** The bytes decide what is a repeat; faults are alike. The card itself is not remembered. */
function keyOf(raw: RawScan): string {
  if ('fault' in raw) return raw.fault;
  return createHash('sha256').update(SALT).update(raw.bytes).digest('base64');
}

function toScan(raw: RawScan, at: number): Scan {
  if ('fault' in raw) return { bytes: new Uint8Array(), text: err(raw.fault), at };
  const text: Result<string> = decodeScan(raw.bytes, raw.symbology);
  return { bytes: raw.bytes, text, ...(raw.symbology ? { symbology: raw.symbology } : {}), at };
}

/** Which of these scans are news, and what to remember of them. */
function news(context: Context, raws: readonly RawScan[]) {
  const at = context.clock.now();
  const scans: Scan[] = [];
  let { last } = context;
  for (const raw of raws) {
    const key = keyOf(raw);
    // A clock that was set back makes no repeat of something from its future.
    const age = last ? Math.abs(at - last.at) : 0;
    const isRepeat = last?.key === key && age < context.delays.repeatWindowMs;
    last = { key, at };
    const scan = toScan(raw, at);
    const isEmpty = !scan.text.ok && scan.text.failure.reason === 'CARD_EMPTY';
    if (!isRepeat && !isEmpty) scans.push(scan);
  }
  return { scans, last };
}

export const readerMachine = setup({
  types: {
    context: {} as Context,
    events: {} as ReaderEvent,
    input: {} as ReaderInput,
    emitted: {} as { type: 'SCAN'; scan: Scan },
  },
  actors: { openDevice },
  delays: {
    openDeadline: ({ context }) => context.delays.openDeadlineMs,
    partSilence: ({ context }) => context.delays.partSilenceMs,
    lastReportSilence: ({ context }) => context.delays.lastReportSilenceMs,
  },
  guards: {
    isOfNow: ({ context, event }) => 'turn' in event && event.turn === context.turn,
    isScanData: ({ context, event }) =>
      event.type === 'CHUNK' &&
      event.turn === context.turn &&
      context.connection?.framer.accepts(event.chunk) === true,
    isKeyboard: ({ context }) => context.attachment?.kind === 'wedge',
    expectsMore: ({ context }) => context.expect === 'more',
    expectsMaybe: ({ context }) => context.expect === 'maybe',
    expectsEnd: ({ context }) => context.expect === 'end',
  },
  actions: {
    attach: assign(({ context, event }) =>
      event.type === 'ATTACH' ? { attachment: event.attachment, turn: context.turn + 1 } : {},
    ),
    detach: assign({ attachment: undefined, trouble: 'READER_UNPLUGGED' }),
    lose: assign({ trouble: 'READER_UNPLUGGED' }),
    take: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'CHUNK' || !context.connection) return;
      const framed = context.connection.framer.push(context.pending, event.chunk);
      const { scans, last } = news(context, framed.scans);
      enqueue.assign({ pending: framed.pending, expect: framed.expect, last });
      for (const scan of scans) enqueue(emit({ type: 'SCAN', scan }));
    }),
    endBySilence: enqueueActions(({ context, enqueue }) => {
      const { scans, last } = news(context, finish(context.pending));
      enqueue.assign({ pending: NOTHING_PENDING, expect: 'nothing', last });
      for (const scan of scans) enqueue(emit({ type: 'SCAN', scan }));
    }),
    dropPart: enqueueActions(({ context, enqueue }) => {
      const { scans, last } = news(context, giveUp(context.pending));
      enqueue.assign({ pending: NOTHING_PENDING, expect: 'nothing', last });
      for (const scan of scans) enqueue(emit({ type: 'SCAN', scan }));
    }),
    letGo: enqueueActions(({ context, enqueue }) => {
      const { connection } = context;
      enqueue.assign({ connection: undefined, pending: NOTHING_PENDING, expect: 'nothing' });
      enqueue(() => {
        if (connection) context.onClosing(connection.close().catch(() => undefined));
      });
    }),
  },
}).createMachine({
  id: 'reader',
  context: ({ input }) => ({
    ...input,
    turn: 0,
    attachment: undefined,
    connection: undefined,
    trouble: 'READER_UNPLUGGED',
    pending: NOTHING_PENDING,
    expect: 'nothing',
    last: undefined,
  }),
  initial: 'absent',
  on: { CLOSE: '.closed', DETACH: { target: '.absent', actions: 'detach' } },
  states: {
    absent: { on: { ATTACH: { target: 'plugged', actions: 'attach' } } },
    plugged: {
      always: [{ guard: 'isKeyboard', target: 'keyboard' }, { target: 'opening' }],
    },
    keyboard: {
      entry: assign({ trouble: 'READER_KEYBOARD' }),
      on: { ATTACH: { actions: 'attach' } },
    },
    opening: {
      // A reader that failed keeps its reason while it is tried again.
      entry: assign(({ context }) =>
        context.trouble === 'READER_UNPLUGGED' ? { trouble: 'READER_OPENING' } : {},
      ),
      invoke: {
        src: 'openDevice',
        input: ({ context, self }) => {
          if (!context.attachment) throw new Error('A reader is opened that is not plugged in.');
          // A device may still speak after its reader was closed.
          const send = (event: ReaderEvent) => {
            if (self.getSnapshot().status === 'active') self.send(event);
          };
          return { attachment: context.attachment, turn: context.turn, send };
        },
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'open',
            actions: assign(({ event }) =>
              event.output.ok ? { connection: event.output.connection } : {},
            ),
          },
          {
            target: 'failed',
            actions: assign(({ event }) =>
              event.output.ok ? {} : { trouble: event.output.reason },
            ),
          },
        ],
        onError: { target: 'failed', actions: assign({ trouble: 'READER_FAILED' }) },
      },
      after: {
        openDeadline: { target: 'failed', actions: assign({ trouble: 'READER_FAILED' }) },
      },
      on: { LOST: { guard: 'isOfNow', target: 'absent', actions: 'lose' } },
    },
    open: {
      exit: 'letGo',
      initial: 'waiting',
      on: {
        LOST: { guard: 'isOfNow', target: 'absent', actions: 'lose' },
        // Found somewhere else although this connection never gave an error.
        ATTACH: { target: 'plugged', actions: 'attach' },
        CHUNK: { guard: 'isScanData', target: '.taken', actions: 'take' },
      },
      states: {
        waiting: {},
        taken: {
          always: [
            { guard: 'expectsMore', target: 'joining' },
            { guard: 'expectsMaybe', target: 'ending' },
            { guard: 'expectsEnd', target: 'quieting' },
            { target: 'waiting' },
          ],
        },
        joining: { after: { partSilence: { target: 'waiting', actions: 'dropPart' } } },
        ending: { after: { lastReportSilence: { target: 'waiting', actions: 'endBySilence' } } },
        quieting: { after: { partSilence: { target: 'waiting', actions: 'endBySilence' } } },
      },
    },
    /** Looked at again whenever the hub finds it plugged in. */
    failed: { on: { ATTACH: { target: 'plugged', actions: 'attach' } } },
    closed: { type: 'final' },
  },
});
