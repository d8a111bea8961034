/**
 * Pictures of printed pages against references stored beside the tests. After a wanted change of
 * what is printed: `UPDATE_REFERENCES=1` in the environment of the same test writes them anew; look
 * at them before keeping them.
 */
import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';

/** One grey byte a dot, rows from the top. */
export type Grey = { width: number; height: number; grey: Uint8Array };

/** Side of the square that is compared as one, in dots: about the size of one small letter. */
const SQUARE = 8;
/** Another version of a PDF engine may round a letter's place by this many dots. */
const SHIFT = 1;
/**
 * Mean difference of a square, of 255, above which the pictures are not the same. Smoothing of
 * edges differs by less; the dot of "ạ" in the smallest letters of ours makes more.
 */
const MOST_DIFFERENCE = 9;

export type Difference = {
  /** Mean difference of the worst square, of 255; 255 when the sizes differ. */
  worst: number;
  /** Its upper left corner. */
  x: number;
  y: number;
};

/** The square in which `one` and `other` differ most, whichever small shift is kindest to it. */
export function difference(one: Grey, other: Grey): Difference {
  if (one.width !== other.width || Math.abs(one.height - other.height) > SHIFT) {
    return { worst: 255, x: 0, y: 0 };
  }
  const result: Difference = { worst: 0, x: 0, y: 0 };
  for (let y = 0; y < one.height; y += SQUARE / 2) {
    for (let x = 0; x < one.width; x += SQUARE / 2) {
      let kindest = 255;
      for (let dy = -SHIFT; dy <= SHIFT && kindest > result.worst; dy += 1) {
        for (let dx = -SHIFT; dx <= SHIFT && kindest > result.worst; dx += 1) {
          kindest = Math.min(kindest, ofSquare(one, other, x, y, dx, dy));
        }
      }
      if (kindest > result.worst) Object.assign(result, { worst: kindest, x, y });
    }
  }
  return result;
}

function ofSquare(one: Grey, other: Grey, x: number, y: number, dx: number, dy: number): number {
  let sum = 0;
  for (let row = y; row < y + SQUARE; row += 1) {
    for (let column = x; column < x + SQUARE; column += 1) {
      sum += Math.abs(dotOf(one, column, row) - dotOf(other, column + dx, row + dy));
    }
  }
  return sum / (SQUARE * SQUARE);
}

/** Outside of the paper all is white. */
function dotOf({ width, height, grey }: Grey, x: number, y: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? 255 : (grey[y * width + x] ?? 255);
}

/** Reads a picture file as grey dots. */
export async function readGrey(file: string | Uint8Array): Promise<Grey> {
  const { data, info } = await sharp(file)
    .flatten({ background: '#fff' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, grey: Uint8Array.from(data) };
}

async function asPng({ width, height, grey }: Grey): Promise<Buffer> {
  // Sixteen greys: the files stay small, and the edges smooth.
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .png({ palette: true, colours: 16, compressionLevel: 9 })
    .toBuffer();
}

/**
 * Compares `picture` with the reference at `path`, or writes it there where that is asked for.
 * Answers null when they are the same to the eye, and otherwise what to say; the picture is then
 * kept at `keepAt` to be looked at.
 */
export async function unlike(picture: Grey, path: string, keepAt: string): Promise<string | null> {
  if (process.env.UPDATE_REFERENCES === '1') {
    await writeFile(path, await asPng(picture));
    return null;
  }
  const { worst, x, y } = difference(await readGrey(await readFile(path)), picture);
  if (worst <= MOST_DIFFERENCE) return null;
  await writeFile(keepAt, await asPng(picture));
  return `${keepAt} differs from ${path} by ${worst.toFixed(1)} of 255 at ${x},${y}`;
}

/** Whether two pictures are the same to the eye. */
export function isAlike(one: Grey, other: Grey): boolean {
  return difference(one, other).worst <= MOST_DIFFERENCE;
}
