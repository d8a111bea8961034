import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../../tests/support/files/draw-page';
import { drawPage, withNoise } from '../../../tests/support/files/draw-page';
import { judge } from './intake-picture';

/** Judges a drawn page with the noise of a sensor on it. */
async function judged(drawing: Drawing) {
  const page = await withNoise(await drawPage(drawing), 5);
  const jpeg = await page.jpeg({ quality: 90 }).toBuffer({ resolveWithObject: true });
  return judge(jpeg.data, Math.max(jpeg.info.width, jpeg.info.height));
}

/** Pixels of a blur given in millimetres on paper. */
const blur = (mm: number, dpi: number) => (mm / 25.4) * dpi;

/** Drawing and blurring whole pages takes a while on a busy machine. */
const HEAVY_MS = 60_000;

describe('quality of a page', { timeout: HEAVY_MS }, () => {
  it.each([200, 300])(
    'calls a sharp page of text clear, and a shaken one blurred (%i dpi)',
    async (dpi) => {
      expect(await judged({ dpi })).toBe('clear');
      expect(await judged({ dpi, blurPx: blur(0.13, dpi) })).toBe('clear');
      expect(await judged({ dpi, blurPx: blur(0.45, dpi) })).toBe('blurred');
    },
  );

  it('calls an empty sheet blank', async () => {
    expect(await judged({ dpi: 200, text: false })).toBe('blank');
  });

  it('calls a page photographed in the dark dark, and one in weak light not', async () => {
    expect(await judged({ dpi: 200, light: 0.3 })).toBe('dark');
    expect(await judged({ dpi: 200, light: 0.6 })).toBe('clear');
  });

  it('warns about a picture too small to read', async () => {
    expect(await judged({ dpi: 100, widthPx: 400, heightPx: 500 })).toBe('blurred');
  });
});
