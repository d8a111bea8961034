/**
 * The exchange between the machines of a point: this machine's presence out, the others' in, and
 * remote help both ways. A machine that has none loads nothing of this.
 */
import type { Clock } from '../devices/barcode/delays';
import type { FleetDelays, Ticks } from './delays';
import type { ExchangeFile } from './exchange-file';
import { createHelpedSide, type HelpedSide, type Shown } from './helped-side';
import { createHelpingSide, type HelpingSide } from './helping-side';
import { type Link, openLink } from './link';
import type { LinkState } from './link-machine';
import { createMachineTable, type MachineState } from './machine-table';
import {
  type Direct,
  decodeDirect,
  decodePresence,
  encodeDirect,
  encodePresence,
  type Presence,
  subjectsOf,
  type ToHelped,
  type ToHelper,
} from './messages';

/** This machine as it tells of itself. */
export type LocalState = Omit<
  Presence,
  'v' | 'clockMs' | 'onStepSeconds' | 'call' | 'waitsForCode'
> & {
  sessionId: string | null;
  /** Somebody calls for help, or a question stayed unanswered; null when nobody does. */
  call: 'pressed' | 'quiet' | null;
};

export type Exchange = {
  /** Number of this machine. */
  number: number;
  link(): LinkState;
  /** All machines of the point, this one first. */
  machines(): MachineState[];
  /** Something on this machine may have changed. */
  localChanged(): void;
  /** Calls `listener` when a machine was heard or missed, or remote help changed. */
  onChange(listener: () => void): () => void;
  helped: HelpedSide;
  helping: HelpingSide;
  /** Messages dropped because they were not understood, and subjects the server refused. */
  troubles(): { dropped: number; refused: number };
  close(): Promise<void>;
};

export type ExchangeOptions = {
  file: ExchangeFile;
  localState(): LocalState;
  delays: FleetDelays;
  ticks: Ticks;
  now(): Date;
  /** Machines known from earlier evenings, and where to keep them. */
  known: readonly string[];
  remember(known: readonly string[]): void;
  /** The timers; tests bring their own. */
  clock?: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
};

const FOR_HELPED: ReadonlySet<Direct['kind']> = new Set(['join', 'here', 'point', 'leave']);

const NODE_TIMERS: Pick<Clock, 'setTimeout' | 'clearTimeout'> = {
  setTimeout: (run, ms) => setTimeout(run, ms).unref(),
  clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
};

/** Opens the exchange; it connects by itself and never holds anything up. */
export function openExchange(options: ExchangeOptions): Exchange {
  const { file, delays, ticks, now, clock = NODE_TIMERS } = options;
  const self = `m${file.machine}`;
  const subjects = subjectsOf(file.point, self);
  const listeners = new Set<() => void>();
  const counts = { dropped: 0, refused: 0 };
  const table = createMachineTable({
    ...options,
    known: options.known.filter((id) => id !== self),
  });
  const steps = createSince(ticks);
  const calls = createSince(ticks);
  let closed = false;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const send = (to: string, message: Direct) =>
    link.publish(subjects.to(to), encodeDirect(message));
  const changed = () => {
    localChanged();
    tell();
  };
  const helped = createHelpedSide({ send, delays, ticks, changed });
  const helping = createHelpingSide({ send, delays, ticks, changed: tell });

  const presence = (): Presence => {
    const { sessionId, call, ...local } = options.localState();
    const onStepSeconds = steps.seconds(`${sessionId} ${JSON.stringify(local.where)}`);
    const callSeconds = calls.seconds(call === null ? null : `${sessionId}`);
    return {
      v: 1,
      ...local,
      onStepSeconds,
      call: call === null ? null : { kind: call, seconds: callSeconds },
      waitsForCode: helped.waits(),
      clockMs: now().getTime(),
    };
  };
  const publish = () => {
    link.publish(subjects.ownPresence, encodePresence(presence()));
  };

  const receive = (subject: string, bytes: Uint8Array) => {
    const read = subjects.read(subject);
    const message =
      read?.kind === 'presence' ? decodePresence(bytes) : read ? decodeDirect(bytes) : null;
    if (!read || read.from === self || message === null) {
      counts.dropped += 1;
      return;
    }
    const { from } = read;
    if ('state' in message) {
      table.hear(from, message);
      tell();
    } else if (FOR_HELPED.has(message.kind)) helped.receive(from, message as ToHelped);
    else helping.receive(from, message as ToHelper);
  };

  const link: Link = openLink({
    file,
    subjects: [subjects.everyPresence, subjects.everythingToMe],
    delays,
    received: receive,
    changed: () => {
      if (closed) return;
      if (link.state() === 'connected') publish();
      tell();
    },
    refusedSubject: () => {
      counts.refused += 1;
    },
  });

  let gathering: unknown = null;
  const localChanged = () => {
    const local = options.localState();
    // Times are counted from the moment of the change, not from when it is told.
    presence();
    helped.follow(shownOf(local));
    if (closed || gathering !== null) return;
    gathering = clock.setTimeout(() => {
      gathering = null;
      publish();
    }, delays.gatherMs);
  };
  let beating: unknown = null;
  const beat = () => {
    beating = clock.setTimeout(beat, delays.beatMs);
    publish();
    helped.beat();
    helping.beat();
    // A machine may have fallen silent since the last beat.
    tell();
  };
  helped.follow(shownOf(options.localState()));
  beating = clock.setTimeout(beat, delays.beatMs);

  return {
    number: file.machine,
    link: link.state,
    machines() {
      const own = {
        id: self,
        number: file.machine,
        self: true,
        heard: 'fresh' as const,
        silentSeconds: 0,
        last: presence(),
        clockDifferenceSeconds: table.ownClockDifferenceSeconds(),
      };
      return [own, ...table.others()];
    },
    localChanged,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    helped,
    helping,
    troubles: () => ({ ...counts }),
    async close() {
      closed = true;
      clock.clearTimeout(gathering);
      clock.clearTimeout(beating);
      listeners.clear();
      helped.end();
      helping.leave();
      const bytes = encodePresence({ ...presence(), state: 'off', call: null });
      await link.close({ subject: subjects.ownPresence, bytes });
    },
  };
}

function shownOf({ sessionId, call, where }: LocalState): Shown {
  return { sessionId, helpCalled: call === 'pressed', where };
}

/** Seconds since a thing last changed; null as the thing means that there is nothing to count. */
function createSince(ticks: Ticks) {
  let thing: string | null = null;
  let since = ticks();
  return {
    seconds(present: string | null): number {
      if (present !== thing) {
        thing = present;
        since = ticks();
      }
      return present === null ? 0 : Math.min(604_800, Math.floor((ticks() - since) / 1_000));
    },
  };
}
