/** A camera session tied to a video element and to the life of the component that shows it. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { browserCameras } from './browser-cameras';
import { type CameraChoice, CameraSession, type CameraState } from './camera-session';

/** Lives as long as the page, which is crashed on purpose after each visit. */
const visitChoice: CameraChoice = { id: null };

const OPENING: CameraState = { phase: 'opening', stream: null, torch: null, several: false };

export interface Camera {
  readonly state: CameraState;
  readonly switchCamera: () => void;
  readonly setTorch: (on: boolean) => void;
}

/** Opens a camera into `video`; `onFrame` hears of every picture that is shown. */
export function useCamera(
  video: RefObject<HTMLVideoElement | null>,
  onFrame: (picture: HTMLVideoElement) => void,
): Camera {
  const [state, setState] = useState(OPENING);
  const session = useRef<CameraSession | null>(null);
  const latest = useRef(onFrame);
  latest.current = onFrame;

  useEffect(() => {
    const opened = new CameraSession({
      source: browserCameras(),
      choice: visitChoice,
      changed: setState,
      isWatched: () => !document.hidden,
    });
    session.current = opened;
    opened.start();
    return () => {
      session.current = null;
      opened.close();
    };
  }, []);

  const { stream } = state;
  useEffect(() => {
    const picture = video.current;
    if (picture === null || stream === null) return;
    let handle = 0;
    const frame = () => {
      session.current?.frame();
      latest.current(picture);
      handle = picture.requestVideoFrameCallback(frame);
    };
    picture.srcObject = stream;
    handle = picture.requestVideoFrameCallback(frame);
    // Refused only when another stream takes its place in the meantime.
    picture.play().catch(() => {});
    return () => {
      picture.cancelVideoFrameCallback(handle);
      // Otherwise the element keeps the last picture and the stream.
      picture.srcObject = null;
    };
  }, [stream, video]);

  return {
    state,
    switchCamera: () => void session.current?.switchCamera(),
    setTorch: (on) => void session.current?.setTorch(on),
  };
}
