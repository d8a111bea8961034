/**
 * What a camera sees, as files for Chromium's `--use-file-for-fake-video-capture`: Motion JPEG, one
 * picture after the other. Everything on them is made up.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import QRCode from 'qrcode';
import sharp, { type Sharp } from 'sharp';

export const FILM_WIDTH_PX = 1_280;
export const FILM_HEIGHT_PX = 720;
/** Pictures in a film; it is shown round and round. */
const PICTURES = 3;

/** A picture of the size of a film, in one grey. */
function desk(grey: string): Sharp {
  return sharp({
    create: { width: FILM_WIDTH_PX, height: FILM_HEIGHT_PX, channels: 3, background: grey },
  });
}

async function write(path: string, picture: Sharp): Promise<void> {
  const jpeg = await picture.jpeg({ quality: 92 }).toBuffer();
  writeFileSync(path, Buffer.concat(Array.from({ length: PICTURES }, () => jpeg)));
}

/** A card's square on grey, a bit askew. `sidePx` with its margin; 420 is near, 110 too far away. */
export async function filmCard(path: string, text: string, sidePx = 420): Promise<void> {
  const square = await QRCode.toBuffer(text, { width: sidePx, margin: 4 });
  const askew = await sharp(square).rotate(4, { background: '#fff' }).toBuffer();
  await write(path, desk('#9a9a9a').composite([{ input: askew }]));
}

/** A room without any code, grainy: the most there is to look through. */
export async function filmRoom(path: string): Promise<void> {
  const grain = sharp({
    create: {
      width: FILM_WIDTH_PX,
      height: FILM_HEIGHT_PX,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  });
  await write(path, sharp(await grain.png().toBuffer()).blur(1));
}

/** A room with the light off. */
export async function filmDark(path: string): Promise<void> {
  await write(path, desk('#141414'));
}

/** The corners of the sheet of `filmSheet`, in pixels, clockwise from the top left. */
export const SHEET_CORNERS = [
  [420, 60],
  [850, 100],
  [900, 660],
  [370, 640],
] as const;

/** A printed sheet lying askew on a dark desk, seen at an angle. */
export async function filmSheet(path: string): Promise<void> {
  const corners = SHEET_CORNERS.map(([x, y]) => `${x},${y}`).join(' ');
  const lines = Array.from({ length: 18 }, (_, line) => {
    const y = 150 + line * 26;
    const left = 450 - (y - 60) * 0.08;
    const right = 820 + (y - 100) * 0.08 - (line % 3) * 60;
    const words = Array.from({ length: Math.floor((right - left) / 38) }, (_word, word) => {
      const x = left + word * 38;
      return `<rect x="${x}" y="${y}" width="${20 + ((word * 7 + line * 5) % 13)}" height="9"/>`;
    });
    return words.join('');
  });
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${FILM_WIDTH_PX}"
    height="${FILM_HEIGHT_PX}"><rect width="100%" height="100%" fill="#4a3b2f"/>
    <polygon points="${corners}" fill="#efeeea"/><g fill="#22252b">${lines.join('')}</g></svg>`;
  await write(path, sharp(Buffer.from(drawing)));
}

/** Chromium's switches for a camera that shows `path`. */
export function cameraArgs(path: string): string[] {
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${path}`];
}

/** A place for a film under the folder of the user the application runs as. */
export function filmPath(userData: string): string {
  const folder = join(userData, 'camera');
  mkdirSync(folder, { recursive: true });
  return join(folder, 'film.mjpeg');
}
