/** What the machine keeps of an open panel; none of it outlives the process. */
import type { AskedLeave, MandateReason } from '../../contract/assist';
import type { Failure } from '../../contract/reasons';
import type { Role } from '../../contract/roles';
import { type LevelState, track } from './level-tracker';

export type PanelState = {
  helper: { id: string; name: string; role: Role };
  /** On the monotonic clock, as are all times here. */
  openedAtMs: number;
  /** The helper's last press or key. */
  inputAtMs: number;
  asked: AskedLeave | null;
  mandate: MandateReason | null;
  papersShown: boolean;
  /** Seconds until the panel closes by itself; null while that is far off. */
  secondsLeft: number | null;
  /** The question whose answer was given since the panel opened: it is shown as it is typed. */
  typedPath: string | null;
  /** A doubtful answer from before the panel opened; it stays hidden, a newer one is shown. */
  oldDoubt: unknown;
  /** The procedure an officer began the session for; until the resident agrees it is not chosen. */
  ahead: string | null;
  /** The box of the sheet whose person's card is awaited at a reader. */
  cardFor: string | null;
  /** Why the last card was not taken. */
  cardFailure: Failure | null;
};

/** A call for help that waits. */
export type RaisedCall = {
  kind: 'pressed' | 'quiet';
  since: string;
  /** On the monotonic clock. */
  sinceMs: number;
};

/** A panel as it opens. */
export function newPanel(
  helper: PanelState['helper'],
  nowMs: number,
  oldDoubt: unknown,
): PanelState {
  const { id, name, role } = helper;
  return {
    helper: { id, name, role },
    openedAtMs: nowMs,
    inputAtMs: nowMs,
    asked: null,
    mandate: null,
    papersShown: false,
    secondsLeft: null,
    typedPath: null,
    oldDoubt,
    ahead: null,
    cardFor: null,
    cardFailure: null,
  };
}

/** `level` with the panel closed. */
export function closedPanel(level: LevelState): LevelState {
  return track(level, { type: 'panelClosed' }).state;
}
