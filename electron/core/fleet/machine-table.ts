/**
 * What is known of the point's other machines, and how old it is. Nothing is dropped silently: a
 * machine that is no longer heard stays, told as unknown.
 */
import type { FleetDelays, Ticks } from './delays';
import type { Presence } from './messages';

/** Clocks that differ by less bother nobody: slips show minutes. */
const CLOCK_TOLERANCE_SECONDS = 120;
/** The point's machines have numbers 1 to 99; what else comes is not ours. */
const MOST_MACHINES = 99;

export type MachineState = {
  /** "m2" */
  id: string;
  /** "Máy 2" */
  number: number;
  /** This machine. */
  self: boolean;
  /** `unknown`: not heard lately, or not since this machine started; `off`: closed in order. */
  heard: 'fresh' | 'unknown' | 'off';
  /** Seconds since it was last heard; null when it never was since this machine started. */
  silentSeconds: number | null;
  /** What it last said; its durations are brought up to now while it is fresh. */
  last: Presence | null;
  /** How far its clock is ahead (+) or behind (-) of this one's, where that is worth a word. */
  clockDifferenceSeconds: number | null;
};

export type MachineTable = {
  /** Takes in what machine `id` said. */
  hear(id: string, presence: Presence): void;
  /** All machines but this one, by number. */
  others(): MachineState[];
  /**
   * How far this machine's own clock is off, judged by at least two others that agree; null while
   * nobody can tell.
   */
  ownClockDifferenceSeconds(): number | null;
};

type Entry = { presence: Presence; at: number; clockMs: number };

export type MachineTableOptions = {
  delays: Pick<FleetDelays, 'staleMs'>;
  ticks: Ticks;
  /** This machine's clock. */
  now(): Date;
  /** Machines known from earlier evenings. */
  known: readonly string[];
  /** A machine was heard for the first time ever. */
  remember(known: readonly string[]): void;
};

/** The number of machine `id`. */
export function numberOf(id: string): number {
  return Number(id.slice(1));
}

/** Opens the table. */
export function createMachineTable(options: MachineTableOptions): MachineTable {
  const { delays, ticks, now } = options;
  const entries = new Map<string, Entry | null>(options.known.map((id) => [id, null]));

  const stateOf = (id: string, entry: Entry | null): MachineState => {
    const base = { id, number: numberOf(id), self: false };
    if (!entry) {
      const nothing = { silentSeconds: null, last: null, clockDifferenceSeconds: null };
      return { ...base, heard: 'unknown', ...nothing };
    }
    const silentMs = ticks() - entry.at;
    const { presence } = entry;
    const heard =
      presence.state === 'off' ? 'off' : silentMs > delays.staleMs ? 'unknown' : 'fresh';
    const silentSeconds = Math.floor(silentMs / 1_000);
    const difference = Math.round(entry.clockMs / 1_000);
    return {
      ...base,
      heard,
      silentSeconds,
      last: heard === 'fresh' ? grown(presence, silentSeconds) : presence,
      clockDifferenceSeconds: Math.abs(difference) >= CLOCK_TOLERANCE_SECONDS ? difference : null,
    };
  };

  return {
    hear(id, presence) {
      if (!entries.has(id)) {
        if (entries.size >= MOST_MACHINES) return;
        options.remember([...entries.keys(), id]);
      }
      entries.set(id, {
        presence,
        at: ticks(),
        clockMs: presence.clockMs - now().getTime(),
      });
    },
    others() {
      return [...entries]
        .map(([id, entry]) => stateOf(id, entry))
        .sort((a, b) => a.number - b.number);
    },
    ownClockDifferenceSeconds() {
      const heard = [...entries.values()].filter((entry) => entry !== null);
      const differences = heard.map(({ clockMs }) => clockMs / 1_000).sort((a, b) => a - b);
      const middle = differences[Math.floor(differences.length / 2)];
      if (differences.length < 2 || middle === undefined) return null;
      const agreeing = differences.filter(
        (each) => Math.abs(each - middle) < CLOCK_TOLERANCE_SECONDS,
      );
      const most = agreeing.length >= 2 && agreeing.length * 2 > differences.length;
      return most && Math.abs(middle) >= CLOCK_TOLERANCE_SECONDS ? -Math.round(middle) : null;
    },
  };
}

/** What was said `seconds` ago, as it is now. */
function grown(presence: Presence, seconds: number): Presence {
  const { call } = presence;
  return {
    ...presence,
    onStepSeconds: presence.onStepSeconds + seconds,
    call: call ? { ...call, seconds: call.seconds + seconds } : null,
  };
}
