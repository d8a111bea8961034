/** The live picture of a camera, with what is wrong with it and what to do better said in words. */
import { type ReactNode, useEffect, useRef } from 'react';
import type { Reason } from '../../electron/contract/reasons';
import { useText } from '../app/use-text';
import { Button, Icon, Waiting } from '../components';
import './camera.css';
import type { CameraPhase } from './camera-session';
import { useCamera } from './use-camera';

export interface CameraPictureProps {
  /** Hears of every picture; must not keep the element. */
  readonly onFrame: (picture: HTMLVideoElement) => void;
  /** There is no camera, or it may not be used: nothing will come. */
  readonly onFailed: (reason: Reason) => void;
  /** `cover` fills its place, `contain` shows all of the picture. */
  readonly fit: 'cover' | 'contain';
  /** What to do better, in words; read out politely when it changes. */
  readonly hint: string | null;
  /** Drawn over the picture while it is live. */
  readonly children?: ReactNode;
}

/** Opens the camera while it is on the screen, and lets it go with it. */
export function CameraPicture(props: CameraPictureProps) {
  const { onFrame, onFailed, fit, hint } = props;
  const { t } = useText();
  const video = useRef<HTMLVideoElement>(null);
  const { state, switchCamera, setTorch } = useCamera(video, onFrame);
  const { phase, several, torch } = state;

  useEffect(() => {
    if (phase === 'denied') onFailed('CAMERA_DENIED');
    if (phase === 'none') onFailed('CAMERA_NONE');
  }, [phase, onFailed]);

  const trouble = (which: CameraPhase): string | null => {
    switch (which) {
      case 'unplugged':
        return t('camera:unplugged');
      case 'busy':
        return t('camera:busy');
      case 'hanging':
        return t('camera:hanging');
      default:
        return null;
    }
  };
  const wrong = trouble(phase);
  const words = wrong ?? (phase === 'live' ? hint : null);
  return (
    <div className="camera-place">
      <div className={`camera camera-${fit}`} data-camera={phase}>
        <video ref={video} className="camera-picture" muted playsInline tabIndex={-1} />
        {phase === 'live' ? props.children : null}
        {phase === 'opening' ? (
          <div className="camera-opening">
            <Waiting label={t('camera:opening')} />
          </div>
        ) : null}
        {/* Always there: a reader only hears changes of a place it knows. */}
        <div className={wrong === null ? 'camera-hint' : 'camera-hint camera-wrong'} role="status">
          {words === null ? null : (
            <p>
              <Icon name={wrong === null ? 'info' : 'warning'} />
              <span>{words}</span>
            </p>
          )}
        </div>
      </div>
      {several || torch !== null ? (
        <div className="cluster camera-tools">
          {several ? (
            <Button icon="camera" onPress={switchCamera}>
              {t('camera:switch')}
            </Button>
          ) : null}
          {torch === null ? null : (
            <Button aria-pressed={torch} onPress={() => setTorch(!torch)}>
              {torch ? t('camera:torchOff') : t('camera:torchOn')}
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}
