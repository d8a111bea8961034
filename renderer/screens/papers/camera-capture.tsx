/**
 * Photographing a paper: the live picture with the sheet's edges drawn, one press, a look at the
 * still, and then it is used or taken again. The camera is open only while its picture shows.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reason } from '../../../electron/contract/reasons';
import { useAct, useCore, useSetFailure } from '../../app/core';
import { type Texts, useText } from '../../app/use-text';
import { CameraPicture } from '../../camera/camera-picture';
import { HintPicker } from '../../camera/hint-picker';
import type { Outline } from '../../camera/sheet/find-sheet';
import { OutlineKeeper } from '../../camera/sheet/outline-keeper';
import type { LiveHint, StillAdvice } from '../../camera/sheet/sheet-advice';
import {
  LIVE_EDGE_PX,
  type SheetAnswer,
  type SheetRequest,
} from '../../camera/sheet/sheet-messages';
import { takeStill } from '../../camera/still';
import { CAMERA_TIMING } from '../../camera/timing';
import { Button, Dialog, Icon, Waiting } from '../../components';
import './camera-capture.css';

function liveText(hint: LiveHint, t: Texts['t']): string {
  switch (hint) {
    case 'brighter':
      return t('camera:live.brighter');
    case 'tilt':
      return t('camera:live.tilt');
    case 'closer':
      return t('camera:live.closer');
    case 'edges':
      return t('camera:live.edges');
  }
}

function stillText(advice: StillAdvice, t: Texts['t']): string {
  switch (advice) {
    case 'blurred':
      return t('camera:still.blurred');
    case 'glare':
      return t('camera:still.glare');
    case 'dark':
      return t('camera:still.dark');
  }
}

interface Still {
  readonly file: File;
  /** To be shown, and given back afterwards. */
  readonly url: string;
}

