/** Calls for help: pressed by somebody, or raised quietly because a step stays unanswered. */
import type { LocalText } from '../../contract/pack';
import { ok, type Result } from '../../contract/result';
import type { ScreenName } from '../../contract/view';
import { packOf } from '../dossiers/dossier-context';
import type { Kiosk } from '../kiosk/kiosk';
import type { RaisedCall } from './panel-state';
import { stepOf } from './step-watch';

/** A call as the board and the other machines of the point see it: nothing of any person. */
export type HelpCall = {
  kind: 'pressed' | 'quiet';
  /** ISO 8601, by this machine's clock. */
  since: string;
  /** Whole seconds waited, by a clock nobody can set. */
  waitingSeconds: number;
  screen: ScreenName;
  /** `screen`, or `question:` and the field's key. */
  step: string;
  /** The question's short name in the pack; null on screens that are no question. */
  label: LocalText | null;
  procedure: LocalText | null;
};

/** Screens on which nobody is waited for. */
const NOTHING_TO_ANSWER: ReadonlySet<ScreenName> = new Set(['submitting', 'rating']);

/** The call of this machine that waits for a helper, or null. */
export function currentCall(kiosk: Kiosk): HelpCall | null {
  const { call, resume, office } = kiosk.state;
  if (!call) return null;
  const waitingSeconds = Math.max(0, Math.floor((kiosk.monotonicMs() - call.sinceMs) / 1_000));
  const { kind, since } = call;
  const current = kiosk.runtime.current();
  if (!current) {
    const screen = resume ? 'resume' : office ? 'office' : 'welcome';
    return { kind, since, waitingSeconds, screen, step: screen, label: null, procedure: null };
  }
  const { screen, data } = current;
  const pack = packOf(kiosk.packs, data);
  const field = screen === 'question' ? pack?.fields.find(({ key }) => key === data.path) : null;
  return {
    kind,
    since,
    waitingSeconds,
    screen,
    step: stepOf(screen, data),
    label: field?.label ?? null,
    procedure: pack?.shortName ?? null,
  };
}

/** Calls `listener` whenever the call, or where its caller is, changes. Answers how to stop. */
export function onCallChange(kiosk: Kiosk, listener: () => void): () => void {
  kiosk.callListeners.add(listener);
  return () => kiosk.callListeners.delete(listener);
}

/** Tells who listens when the call is another than `last`; answers what to compare with next. */
export function tellCall(kiosk: Kiosk, last: string): string {
  const call = currentCall(kiosk);
  const present = call ? [call.kind, call.since, call.step, call.procedure?.vi].join('\n') : '';
  if (present !== last) for (const listener of kiosk.callListeners) listener();
  return present;
}

/** "Gọi người giúp", or taking the call back. */
export function callHelp(kiosk: Kiosk, called: boolean): Result<void> {
  const { state } = kiosk;
  if (!called) {
    state.call = null;
    // Who takes a call back is at work: a quiet one would only bring the same call again.
    state.steppedAtMs = kiosk.monotonicMs();
  }
  // Somebody is at the machine already.
  else if (!state.panel && state.call?.kind !== 'pressed') raise(kiosk, 'pressed');
  kiosk.publish();
  return ok(undefined);
}

function raise(kiosk: Kiosk, kind: RaisedCall['kind']): void {
  const current = kiosk.runtime.current();
  const now = { since: kiosk.now().toISOString(), sinceMs: kiosk.monotonicMs() };
  // A quiet call that is pressed now has waited since it was raised.
  kiosk.state.call = { ...now, ...kiosk.state.call, kind };
  if (current?.data.practise) return;
  kiosk.events.add({
    kind: 'helpCalled',
    value: kind,
    step: current ? stepOf(current.screen, current.data) : 'welcome',
    procedureCode: current?.data.procedureCode ?? null,
  });
}

/** Raises a quiet call where a step has waited long enough; answers whether it did. */
export function raiseQuietCall(kiosk: Kiosk): boolean {
  const { state } = kiosk;
  const current = kiosk.runtime.current();
  if (!current || state.call || state.panel || state.preparing) return false;
  if (NOTHING_TO_ANSWER.has(current.screen)) return false;
  const waitedMs = kiosk.monotonicMs() - state.steppedAtMs;
  if (waitedMs < kiosk.point.quietCallSeconds * 1_000) return false;
  raise(kiosk, 'quiet');
  return true;
}
