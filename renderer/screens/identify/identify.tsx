import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import type { ScreenOf } from '../../../electron/contract/view';
import { useAct, useCore, useFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { Button, Notice, Screen, Waiting } from '../../components';
import { FakesButton } from '../../fakes/fakes-button';
import './identify.css';
import { ReaderState } from './reader-state';
import { useScanner } from './use-scanner';

/** Fetched only when someone asks for the camera: the decoder is larger than the whole screen. */
const CameraView = lazy(() =>
  import('./camera-view').then(({ CameraView: View }) => ({ default: View })),
);

/** Scan the ID card: reader, camera, or typing. */
export function IdentifyScreen({ screen }: { readonly screen: ScreenOf<'identify'> }) {
  const { t, reason } = useText();
  const core = useCore();
  const act = useAct();
  const failure = useFailure() ?? screen.failure;
  const [reading, setReading] = useState(false);
  const [camera, setCamera] = useState(false);
  const busy = useRef(false);

  const read = useCallback(
    async (text: string, via: 'wedge' | 'paste' | 'camera') => {
      if (busy.current) return;
      busy.current = true;
      setReading(true);
      await act(() => core.identity.readCard({ text, via }));
      busy.current = false;
      setReading(false);
    },
    [act, core],
  );
  // Named "use…" in the contract, yet no hook.
  const { useSampleCard: sampleCard } = core.identity;
  const takeSample = () => void act(() => sampleCard());
  useScanner(read);
  const onCode = useCallback(
    (text: string) => {
      setCamera(false);
      void read(text, 'camera');
    },
    [read],
  );

  const title = camera ? t('identify:camera.title') : t('identify:title');
  const hint = camera ? t('identify:camera.about') : t('identify:hint');
  const privacy = t('identify:privacy');
  return (
    <Screen
      title={title}
      hint={<p>{hint}</p>}
      layout="split"
      drawing={camera ? undefined : 'cardReader'}
      side={
        camera ? (
          <Suspense fallback={<Waiting label={t('camera:opening')} />}>
            <CameraView onCode={onCode} onClose={() => setCamera(false)} />
          </Suspense>
        ) : undefined
      }
      step={t('identify:step')}
      speak={[title, hint, privacy]}
      hideFailure
    >
      {reading ? (
        <Waiting label={t('identify:reading')} />
      ) : failure !== null ? (
        <Notice kind="error" title={t('identify:refused')}>
          <p>{reason(failure)}</p>
        </Notice>
      ) : null}
      {camera || reading || failure !== null ? null : <ReaderState />}
      <div className="cluster">
        {camera ? (
          <Button onPress={() => setCamera(false)}>{t('identify:camera.close')}</Button>
        ) : (
          <Button onPress={() => setCamera(true)}>{t('identify:useCamera')}</Button>
        )}
        <Button onPress={() => void act(() => core.identity.typeInstead())}>
          {t('identify:type')}
        </Button>
        {screen.sampleCard ? <Button onPress={takeSample}>{t('identify:sample')}</Button> : null}
        {camera ? null : <FakesButton />}
      </div>
    </Screen>
  );
}
