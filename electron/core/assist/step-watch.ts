/**
 * Follows a session from step to step: keeps the level of help in the session's sealed data, and
 * counts every step that is left. It stands between the session machine and the disk, so a level
 * and the step it belongs to are written together or not at all.
 */
import type { Kiosk } from '../kiosk/kiosk';
import type { HelpRecord, SessionData, SessionScreen } from '../sessions/session-data';
import type { SessionEvent } from '../sessions/session-machine';
import type { StepWatch } from '../sessions/session-runtime';
import {
  firstStep,
  type LevelEvent,
  type LevelState,
  type StepDone,
  track,
  type WayOut,
} from './level-tracker';

/** The events by which somebody goes back to what was done before. */
const BACKWARD: ReadonlySet<SessionEvent['type']> = new Set(['BACK', 'REJECT_IDENTITY']);

/** A step as the counts and the board name it: the screen, or `question:` and the field's key. */
export function stepOf(screen: SessionScreen, data: SessionData): string {
  if (data.officerSheet) return 'officerSheet';
  return screen === 'question' ? `question:${data.path ?? ''}` : screen;
}

/** What is sealed of a level state at `nowMs`; what is open is not kept over a restart. */
export function recordOf(state: LevelState, nowMs: number): HelpRecord {
  const { step, level, highest } = state;
  return { step, level, highest, elapsedMs: Math.max(0, Math.round(nowMs - state.sinceMs)) };
}

/** The level state of the session on screen; null without one. */
export function liveLevel(kiosk: Kiosk): LevelState | null {
  const current = kiosk.runtime.current();
  if (!current) return null;
  return kiosk.state.level ?? fromRecord(current.data.help, kiosk.monotonicMs());
}

function fromRecord(record: HelpRecord, nowMs: number): LevelState {
  const { step, level, highest, elapsedMs } = record;
  return { ...firstStep(step, nowMs - elapsedMs), level, highest };
}

/** Counts a step that was left; practice is no dossier and is not counted. */
export function countStep(kiosk: Kiosk, data: SessionData, done: StepDone): void {
  if (data.practise) return;
  kiosk.events.add({
    kind: 'stepDone',
    value: done.way,
    step: done.step,
    procedureCode: data.procedureCode,
    level: done.level,
    seconds: done.seconds,
  });
}

/** Makes the watch; `kioskOf` answers the kiosk, which is put together after the runtime. */
export function createStepWatch(kioskOf: () => Kiosk): StepWatch {
  return {
    began({ data }) {
      const kiosk = kioskOf();
      kiosk.state.level = fromRecord(data.help, kiosk.monotonicMs());
      kiosk.state.steppedAtMs = kiosk.monotonicMs();
    },
    changes(before, after, event) {
      const kiosk = kioskOf();
      const { state } = kiosk;
      const atMs = kiosk.monotonicMs();
      const old = state.level ?? fromRecord(before.data.help, atMs);
      // The panel's own changes carry their record and are taken over by who made them.
      if (event.type === 'HELP_CHANGED') return null;
      const way: WayOut = BACKWARD.has(event.type) ? 'back' : 'forward';
      const step = stepOf(after.screen, after.data);
      const happened: LevelEvent[] = [{ type: 'step', step, way, atMs }];
      if (event.type === 'ANOTHER') happened.push({ type: 'dossierBegun' });
      // The officer who was awaited takes over with the card's confirmation, and not before it.
      if (event.type === 'CONFIRM_IDENTITY' && after.data.officerSheet) {
        happened.push({ type: 'panelOpened' }, { type: 'mandateGiven' });
      }
      let level = old;
      const done: StepDone[] = [];
      for (const each of happened) {
        const next = track(level, each);
        level = next.state;
        if (next.done) done.push(next.done);
      }
      return {
        help: recordOf(level, atMs),
        write: () => {
          for (const each of done) countStep(kiosk, before.data, each);
        },
        done: () => {
          state.level = level;
          state.steppedAtMs = atMs;
          // Whoever answers needs no help that was never asked for.
          if (state.call?.kind === 'quiet') state.call = null;
          if (!state.panel) return;
          if (event.type === 'KEEP_ITEMS') state.panel.typedPath = event.path;
          if (step === old.step) return;
          state.panel.typedPath = null;
          state.panel.asked = null;
          state.panel.papersShown = false;
        },
      };
    },
  };
}
