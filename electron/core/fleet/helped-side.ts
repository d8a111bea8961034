/**
 * Remote help at the machine that is helped. Somebody reads a code of six digits to the hotline;
 * whoever gives it here sees which screen and question it is, and may light up a place. Nothing
 * else crosses. It dies with the session, with the call for help, with the helper's leaving, and
 * after half an hour.
 */
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { type Highlight, REMOTE_CODE_DIGITS, type RemoteHelpView } from '../../contract/fleet';
import type { FleetDelays, Ticks } from './delays';
import type { Direct, ToHelped, Where } from './messages';

/** Wrong codes one machine may give for one code of ours. */
const TRIES_PER_ASKER = 3;
/** Wrong codes of all machines together: then the code dies. Six guesses of a million. */
const TRIES_IN_ALL = 6;

/** What the machine shows, as far as remote help needs it. */
export type Shown = { sessionId: string | null; helpCalled: boolean; where: Where };

export type HelpedSide = {
  /** A new code for session `sessionId`; an older one dies. */
  open(sessionId: string): void;
  /** The code is waiting for somebody. */
  waits(): boolean;
  /** Null while there is no code. */
  view(): Omit<RemoteHelpView, 'machine'> | null;
  highlight(): Highlight | null;
  /** The screen changed: tells the helper, and ends with its session or its call. */
  follow(shown: Shown): void;
  receive(from: string, message: ToHelped): void;
  end(): void;
  /** Every beat: a helper who went silent, a code whose time is over. */
  beat(): void;
};

export type HelpedSideOptions = {
  send(to: string, message: Direct): void;
  delays: Pick<FleetDelays, 'codeMs' | 'staleMs'>;
  ticks: Ticks;
  changed(): void;
};

type Open = {
  sessionId: string;
  code: string;
  diesAt: number;
  /** Wrong tries by asking machine. */
  wrong: Map<string, number>;
  helpWasCalled: boolean;
  helper: { machine: string; ticket: string; heardAt: number; silent: boolean } | null;
  highlight: Highlight | null;
};

const NOWHERE: Where = { screen: 'welcome', procedureCode: null, fieldKey: null, paperId: null };

/** Opens the helped side; nothing is on offer until `open`. */
export function createHelpedSide(options: HelpedSideOptions): HelpedSide {
  const { send, delays, ticks, changed } = options;
  let open: Open | null = null;
  let shown: Shown = { sessionId: null, helpCalled: false, where: NOWHERE };

  const tellWhere = () => {
    if (!open?.helper) return;
    const { machine, ticket } = open.helper;
    const { highlight } = open;
    send(machine, { v: 1, kind: 'where', ticket, where: shown.where, highlight });
  };
  const end = () => {
    if (!open) return;
    const { helper } = open;
    open = null;
    if (helper) send(helper.machine, { v: 1, kind: 'ended', ticket: helper.ticket });
    changed();
  };
  const join = (from: string, code: string) => {
    const refuse = (why: 'wrong' | 'locked' | 'none' | 'busy') =>
      send(from, { v: 1, kind: 'refused', why });
    if (!open) return refuse('none');
    const wrong = open.wrong.get(from) ?? 0;
    // Counted before the code is looked at: the right one at the fourth try opens nothing.
    if (wrong >= TRIES_PER_ASKER) return refuse('locked');
    if (!sameCode(open.code, code)) {
      open.wrong.set(from, wrong + 1);
      const inAll = [...open.wrong.values()].reduce((sum, each) => sum + each, 0);
      refuse(wrong + 1 >= TRIES_PER_ASKER ? 'locked' : 'wrong');
      if (inAll >= TRIES_IN_ALL) end();
      return;
    }
    // The same helper again (a lost answer, a restart) gets a new ticket; another one does not.
    if (open.helper && open.helper.machine !== from && !open.helper.silent) return refuse('busy');
    const ticket = randomBytes(16).toString('base64url');
    open.helper = { machine: from, ticket, heardAt: ticks(), silent: false };
    open.highlight = null;
    send(from, { v: 1, kind: 'opened', ticket });
    tellWhere();
    changed();
  };

  return {
    open(sessionId) {
      end();
      open = {
        sessionId,
        code: String(randomInt(10 ** REMOTE_CODE_DIGITS)).padStart(REMOTE_CODE_DIGITS, '0'),
        diesAt: ticks() + delays.codeMs,
        wrong: new Map(),
        helpWasCalled: shown.helpCalled,
        helper: null,
        highlight: null,
      };
      changed();
    },
    waits: () => open !== null && open.helper === null,
    view() {
      if (!open) return null;
      return {
        code: open.code,
        connected: open.helper !== null && !open.helper.silent,
        minutesLeft: Math.max(0, Math.ceil((open.diesAt - ticks()) / 60_000)),
      };
    },
    highlight: () => open?.highlight ?? null,
    follow(next) {
      const moved = JSON.stringify(next.where) !== JSON.stringify(shown.where);
      shown = next;
      if (!open) return;
      if (next.sessionId !== open.sessionId) return end();
      if (open.helpWasCalled && !next.helpCalled) return end();
      open.helpWasCalled = next.helpCalled;
      if (!moved) return;
      // What was pointed at is no longer there.
      open.highlight = null;
      tellWhere();
    },
    receive(from, message) {
      if (message.kind === 'join') return join(from, message.code);
      const helper = open?.helper;
      if (!open || !helper || helper.machine !== from || helper.ticket !== message.ticket) return;
      const wasSilent = helper.silent;
      helper.heardAt = ticks();
      helper.silent = false;
      if (message.kind === 'leave') return end();
      if (message.kind === 'point') {
        // Only the place that is on screen: a press here may come after the page was turned.
        const here = message.at === null || message.at.path === shown.where.fieldKey;
        open.highlight = here ? message.at : null;
        tellWhere();
        changed();
      } else if (wasSilent) changed();
    },
    end,
    beat() {
      if (!open) return;
      if (ticks() >= open.diesAt) return end();
      tellWhere();
      const { helper } = open;
      if (!helper || helper.silent || ticks() - helper.heardAt <= delays.staleMs) return;
      helper.silent = true;
      open.highlight = null;
      changed();
    },
  };
}

function sameCode(right: string, given: string): boolean {
  const a = Buffer.from(right);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
