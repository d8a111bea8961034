/** A camera for pictures: a still scene of a sheet on a table, never a real device. */

const WIDTH = 1_280;
const HEIGHT = 720;
/** Once a second is enough for a scene in which nothing moves. */
const FRAMES_PER_SECOND = 5;

function drawScene(canvas: HTMLCanvasElement, turn: number): void {
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.fillStyle = '#4b3a2e';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.save();
  pen.translate(WIDTH / 2, HEIGHT / 2);
  pen.rotate(0.04);
  pen.fillStyle = '#faf8f2';
  pen.fillRect(-230, -325, 460, 650);
  pen.fillStyle = '#33333c';
  for (let line = 0; line < 22; line += 1) {
    pen.fillRect(-180, -270 + line * 24, 360 - ((line * 53) % 130), 7);
  }
  pen.restore();
  // A picture that never changes sends no frames.
  pen.fillStyle = turn % 2 === 0 ? '#4b3a2e' : '#4b3a2f';
  pen.fillRect(0, 0, 2, 2);
}

/** Puts the camera in the place of the machine's own; before the application is drawn. */
export function installFakeCamera(): void {
  const devices = {
    enumerateDevices: async () => [{ kind: 'videoinput', deviceId: 'scene', label: 'Scene' }],
    getUserMedia: async () => {
      const canvas = document.createElement('canvas');
      canvas.width = WIDTH;
      canvas.height = HEIGHT;
      let turn = 0;
      drawScene(canvas, turn);
      window.setInterval(() => drawScene(canvas, ++turn), 1_000 / FRAMES_PER_SECOND);
      return canvas.captureStream(FRAMES_PER_SECOND);
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: devices });
}
