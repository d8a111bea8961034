/** Picks the screen of the view and puts what belongs to every screen around it. */
import { lazy, Suspense, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { SessionView } from '../../electron/contract/view';
import { HelperDoor } from '../assist/helper-door';
import { HelperSide } from '../assist/helper-side';
import { type HelperParts, HelperPartsContext } from '../components/helper-parts';
import { type CoreClient, CoreProvider, screenKey } from './core';
import { IdleGuard } from './idle-guard';
import { Reconnecting } from './reconnecting';
import { drawScreen, fetchWay } from './screens';

const HELPER_PARTS: HelperParts = { door: <HelperDoor />, side: <HelperSide /> };

/** Only with a helper's panel open; it comes with the panel. */
const OwnStep = lazy(async () => {
  const { OwnStep: step } = await import('../assist/own-step');
  return { default: step };
});

/** Only in a practice run. */
const PractisingBand = lazy(async () => {
  const { PractisingBand: band } = await import('../practice/practising-band');
  return { default: band };
});

/** A machine that is never idle fetches the next screens all the same. */
const FETCH_WAY_BY_MS = 400;

export interface AppProps {
  readonly client: CoreClient;
  readonly view: SessionView;
  /** The core is there; while it is not, the screen stays and calls wait. */
  readonly connected: boolean;
}

export function App({ client, view, connected }: AppProps) {
  useEffect(() => {
    document.documentElement.lang = view.language;
  }, [view.language]);
  useEffect(() => {
    document.documentElement.dataset.size = String(view.textSize);
  }, [view.textSize]);

  // After the first screen is drawn: nobody presses before the next ones are there.
  useEffect(() => {
    const waiting = requestIdleCallback(() => void fetchWay(), { timeout: FETCH_WAY_BY_MS });
    return () => cancelIdleCallback(waiting);
  }, []);

  return (
    <I18nProvider locale={view.language}>
      <CoreProvider client={client} view={view}>
        <HelperPartsContext value={HELPER_PARTS}>
          {/* A new question gets a new screen: nothing half-typed leaks into it. */}
          <div
            // A helper's panel hides what was drawn before: the page must not keep it.
            key={`${screenKey(view)}${view.assist?.answerHidden ? ':hidden' : ''}`}
            className={view.practising ? 'practising' : undefined}
            data-screen={view.screen.name}
            data-mark={screenKey(view)}
            data-type={view.screen.name === 'question' ? view.screen.field.type : undefined}
          >
            <Suspense fallback={null}>
              {view.practising ? <PractisingBand /> : null}
              {view.assist?.lookAway ? <OwnStep /> : drawScreen(view.screen)}
            </Suspense>
          </div>
        </HelperPartsContext>
        <IdleGuard />
        {connected ? null : <Reconnecting />}
      </CoreProvider>
    </I18nProvider>
  );
}
