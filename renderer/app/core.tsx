/**
 * What every screen stands on: the view pushed by the core and the calls it may make.
 * Screens never keep a copy of the view; they draw it.
 */
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { Outcome } from '../../electron/contract/page';
import type { Failure } from '../../electron/contract/reasons';
import type { SessionView } from '../../electron/contract/view';
import type { CoreClient } from './connection';

export type { CoreClient } from './connection';

interface CoreValue {
  readonly client: CoreClient;
  readonly view: SessionView;
  readonly failure: Failure | null;
  readonly setFailure: (failure: Failure | null, screen: string) => void;
}

const CoreContext = createContext<CoreValue | null>(null);

/** Names the screen a failure belongs to: the next question must not inherit it. */
export function screenKey(view: SessionView): string {
  const { screen } = view;
  if (screen.name === 'question') return `question:${screen.path}`;
  if (screen.name === 'papers') return `papers:${screen.current}`;
  if (screen.name === 'office') return `office:${screen.office.page}`;
  return screen.name;
}

/** Gives the screens their view and their client. */
export function CoreProvider(props: {
  readonly client: CoreClient;
  readonly view: SessionView;
  readonly children: ReactNode;
}) {
  const { client, view, children } = props;
  const [stored, setStored] = useState<{ failure: Failure; screen: string } | null>(null);
  const key = screenKey(view);
  const setFailure = useCallback((failure: Failure | null, screen: string) => {
    setStored(failure === null ? null : { failure, screen });
  }, []);
  const failure = stored !== null && stored.screen === key ? stored.failure : null;
  const value = useMemo(
    () => ({ client, view, failure, setFailure }),
    [client, view, failure, setFailure],
  );
  return <CoreContext value={value}>{children}</CoreContext>;
}

function useCoreValue(): CoreValue {
  const value = useContext(CoreContext);
  if (value === null) throw new Error('CoreProvider is missing above this component');
  return value;
}

/** The calls of the contract. */
export function useCore(): CoreClient {
  return useCoreValue().client;
}

/** The present view. */
export function useView(): SessionView {
  return useCoreValue().view;
}

/**
 * The failure of the last call made by the present screen, else the view's own notice (a page
 * that was loaded anew has made no call yet), or null.
 */
export function useFailure(): Failure | null {
  const { failure, view } = useCoreValue();
  return failure ?? view.notice;
}

/**
 * Makes a call and keeps its failure for the screen's error summary and for the field beside it.
 * A call that throws becomes UNEXPECTED: a person always gets a sentence, never silence.
 */
export function useAct(): (call: () => Promise<Outcome>) => Promise<Outcome> {
  const { view, setFailure } = useCoreValue();
  const key = screenKey(view);
  return useCallback(
    async (call) => {
      let outcome: Outcome;
      try {
        outcome = await call();
      } catch (error) {
        console.error('call failed', error instanceof Error ? error.name : typeof error);
        outcome = { ok: false, failure: { reason: 'UNEXPECTED' } };
      }
      setFailure(outcome.ok ? null : outcome.failure, key);
      return outcome;
    },
    [key, setFailure],
  );
}

/** Sets or clears the present screen's failure without a call (a camera that is refused, say). */
export function useSetFailure(): (failure: Failure | null) => void {
  const { view, setFailure } = useCoreValue();
  const key = screenKey(view);
  return useCallback((failure) => setFailure(failure, key), [key, setFailure]);
}
