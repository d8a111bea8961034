/**
 * How much help each step really needed, from what happened and never from a form at the end. A
 * pure reducer: the same events always give the same levels.
 *
 * The rules:
 * - a step begins at `self`; with the panel open at any moment of it it is `guided`;
 * - with the keyboard in the helper's hands, by the resident's leave, it is `together`; the leave
 *   is for one step, and the next begins at `guided` again while the panel is open;
 * - under a mandate every step is `onBehalf` until the panel closes;
 * - within a step the level never goes down: help that was given was given;
 * - the panel's closing, by a press or by itself, takes keyboard and mandate back, and the next
 *   step is the resident's own again;
 * - a dossier's level is the highest of its steps.
 */
import type { LevelNumber } from '../statistics/event-log';

export const SELF: LevelNumber = 0;
export const GUIDED: LevelNumber = 1;
export const TOGETHER: LevelNumber = 2;
export const ON_BEHALF: LevelNumber = 3;

/** How a step was left. */
export type WayOut = 'forward' | 'back' | 'ended';

export type LevelState = {
  /** A screen's name, or `question:` and the field's key. */
  readonly step: string;
  /** When the step began, on the monotonic clock, in ms. */
  readonly sinceMs: number;
  /** The most help this step needed so far. */
  readonly level: LevelNumber;
  /** The most help any step of this dossier needed so far, this one included. */
  readonly highest: LevelNumber;
  readonly panel: boolean;
  readonly keyboard: boolean;
  readonly mandate: boolean;
};

/** What happened, and when (`atMs` on the monotonic clock). */
export type LevelEvent =
  /** Another step shows; the same step again is no change. */
  | { type: 'step'; step: string; way: WayOut; atMs: number }
  | { type: 'panelOpened' }
  | { type: 'panelClosed' }
  /** Refused, as the mandate is, where no panel is open: the state stays. */
  | { type: 'keyboardTaken' }
  | { type: 'mandateGiven' }
  /** Another dossier of the same person. */
  | { type: 'dossierBegun' }
  | { type: 'ended'; atMs: number };

/** A step that was left: what is counted of it. */
export type StepDone = {
  readonly step: string;
  readonly way: WayOut;
  readonly level: LevelNumber;
  /** Whole seconds on the step. */
  readonly seconds: number;
};

const MS_PER_SECOND = 1_000;

/** The state at the first step of a session. */
export function firstStep(step: string, atMs: number): LevelState {
  return {
    step,
    sinceMs: atMs,
    level: SELF,
    highest: SELF,
    panel: false,
    keyboard: false,
    mandate: false,
  };
}

function higher(a: LevelNumber, b: LevelNumber): LevelNumber {
  return a > b ? a : b;
}

/** The level that holds by what is open at this moment. */
function present(state: Pick<LevelState, 'panel' | 'keyboard' | 'mandate'>): LevelNumber {
  if (!state.panel) return SELF;
  if (state.mandate) return ON_BEHALF;
  return state.keyboard ? TOGETHER : GUIDED;
}

/** `state` with what is open now counted into the step and the dossier. */
function counted(state: LevelState): LevelState {
  const level = higher(state.level, present(state));
  return { ...state, level, highest: higher(state.highest, level) };
}

function left(state: LevelState, way: WayOut, atMs: number): StepDone {
  return {
    step: state.step,
    way,
    level: state.level,
    seconds: Math.max(0, Math.round((atMs - state.sinceMs) / MS_PER_SECOND)),
  };
}

/** Takes one event. `done` is the step it left, or null. */
export function track(
  state: LevelState,
  event: LevelEvent,
): { state: LevelState; done: StepDone | null } {
  const stays = (next: LevelState) => ({ state: counted(next), done: null });
  switch (event.type) {
    case 'step': {
      if (event.step === state.step) return { state, done: null };
      const next = {
        ...state,
        step: event.step,
        sinceMs: event.atMs,
        level: SELF,
        keyboard: false,
      };
      return { state: counted(next), done: left(state, event.way, event.atMs) };
    }
    case 'panelOpened':
      return stays({ ...state, panel: true });
    case 'panelClosed':
      return stays({ ...state, panel: false, keyboard: false, mandate: false });
    case 'keyboardTaken':
      return state.panel ? stays({ ...state, keyboard: true }) : { state, done: null };
    case 'mandateGiven':
      return state.panel ? stays({ ...state, mandate: true }) : { state, done: null };
    case 'dossierBegun':
      return stays({ ...state, highest: state.level });
    case 'ended':
      return {
        state: { ...state, panel: false, keyboard: false, mandate: false },
        done: left(state, 'ended', event.atMs),
      };
  }
}
