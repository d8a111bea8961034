/**
 * This machine among the machines of its point. Where no exchange is configured it is alone and
 * nothing is loaded; where one is, the exchange is opened after the first screen shows.
 */
import type { Highlight, RemoteHelpView } from '../../contract/fleet';
import { err, ok, type Result } from '../../contract/result';
import type { Kiosk } from '../kiosk/kiosk';
import { isStorageError } from '../storage/storage-failure';
import type { VaultKey } from '../storage/vault';
import { FLEET_DELAYS, type FleetDelays, type Ticks } from './delays';
import type { Exchange } from './exchange';
import { hasExchange, takeOverExchange } from './exchange-file';
import type { Fleet } from './fleet-handle';
import type { MachineState } from './machine-table';

export type FleetOptions = {
  userDataFolder: string;
  machineKey: VaultKey;
  /** The kiosk, which is put together after this. */
  kiosk(): Kiosk;
  /** A carried file that cannot be used: for the technician. */
  problem(detail: string): void;
  delays?: FleetDelays | undefined;
  ticks?: Ticks | undefined;
};

/** Makes the handle; nothing happens before `begin`. */
export function createFleet(options: FleetOptions): Fleet {
  const { userDataFolder, machineKey, delays = FLEET_DELAYS } = options;
  const ticks = options.ticks ?? (() => performance.now());
  const listeners = new Set<() => void>();
  let exchange: Exchange | null = null;
  let closed = false;
  let begun: Promise<void> | null = null;
  /** What the resident's screen shows of all this, to publish only when it changes. */
  let shown = '';

  const heard = () => {
    const kiosk = options.kiosk();
    for (const listener of listeners) listener();
    const page = kiosk.state.office?.page;
    const now = JSON.stringify([remoteHelpView(kiosk), highlightView(kiosk)]);
    const onScreen = page === 'board' || page === 'remote';
    if (now === shown && !onScreen) return;
    shown = now;
    kiosk.publish();
  };
  const open = async () => {
    if (!hasExchange(userDataFolder)) return;
    const { file, problem } = await takeOverExchange(userDataFolder, machineKey);
    if (problem) options.problem(problem);
    if (!file || closed) return;
    const [{ openExchange }, { createLocalState }, { version }] = await Promise.all([
      import('./exchange'),
      import('./local-state'),
      import('../../../package.json'),
    ]);
    if (closed) return;
    const kiosk = options.kiosk();
    exchange = openExchange({
      file,
      localState: createLocalState(kiosk, version, ticks),
      delays,
      ticks,
      now: kiosk.now,
      known: readKnown(kiosk),
      remember: (known) => {
        try {
          kiosk.notes.write('fleet_machines', known.join(' '));
        } catch (error) {
          // A full disk costs the board a name after the next start, and nothing now.
          if (!isStorageError(error)) throw error;
        }
      },
    });
    exchange.onChange(heard);
  };

  return {
    begin() {
      begun ??= open();
      return begun;
    },
    exchange: () => exchange,
    link: () => exchange?.link() ?? 'none',
    changed: () => exchange?.localChanged(),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      await begun?.catch(() => {});
      await exchange?.close();
    },
  };
}

function readKnown({ notes }: Kiosk): string[] {
  const text = notes.read('fleet_machines') ?? '';
  return text.split(' ').filter((id) => /^m[1-9]\d?$/.test(id));
}

/** The machines of the point as this one knows them, this one first; empty without an exchange. */
export function pointMachines({ fleet }: Pick<Kiosk, 'fleet'>): MachineState[] {
  return fleet.exchange()?.machines() ?? [];
}

/** Remote help as the resident's screen shows it; null where it cannot be had. */
export function remoteHelpView({ fleet, runtime }: Kiosk): RemoteHelpView | null {
  const exchange = fleet.exchange();
  if (!exchange || !runtime.current()) return null;
  const machine = exchange.number;
  const open = exchange.helped.view();
  if (open) return { machine, ...open };
  const offered = { machine, code: null, connected: false, minutesLeft: 0 };
  return exchange.link() === 'connected' ? offered : null;
}

/** What somebody on the phone points at, or null. */
export function highlightView({ fleet, runtime }: Kiosk): Highlight | null {
  return runtime.current() ? (fleet.exchange()?.helped.highlight() ?? null) : null;
}

/** "Đọc mã cho tổng đài": makes a code for the session on screen. */
export function openRemoteCode(kiosk: Kiosk): Result<void> {
  const exchange = kiosk.fleet.exchange();
  const current = kiosk.runtime.current();
  if (!current) return err('SESSION_NONE');
  if (exchange?.link() !== 'connected') return err('REMOTE_NO_EXCHANGE');
  exchange.helped.open(current.id);
  return ok(undefined);
}

/** The phone call is over: the code dies. */
export function endRemoteHelp({ fleet }: Kiosk): Result<void> {
  fleet.exchange()?.helped.end();
  return ok(undefined);
}
