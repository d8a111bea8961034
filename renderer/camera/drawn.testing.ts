/** Grey pictures drawn for tests. */
import type { Grey } from './light';

export type Point = readonly [x: number, y: number];

/** A picture of one brightness. */
export function plain(width: number, height: number, value: number): Grey & { data: Uint8Array } {
  return { data: new Uint8Array(width * height).fill(value), width, height };
}

/** Fills the convex figure with these corners (clockwise, pixels). */
export function fill(
  picture: Grey & { data: Uint8Array },
  corners: readonly Point[],
  value: number,
) {
  const { data, width, height } = picture;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const inside = corners.every(([ax, ay], index) => {
        const [bx, by] = corners[(index + 1) % corners.length] as Point;
        return (bx - ax) * (y + 0.5 - ay) - (by - ay) * (x + 0.5 - ax) >= 0;
      });
      if (inside) data[y * width + x] = value;
    }
  }
}

/** Lines of words: dark bars on what is there. */
export function print(
  picture: Grey & { data: Uint8Array },
  [left, top]: Point,
  [right, bottom]: Point,
  value = 30,
) {
  for (let y = top; y < bottom; y += 1) {
    if (y % 8 > 2) continue;
    for (let x = left; x < right; x += 1) {
      if ((x * 7 + Math.floor(y / 8) * 3) % 11 < 7) picture.data[y * picture.width + x] = value;
    }
  }
}

/** Noise of up to `strength` either way, the same at every run. */
export function grain(picture: Grey & { data: Uint8Array }, strength: number) {
  let seed = 12_345;
  for (let at = 0; at < picture.data.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    const noise = (seed / 2 ** 31 - 0.5) * 2 * strength;
    picture.data[at] = Math.min(255, Math.max(0, (picture.data[at] ?? 0) + noise));
  }
}

/** Smears the picture along and across, `radius` pixels each way. */
export function smear(picture: Grey & { data: Uint8Array }, radius: number) {
  const { data, width, height } = picture;
  for (const step of [1, width]) {
    const before = data.slice();
    const along = (at: number) => (step === 1 ? at % width : Math.floor(at / width));
    const length = step === 1 ? width : height;
    for (let at = 0; at < data.length; at += 1) {
      let sum = 0;
      let count = 0;
      for (let by = -radius; by <= radius; by += 1) {
        const place = along(at) + by;
        if (place < 0 || place >= length) continue;
        sum += before[at + by * step] ?? 0;
        count += 1;
      }
      data[at] = sum / count;
    }
  }
}
