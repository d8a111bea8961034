/** Remote help at the machine of whoever answers the phone. */
import { type Highlight, REMOTE_CODE_DIGITS } from '../../contract/fleet';
import { err, ok, type Result } from '../../contract/result';
import type { FleetDelays, Ticks } from './delays';
import type { Direct, ToHelper, Where } from './messages';

export type Joined = {
  /** Machine that is helped, "m2". */
  machine: string;
  /** `lost`: not heard for a while; it may come back. */
  state: 'open' | 'lost' | 'ended';
  where: Where | null;
  highlight: Highlight | null;
};

export type HelpingSide = {
  /** Gives `code` to machine `machine` and waits for its answer. */
  join(machine: string, code: string): Promise<Result<void>>;
  /** Lights up a place there, or nothing. */
  point(at: Highlight | null): Result<void>;
  leave(): void;
  joined(): Joined | null;
  receive(from: string, message: ToHelper): void;
  /** Every beat: says that somebody is still here, and notices silence. */
  beat(): void;
};

export type HelpingSideOptions = {
  send(to: string, message: Direct): boolean;
  delays: Pick<FleetDelays, 'answerMs' | 'staleMs'>;
  ticks: Ticks;
  changed(): void;
};

type Open = Joined & { ticket: string; heardAt: number };
type Asking = { machine: string; answer(result: Result<void>): void };

const REFUSALS = {
  wrong: 'REMOTE_CODE_WRONG',
  locked: 'REMOTE_CODE_LOCKED',
  none: 'REMOTE_CODE_GONE',
  busy: 'REMOTE_BUSY',
} as const;

/** Opens the helping side; nobody is helped until `join`. */
export function createHelpingSide(options: HelpingSideOptions): HelpingSide {
  const { send, delays, ticks, changed } = options;
  let open: Open | null = null;
  let asking: Asking | null = null;

  const leave = () => {
    if (!open) return;
    const { machine, ticket, state } = open;
    open = null;
    if (state !== 'ended') send(machine, { v: 1, kind: 'leave', ticket });
    changed();
  };
  const settle = (result: Result<void>) => {
    asking?.answer(result);
    asking = null;
  };

  return {
    join(machine, typed) {
      const code = typed.replace(/\D/g, '');
      if (code.length !== REMOTE_CODE_DIGITS) return Promise.resolve(err('REMOTE_CODE_WRONG'));
      settle(err('REMOTE_NO_ANSWER'));
      leave();
      return new Promise((resolve) => {
        const late = setTimeout(() => settle(err('REMOTE_NO_ANSWER')), delays.answerMs);
        asking = {
          machine,
          answer(result) {
            clearTimeout(late);
            resolve(result);
          },
        };
        if (!send(machine, { v: 1, kind: 'join', code })) settle(err('REMOTE_NO_EXCHANGE'));
      });
    },
    point(at) {
      if (!open || open.state === 'ended') return err('REMOTE_CODE_GONE');
      const sent = send(open.machine, { v: 1, kind: 'point', ticket: open.ticket, at });
      return sent ? ok(undefined) : err('REMOTE_NO_EXCHANGE');
    },
    leave,
    joined() {
      if (!open) return null;
      const { machine, state, where, highlight } = open;
      return { machine, state, where, highlight };
    },
    receive(from, message) {
      if (message.kind === 'opened' || message.kind === 'refused') {
        if (asking?.machine !== from) return;
        if (message.kind === 'refused') return settle(err(REFUSALS[message.why]));
        const { ticket } = message;
        const nothing = { where: null, highlight: null };
        open = { machine: from, state: 'open', ticket, heardAt: ticks(), ...nothing };
        settle(ok(undefined));
        return changed();
      }
      if (!open || open.machine !== from || open.ticket !== message.ticket) return;
      open.heardAt = ticks();
      if (message.kind === 'ended') Object.assign(open, { state: 'ended', highlight: null });
      else {
        const { where, highlight } = message;
        Object.assign(open, { state: 'open', where, highlight });
      }
      changed();
    },
    beat() {
      if (!open || open.state === 'ended') return;
      send(open.machine, { v: 1, kind: 'here', ticket: open.ticket });
      if (open.state === 'lost' || ticks() - open.heardAt <= delays.staleMs) return;
      open.state = 'lost';
      changed();
    },
  };
}
