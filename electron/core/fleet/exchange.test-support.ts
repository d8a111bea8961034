/** Machines of a point without their kiosks: exchanges with a state that a test sets. */
import { FLEET_DELAYS, type FleetDelays } from './delays';
import { type Exchange, type LocalState, openExchange } from './exchange';
import type { ExchangeFile } from './exchange-file';

/** Beats come fast; what must not happen by a stall of this machine keeps its real length. */
export const TEST_DELAYS: FleetDelays = {
  ...FLEET_DELAYS,
  beatMs: 60,
  gatherMs: 5,
  retryFirstMs: 30,
  retryLongestMs: 120,
};

export const DAY_MS = 86_400_000;

export const IDLE: LocalState = {
  sessionId: null,
  state: 'idle',
  version: '0.1.0',
  where: { screen: 'welcome', procedureCode: null, fieldKey: null, paperId: null },
  call: null,
  level: null,
  troubles: [],
  counts: {
    residents: 0,
    dossiers: 0,
    levels: { self: 0, guided: 0, together: 0, onBehalf: 0 },
    mostAsked: null,
  },
};

/** Somebody at the first question of a temporary residence registration. */
export const ASKING: LocalState = {
  ...IDLE,
  sessionId: 'phien-1',
  state: 'inSession',
  where: {
    screen: 'question',
    procedureCode: '1.004194',
    fieldKey: 'landlord_name',
    paperId: null,
  },
};

export type TestMachine = Exchange & {
  /** Sets what the machine shows and tells the exchange. */
  show(state: LocalState): void;
  /** Lets `ms` pass for this machine's table and codes, without waiting. */
  pass(ms: number): void;
  remembered: readonly string[];
};

export type MachineOptions = { clockOffMs?: number; known?: readonly string[] };

/** Opens the exchange of one machine. */
export function openMachine(file: ExchangeFile, options: MachineOptions = {}): TestMachine {
  let state = IDLE;
  let passed = 0;
  const machine = { remembered: [] as readonly string[] };
  const exchange = openExchange({
    file,
    localState: () => state,
    delays: TEST_DELAYS,
    ticks: () => performance.now() + passed,
    now: () => new Date(Date.now() + (options.clockOffMs ?? 0)),
    known: options.known ?? [],
    remember: (known) => {
      machine.remembered = known;
    },
  });
  return Object.assign(machine, exchange, {
    show(next: LocalState) {
      state = next;
      exchange.localChanged();
    },
    pass(ms: number) {
      passed += ms;
    },
  });
}
