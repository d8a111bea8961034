import { useEffect, useState } from 'react';
import type { ProcedureCard } from '../../../electron/contract/view';
import { useCore, useSetFailure } from '../../app/core';

/** Between two letters of a slow typist; short enough to feel live. */
const PAUSE_MS = 150;
/** No name or synonym is longer; a book pasted here need not travel. */
const MAX_QUERY_LENGTH = 200;

/** What the core finds for `query`; null while it is looking or nothing is asked. */
export function useProcedureSearch(query: string): readonly ProcedureCard[] | null {
  const core = useCore();
  const setFailure = useSetFailure();
  const [found, setFound] = useState<{ query: string; cards: readonly ProcedureCard[] } | null>(
    null,
  );
  const asked = query.normalize('NFC').trim().slice(0, MAX_QUERY_LENGTH);
  useEffect(() => {
    if (asked === '') return;
    let stale = false;
    const timer = setTimeout(() => {
      core.procedures.search({ query: asked }).then(
        (cards) => {
          if (!stale) setFound({ query: asked, cards });
        },
        () => {
          if (!stale) setFailure({ reason: 'UNEXPECTED' });
        },
      );
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked, core, setFailure]);
  // The old list stays while the next one is on its way: a list that blinks is hard to press.
  return asked === '' ? null : (found?.cards ?? null);
}
