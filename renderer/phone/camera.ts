/** The live camera over the whole screen, with a shutter. */
import { button, element } from './elements';
import { still } from './pictures';

export type CameraOptions = {
  words: { title: string; shutter: string; close: string };
  onPicture(picture: Blob): void;
  /** How many more pictures may be taken. */
  room(): number;
};

/** Papers need every point the camera has; browsers give the nearest they can. */
const WISHES: MediaStreamConstraints = {
  audio: false,
  video: {
    facingMode: { ideal: 'environment' },
    width: { ideal: 3_840 },
    height: { ideal: 2_160 },
  },
};

/** Opens the camera. Answers false where the browser has none to give or the person refuses. */
export async function openCamera(options: CameraOptions): Promise<boolean> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia(WISHES);
  } catch {
    return false;
  }
  const video = element('video', { autoplay: '', playsinline: '', muted: '' });
  video.muted = true;
  video.srcObject = stream;

  const close = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
    layer.close();
    layer.remove();
  };
  const shutter = button('primary', options.words.shutter, () => void take());
  let taking = false;
  async function take(): Promise<void> {
    if (taking || video.videoWidth === 0) return;
    taking = true;
    layer.classList.add('flash');
    try {
      options.onPicture(await still(video));
    } finally {
      taking = false;
      layer.classList.remove('flash');
    }
    if (options.room() <= 0) close();
  }

  const layer = element(
    'dialog',
    { class: 'camera', 'aria-label': options.words.title },
    video,
    element('div', {}, shutter, button('secondary', options.words.close, close)),
  );
  layer.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  // A camera that is unplugged, or taken away by a call.
  for (const track of stream.getTracks()) track.addEventListener('ended', close);
  document.body.append(layer);
  layer.showModal();
  shutter.focus();
  return true;
}
