/** Holds the newest view; everything below it draws that view. */
import type { i18n } from 'i18next';
import { useEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { SessionView } from '../../electron/contract/view';
import { App } from './app';
import { Boot } from './boot';
import type { ConnectionState, CoreClient, connectCore } from './connection';
import { ErrorBoundary } from './error-boundary';

/** `connected` again after a lost core: its views count anew. */
function newer(old: SessionView | null, fresh: SessionView, reconnected: boolean): SessionView {
  return old === null || reconnected || fresh.revision >= old.revision ? fresh : old;
}

export function Root(props: { readonly texts: i18n; readonly connect: typeof connectCore }) {
  const { texts, connect } = props;
  const [client, setClient] = useState<CoreClient | null>(null);
  const [view, setView] = useState<SessionView | null>(null);
  const [state, setState] = useState<ConnectionState>('connecting');

  useEffect(() => {
    // The page connects once in its life; a second effect run (strict mode) keeps the first line.
    let reconnected = false;
    setClient((old) => {
      if (old !== null) return old;
      return connect(
        (fresh) => {
          const first = reconnected;
          reconnected = false;
          setView((present) => newer(present, fresh, first));
        },
        (next) => {
          if (next === 'connecting') reconnected = true;
          setState(next);
        },
      );
    });
  }, [connect]);

  return (
    <I18nextProvider i18n={texts}>
      <ErrorBoundary>
        {client === null || view === null ? (
          <Boot />
        ) : (
          <App client={client} view={view} connected={state === 'connected'} />
        )}
      </ErrorBoundary>
    </I18nextProvider>
  );
}
