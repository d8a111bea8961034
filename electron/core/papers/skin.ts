/** Colour of skin, dark and light: Chai and Ngan, IEEE Trans. CSVT 9 (1999), in Cb and Cr. */
const CB = { from: 77, to: 127 };
const CR = { from: 135, to: 178 };
/** Darker than this the colour of a pixel says nothing. */
const LEAST_LUMA = 45;

/** Whether the pixel at this byte of a picture has the colour of skin. */
export function isSkin(data: Uint8Array, at: number): boolean {
  const red = data[at] as number;
  const green = data[at + 1] as number;
  const blue = data[at + 2] as number;
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  if (luma < LEAST_LUMA) return false;
  const cb = 128 + 0.564 * (blue - luma);
  const cr = 128 + 0.713 * (red - luma);
  return cb >= CB.from && cb <= CB.to && cr >= CR.from && cr <= CR.to;
}
