/** The camera, open only while this is on the screen; pictures never leave the page. */
import { useEffect, useRef, useState } from 'react';
import type { Reason } from '../../../electron/contract/reasons';
import { useSetFailure } from '../../app/core';
import { useText } from '../../app/use-text';
import { Waiting } from '../../components';
import type { QrAnswer, QrRequest } from './qr-messages';
import './identify.css';

/** Between two looks: quick enough to feel immediate, slow enough for an old machine. */
const LOOK_EVERY_MS = 120;
/** The drawn square is a little over half of the picture's height; look a bit beyond it. */
const CENTRE_SHARE = 0.7;
/** A code has about 60 modules a side; more pixels than this only cost time. */
const MAX_SIDE_PX = 900;

const WISHES: MediaStreamConstraints = {
  audio: false,
  video: {
    facingMode: { ideal: 'environment' },
    width: { ideal: 1920 },
    height: { ideal: 1080 },
  },
};

function reasonOf(error: unknown): Reason {
  const name = error instanceof DOMException ? error.name : '';
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'CAMERA_DENIED' : 'CAMERA_NONE';
}

/** The part of the picture to look at: the middle, and every second time all of it. */
function partOf(video: HTMLVideoElement, whole: boolean) {
  const { videoWidth: width, videoHeight: height } = video;
  if (whole) return { x: 0, y: 0, width, height };
  const side = Math.round(Math.min(width, height) * CENTRE_SHARE);
  return {
    x: Math.round((width - side) / 2),
    y: Math.round((height - side) / 2),
    width: side,
    height: side,
  };
}

export function CameraView(props: {
  readonly onCode: (text: string) => void;
  readonly onClose: () => void;
}) {
  const { onCode, onClose } = props;
  const { t } = useText();
  const setFailure = useSetFailure();
  const video = useRef<HTMLVideoElement>(null);
  const [running, setRunning] = useState(false);

  useEffect(() => {
    let closed = false;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let looks = 0;
    const worker = new Worker(new URL('./qr-worker.ts', import.meta.url), { type: 'module' });

    const close = () => {
      closed = true;
      clearTimeout(timer);
      worker.terminate();
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const later = () => {
      if (!closed) timer = setTimeout(look, LOOK_EVERY_MS);
    };
    const look = async () => {
      const picture = video.current;
      if (closed || picture === null || picture.videoWidth === 0) return later();
      looks += 1;
      const part = partOf(picture, looks % 2 === 0);
      const scale = Math.min(1, MAX_SIDE_PX / Math.min(part.width, part.height));
      const bitmap = await createImageBitmap(picture, part.x, part.y, part.width, part.height, {
        resizeWidth: Math.round(part.width * scale),
        resizeHeight: Math.round(part.height * scale),
      });
      if (closed) {
        bitmap.close();
        return;
      }
      worker.postMessage({ bitmap } satisfies QrRequest, [bitmap]);
    };
    worker.onmessage = ({ data }: MessageEvent<QrAnswer>) => {
      if (closed) return;
      if (data.text === null) later();
      else onCode(data.text);
    };
    // A decoder that does not start looks to people like a camera that does not work.
    worker.onerror = () => {
      if (closed) return;
      setFailure({ reason: 'CAMERA_NONE' });
      onClose();
    };

    const open = async () => {
      try {
        const devices = navigator.mediaDevices as MediaDevices | undefined;
        if (devices === undefined) throw new DOMException('no camera access', 'NotFoundError');
        const opened = await devices.getUserMedia(WISHES);
        stream = opened;
        if (closed) {
          for (const track of opened.getTracks()) track.stop();
          return;
        }
        setFailure(null);
        if (video.current === null) return;
        video.current.srcObject = opened;
        await video.current.play();
        setRunning(true);
        void look();
      } catch (error) {
        if (closed) return;
        setFailure({ reason: reasonOf(error) });
        onClose();
      }
    };
    void open();
    return close;
  }, [onCode, onClose, setFailure]);

  return (
    <div className="camera">
      <video ref={video} className="camera-picture" muted playsInline tabIndex={-1} />
      <span className="camera-frame" aria-hidden="true" />
      {running ? null : (
        <div className="camera-opening">
          <Waiting label={t('identify:camera.opening')} />
        </div>
      )}
    </div>
  );
}
