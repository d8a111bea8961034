/** Looks for the card's code in the camera's picture; pictures never leave the page. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reason } from '../../../electron/contract/reasons';
import { useSetFailure } from '../../app/core';
import { type Texts, useText } from '../../app/use-text';
import { CameraPicture } from '../../camera/camera-picture';
import { HintPicker } from '../../camera/hint-picker';
import { CAMERA_TIMING } from '../../camera/timing';
import { adviseCard, type CardHint } from './card-hints';
import './identify.css';
import type { QrAnswer, QrRequest } from './qr-messages';

function hintText(hint: CardHint, t: Texts['t']): string {
  switch (hint) {
    case 'closer':
      return t('identify:camera.hint.closer');
    case 'tilt':
      return t('identify:camera.hint.tilt');
    case 'brighter':
      return t('identify:camera.hint.brighter');
    case 'steady':
      return t('identify:camera.hint.steady');
  }
}

export function CameraView(props: {
  readonly onCode: (text: string) => void;
  readonly onClose: () => void;
}) {
  const { onCode, onClose } = props;
  const { t } = useText();
  const setFailure = useSetFailure();
  const [hint, setHint] = useState<CardHint | null>(null);
  const look = useRef<(picture: HTMLVideoElement) => void>(() => {});
  const fail = useCallback(
    (reason: Reason) => {
      setFailure({ reason });
      onClose();
    },
    [onClose, setFailure],
  );

  useEffect(() => {
    setFailure(null);
    let closed = false;
    let busy = false;
    let looks = 0;
    let lookedAt = Number.NEGATIVE_INFINITY;
    const hints = new HintPicker<CardHint>(performance.now());
    const worker = new Worker(new URL('./qr-worker.ts', import.meta.url), { type: 'module' });

    look.current = (picture) => {
      // A picture that comes while the worker is at the last one is left out, never kept waiting.
      const now = performance.now();
      if (closed || busy || picture.videoWidth === 0) return;
      if (now - lookedAt < CAMERA_TIMING.lookEveryMs) return;
      lookedAt = now;
      let frame: VideoFrame;
      try {
        frame = new VideoFrame(picture);
      } catch {
        // The camera went away in between.
        return;
      }
      busy = true;
      // The middle first, and every second time all of it.
      looks += 1;
      const request: QrRequest = { frame, whole: looks % 2 === 0 };
      worker.postMessage(request, [frame]);
    };
    worker.onmessage = ({ data }: MessageEvent<QrAnswer>) => {
      busy = false;
      if (closed) return;
      if (data.text !== null) onCode(data.text);
      // Without a code the middle alone says too little about the light.
      else if (data.light !== null || data.code !== null) {
        setHint(hints.add(adviseCard(data.code, data.light), performance.now()));
      }
    };
    // A decoder that does not start looks to people like a camera that does not work.
    worker.onerror = () => {
      if (!closed) fail('CAMERA_NONE');
    };
    return () => {
      closed = true;
      look.current = () => {};
      // Its memory goes with it, and the last picture in it.
      worker.terminate();
    };
  }, [onCode, fail, setFailure]);

  return (
    <CameraPicture
      fit="cover"
      hint={hint === null ? null : hintText(hint, t)}
      onFrame={(picture) => look.current(picture)}
      onFailed={fail}
    >
      <span className="camera-frame" aria-hidden="true" />
    </CameraPicture>
  );
}
