/**
 * The one session of this machine while the core runs: applies events to the machine, writes the
 * new snapshot before anybody hears of it, and tells who listens.
 */
import { getNextSnapshot, initialTransition } from 'xstate';
import { err, ok, type Result } from '../../contract/result';
import { isStorageError, storageFailure } from '../storage/storage-failure';
import {
  type HelpRecord,
  newSessionData,
  SCREENS_OF_SESSION,
  SessionData,
  type SessionScreen,
} from './session-data';
import type { SessionEvent, SessionMachine } from './session-machine';
import type { OpenSession, SessionStore } from './session-store';

type Snapshot = ReturnType<SessionMachine['resolveState']>;

type Place = { screen: SessionScreen; data: SessionData };

/** Follows the session from step to step; see assist/step-watch. */
export type StepWatch = {
  /** A session began or was taken up again. */
  began(place: Place): void;
  /**
   * A change is about to be written: the help to seal with it, what to write in the same
   * transaction, and what to do once it is on disk. Null when there is nothing to follow.
   */
  changes(
    before: Place,
    after: Place,
    event: SessionEvent,
  ): { help: HelpRecord; write(): void; done(): void } | null;
};

/** A session as it is taken up again: whoever held an officer's sheet, or was to, does no longer. */
function reopened(data: unknown): SessionData {
  return { ...SessionData.parse(data), officerSheet: false, sheetAwaits: null };
}

export type SessionRuntime = {
  /** The session's data and screen, or null when nobody is at the machine. */
  current(): { id: string; screen: SessionScreen; data: SessionData; session: OpenSession } | null;
  /** Begins a session and writes, in the same transaction, whatever `alsoWrite` writes. */
  begin(id: string, alsoWrite?: (data: SessionData) => void): Result<void>;
  /** Takes up session `id` again from its sealed snapshot. Throws when it cannot be read. */
  reopen(id: string): void;
  /**
   * Applies `event`. Nothing is acknowledged before it is on disk: when writing fails the old
   * state stays and the failure says why. An event the screen does not understand is refused
   * with SESSION_WRONG_STEP; an event for another session than `sessionId` with SESSION_STALE.
   */
  dispatch(sessionId: string, event: SessionEvent, alsoWrite?: () => void): Result<void>;
  /** Lets go of the session; the caller has destroyed or will destroy it in the store. */
  release(): OpenSession | null;
};

/** Ties the machine to the store. `changed` is called after every change that is on disk. */
export function createSessionRuntime(
  machine: SessionMachine,
  store: SessionStore,
  now: () => Date,
  changed: () => void,
  steps: StepWatch | null = null,
): SessionRuntime {
  let open: OpenSession | null = null;
  let snapshot: Snapshot | null = null;

  const screenOf = (state: Snapshot): SessionScreen => {
    const screen = SCREENS_OF_SESSION.find((name) => name === state.value);
    if (!screen) throw new Error(`the machine rests in ${String(state.value)}`);
    return screen;
  };
  const stored = (state: Snapshot) => ({ screen: screenOf(state), data: state.context });
  const summaryOf = (state: Snapshot) => ({
    procedureCode: state.context.procedureCode,
    hasIdentity: state.context.identity !== null,
  });

  return {
    current() {
      if (!open || !snapshot) return null;
      return { id: open.id, screen: screenOf(snapshot), data: snapshot.context, session: open };
    },
    begin(id, alsoWrite) {
      const startedAt = now().toISOString();
      const [first] = initialTransition(machine, newSessionData(id, startedAt));
      try {
        open = store.begin(
          { id, startedAt, resumeTries: 0, ...summaryOf(first as Snapshot) },
          stored(first as Snapshot),
          () => alsoWrite?.((first as Snapshot).context),
        );
      } catch (error) {
        if (isStorageError(error)) return { ok: false, failure: storageFailure(error) };
        throw error;
      }
      snapshot = first as Snapshot;
      steps?.began(stored(snapshot));
      changed();
      return ok(undefined);
    },
    reopen(id) {
      const found = store.reopen(id);
      const { screen, data } = found.snapshot as { screen: SessionScreen; data: unknown };
      try {
        snapshot = machine.resolveState({ value: screen, context: reopened(data) });
      } catch (error) {
        found.session.key.destroy();
        throw error;
      }
      open = found.session;
      steps?.began(stored(snapshot));
      changed();
    },
    dispatch(sessionId, event, alsoWrite) {
      if (!open || !snapshot || open.id !== sessionId) return err('SESSION_STALE');
      if (!snapshot.can(event)) return err('SESSION_WRONG_STEP');
      const moved = getNextSnapshot(machine, snapshot, event) as Snapshot;
      const step = steps?.changes(stored(snapshot), stored(moved), event) ?? null;
      const next = step
        ? machine.resolveState({
            value: moved.value,
            context: { ...moved.context, help: step.help },
          })
        : moved;
      try {
        store.save(open, summaryOf(next), stored(next), () => {
          alsoWrite?.();
          step?.write();
        });
      } catch (error) {
        if (isStorageError(error)) return { ok: false, failure: storageFailure(error) };
        throw error;
      }
      snapshot = next;
      step?.done();
      changed();
      return ok(undefined);
    },
    release() {
      const released = open;
      open = null;
      snapshot = null;
      return released;
    },
  };
}
