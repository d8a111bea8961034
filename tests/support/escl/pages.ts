/** Pages for scanners under test: JPEGs of three components, as colour scanners send. */
import sharp from 'sharp';

/** Colours far enough apart that no compression confuses them. */
export const PAGE_COLOURS = [
  { r: 200, g: 30, b: 30 },
  { r: 30, g: 160, b: 30 },
  { r: 30, g: 30, b: 200 },
  { r: 220, g: 200, b: 40 },
] as const;

/** A page of one colour, by its number in `PAGE_COLOURS`. */
export async function colourPage(number: number, width = 400, height = 400): Promise<Uint8Array> {
  const background = PAGE_COLOURS[number % PAGE_COLOURS.length] ?? PAGE_COLOURS[0];
  const picture = sharp({ create: { width, height, channels: 3, background } });
  return new Uint8Array(await picture.jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer());
}

/** Which of `PAGE_COLOURS` a picture is, or -1. */
export async function colourOf(picture: Uint8Array): Promise<number> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const at =
    (Math.floor(info.height / 4) * info.width + Math.floor(info.width / 4)) * info.channels;
  return PAGE_COLOURS.findIndex(
    (colour) =>
      Math.abs((data[at] ?? -99) - colour.r) < 12 &&
      Math.abs((data[at + 1] ?? -99) - colour.g) < 12 &&
      Math.abs((data[at + 2] ?? -99) - colour.b) < 12,
  );
}
