import { describe, expect, it } from 'vitest';
import { editedSize, keptPixels, pixelsAt, sheetFor } from './geometry';

const MM_PER_POINT = 25.4 / 72;
const mm = (size: { width: number; height: number }) => ({
  width: Math.round(size.width * MM_PER_POINT),
  height: Math.round(size.height * MM_PER_POINT),
});

describe('kept pixels', () => {
  const picture = { width: 400, height: 200 };

  it('are the whole picture without a crop', () => {
    expect(keptPixels(picture, { rotate: 90 })).toEqual({
      left: 0,
      top: 0,
      width: 400,
      height: 200,
    });
    expect(editedSize(picture, { rotate: 90 })).toEqual({ width: 200, height: 400 });
  });

  it('follow the crop through a quarter turn', () => {
    // The top half of the picture turned clockwise is the left half of the unturned one.
    const crop = { x: 0, y: 0, width: 1, height: 0.5 };
    expect(keptPixels(picture, { rotate: 90, crop })).toEqual({
      left: 0,
      top: 0,
      width: 200,
      height: 200,
    });
    expect(keptPixels(picture, { rotate: 270, crop })).toEqual({
      left: 200,
      top: 0,
      width: 200,
      height: 200,
    });
    expect(keptPixels(picture, { rotate: 180, crop })).toEqual({
      left: 0,
      top: 100,
      width: 400,
      height: 100,
    });
  });

  it('never leave the picture and never vanish', () => {
    const wild = { x: 0.9, y: -3, width: 7, height: 0 };
    const kept = keptPixels(picture, { rotate: 0, crop: wild });
    expect(kept.left + kept.width).toBeLessThanOrEqual(400);
    expect(kept.top).toBe(0);
    expect(kept.height).toBeGreaterThanOrEqual(16);
    expect(keptPixels({ width: 5, height: 5 }, { rotate: 90, crop: wild })).toEqual({
      left: 0,
      top: 0,
      width: 5,
      height: 5,
    });
  });
});

describe('sheet of paper', () => {
  it('is A4 for a scan of A4, also when the scanner missed a few millimetres', () => {
    expect(mm(sheetFor({ width: 1654, height: 2339 }, 200).page)).toEqual({
      width: 210,
      height: 297,
    });
    expect(mm(sheetFor({ width: 2550, height: 3480 }, 300).page)).toEqual({
      width: 210,
      height: 297,
    });
    expect(mm(sheetFor({ width: 2339, height: 1654 }, 200).page)).toEqual({
      width: 297,
      height: 210,
    });
  });

  it('keeps a scanned card at its size', () => {
    // ID-1 card, 85.6 x 54 mm, at 300 dpi.
    expect(mm(sheetFor({ width: 1011, height: 638 }, 300).page)).toEqual({ width: 86, height: 54 });
  });

  it('fits a photo into A4', () => {
    const sheet = sheetFor({ width: 3000, height: 4000 }, undefined);
    expect(mm(sheet.page)).toEqual({ width: 210, height: 280 });
    expect(sheet.dpi).toBeGreaterThan(300);
  });

  it('makes a smaller sheet rather than go below 200 dpi', () => {
    const sheet = sheetFor({ width: 800, height: 1000 }, undefined);
    expect(sheet.dpi).toBe(200);
    expect(mm(sheet.page)).toEqual({ width: 102, height: 127 });
    expect(sheetFor({ width: 1240, height: 1754 }, 150).dpi).toBe(200);
  });

  it('never stretches a picture beyond its pixels', () => {
    const sheet = sheetFor({ width: 1654, height: 2339 }, 200);
    expect(pixelsAt(sheet, 300)).toEqual({ width: 1654, height: 2339 });
    const fine = sheetFor({ width: 2480, height: 3508 }, 300);
    const coarse = pixelsAt(fine, 200);
    expect(Math.abs(coarse.width - 1654)).toBeLessThanOrEqual(1);
  });
});
