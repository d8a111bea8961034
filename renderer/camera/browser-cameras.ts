/** The cameras as the browser gives them. */
import { type CameraSource, faultOf, type OpenCamera } from './camera-source';

/**
 * A card's code is 16 mm wide: at 1280 x 720 the card must nearly fill the picture, at 1920 x 1080
 * it need not. Wishes, no demands: a camera that has less is used as it is.
 */
const SIZE = { width: { ideal: 1_920 }, height: { ideal: 1_080 } } as const;

/** Members of the image capture specification that the type library does not have. */
type PhotoCapabilities = MediaTrackCapabilities & {
  readonly focusMode?: readonly string[];
  readonly torch?: boolean;
};
type PhotoConstraint = MediaTrackConstraintSet & {
  readonly focusMode?: string;
  readonly torch?: boolean;
};

function capabilitiesOf(track: MediaStreamTrack): PhotoCapabilities {
  // Some drivers answer with an error.
  try {
    return track.getCapabilities();
  } catch {
    return {};
  }
}

async function focusByItself(track: MediaStreamTrack): Promise<void> {
  if (!capabilitiesOf(track).focusMode?.includes('continuous')) return;
  const focus: PhotoConstraint = { focusMode: 'continuous' };
  // Only a wish: a camera that refuses is as sharp as it was.
  await track.applyConstraints({ advanced: [focus] }).catch(() => {});
}

function openCamera(stream: MediaStream, track: MediaStreamTrack): OpenCamera {
  let closed = false;
  return {
    id: track.getSettings().deviceId ?? '',
    stream,
    hasTorch: Boolean(capabilitiesOf(track).torch),
    async setTorch(on) {
      const lamp: PhotoConstraint = { torch: on };
      await track.applyConstraints({ advanced: [lamp] });
    },
    onLost: (lost) =>
      track.addEventListener('ended', () => {
        if (!closed) lost();
      }),
    close() {
      closed = true;
      for (const each of stream.getTracks()) each.stop();
    },
  };
}

/** The cameras of this machine. */
export function browserCameras(): CameraSource {
  // Missing where the page is no secure context.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  return {
    async list() {
      const all = (await devices?.enumerateDevices()) ?? [];
      return all
        .filter(({ kind }) => kind === 'videoinput')
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    },
    async open(id) {
      if (devices === undefined) return { ok: false, fault: 'none' };
      const which =
        id === null ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: id } };
      try {
        const stream = await devices.getUserMedia({ audio: false, video: { ...SIZE, ...which } });
        const [track] = stream.getVideoTracks();
        if (track === undefined) return { ok: false, fault: 'none' };
        void focusByItself(track);
        return { ok: true, camera: openCamera(stream, track) };
      } catch (error) {
        return { ok: false, fault: faultOf(error) };
      }
    },
    onChange(changed) {
      devices?.addEventListener('devicechange', changed);
      return () => devices?.removeEventListener('devicechange', changed);
    },
  };
}