export function CameraCapture(props: {
  readonly onPicture: (file: File) => void;
  readonly onClose: () => void;
}) {
  const { onPicture, onClose } = props;
  const { t } = useText();
  const core = useCore();
  const act = useAct();
  const setFailure = useSetFailure();
  /** The core has opened the way to the camera. */
  const [allowed, setAllowed] = useState(false);
  const [live, setLive] = useState(false);
  const [taking, setTaking] = useState(false);
  const [still, setStill] = useState<Still | null>(null);
  const [outline, setOutline] = useState<Outline | null>(null);
  const [size, setSize] = useState({ width: 16, height: 9 });
  const [hint, setHint] = useState<LiveHint | null>(null);
  const [advice, setAdvice] = useState<readonly StillAdvice[]>([]);
  const video = useRef<HTMLVideoElement | null>(null);
  const worker = useRef<Worker | null>(null);
  const look = useRef<(picture: HTMLVideoElement) => void>(() => {});

  const fail = useCallback(
    (reason: Reason) => {
      setFailure({ reason });
      onClose();
    },
    [onClose, setFailure],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens
  useEffect(() => {
    let gone = false;
    void act(() => core.camera.open()).then((outcome) => {
      if (gone) return;
      if (outcome.ok) setAllowed(true);
      else onClose();
    });
    return () => {
      gone = true;
      // After the session the core has shut it by itself.
      core.camera.close().catch(() => {});
    };
  }, []);

  useEffect(() => {
    const looker = new Worker(new URL('../../camera/sheet/sheet-worker.ts', import.meta.url), {
      type: 'module',
    });
    worker.current = looker;
    const keeper = new OutlineKeeper();
    const hints = new HintPicker<LiveHint>(performance.now());
    let closed = false;
    let busy = false;
    let lookedAt = Number.NEGATIVE_INFINITY;
    look.current = (picture) => {
      const now = performance.now();
      video.current = picture;
      const { videoWidth: width, videoHeight: height } = picture;
      // A picture that comes while the worker is at the last one is left out, never kept waiting.
      if (busy || width === 0 || now - lookedAt < CAMERA_TIMING.sheetEveryMs) return;
      busy = true;
      lookedAt = now;
      setLive(true);
      setSize((before) =>
        before.width === width && before.height === height ? before : { width, height },
      );
      const scale = LIVE_EDGE_PX / Math.max(width, height);
      createImageBitmap(picture, {
        resizeWidth: Math.round(width * scale),
        resizeHeight: Math.round(height * scale),
      }).then(
        (bitmap) => {
          if (closed) bitmap.close();
          else looker.postMessage({ kind: 'live', bitmap } satisfies SheetRequest, [bitmap]);
        },
        () => {
          // The camera went away in between.
          busy = false;
        },
      );
    };
    looker.onmessage = ({ data }: MessageEvent<SheetAnswer>) => {
      if (data.kind === 'still') {
        setAdvice(data.advice);
        return;
      }
      busy = false;
      const now = performance.now();
      setOutline(keeper.add(data.outline, now));
      setHint(hints.add(data.hint, now));
    };
    return () => {
      closed = true;
      look.current = () => {};
      looker.terminate();
      worker.current = null;
      video.current = null;
    };
  }, []);

  // A picture of somebody's paper must not outlive its view.
  useEffect(() => () => (still === null ? undefined : URL.revokeObjectURL(still.url)), [still]);

  const take = async () => {
    const picture = video.current;
    if (picture === null || taking) return;
    setTaking(true);
    const blob = await takeStill(picture);
    setTaking(false);
    // Taken away or closed in the meantime: the view says so itself.
    if (blob === null || worker.current === null) return;
    const file = new File([blob], t('camera:photoName'), { type: blob.type });
    setLive(false);
    setOutline(null);
    setHint(null);
    setAdvice([]);
    setStill({ file, url: URL.createObjectURL(blob) });
    const bitmap = await createImageBitmap(blob);
    const request: SheetRequest = { kind: 'still', bitmap };
    if (worker.current === null) bitmap.close();
    else worker.current.postMessage(request, [bitmap]);
  };

  const words = still === null ? t('camera:captureHint') : t('camera:lookAtIt');
  return (
    <Dialog
      size="full"
      isOpen
      onClose={onClose}
      title={still === null ? t('camera:captureTitle') : t('camera:stillTitle')}
      actions={
        still === null ? (
          <>
            <Button onPress={onClose}>{t('camera:leave')}</Button>
            <Button
              variant="primary"
              icon="camera"
              isDisabled={!live}
              isPending={taking}
              onPress={() => void take()}
            >
              {taking ? t('camera:taking') : t('camera:take')}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={onClose}>{t('camera:leave')}</Button>
            <Button icon="camera" onPress={() => setStill(null)}>
              {t('camera:again')}
            </Button>
            <Button
              key="use"
              autoFocus
              variant="primary"
              icon="check"
              onPress={() => onPicture(still.file)}
            >
              {t('camera:use')}
            </Button>
          </>
        )
      }
    >
      <div className="capture">
        <p className="capture-words">{words}</p>
        {still !== null ? (
          <>
            <img className="capture-still" src={still.url} alt={t('camera:stillAlt')} />
            <div role="status">
              {advice.map((each) => (
                <p key={each} className="capture-advice">
                  <Icon name="warning" />
                  <span>{stillText(each, t)}</span>
                </p>
              ))}
            </div>
          </>
        ) : allowed ? (
          <CameraPicture
            fit="contain"
            hint={hint === null ? null : liveText(hint, t)}
            onFrame={(picture) => look.current(picture)}
            onFailed={fail}
          >
            {outline === null ? null : (
              <svg
                className="capture-outline"
                viewBox={`0 0 ${size.width} ${size.height}`}
                aria-hidden="true"
              >
                <polygon
                  points={outline
                    .map(({ x, y }) => `${x * size.width},${y * size.height}`)
                    .join(' ')}
                />
              </svg>
            )}
          </CameraPicture>
        ) : (
          <Waiting label={t('camera:opening')} />
        )}
      </div>
    </Dialog>
  );
}
