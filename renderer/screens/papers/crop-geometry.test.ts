import { describe, expect, it } from 'vitest';
import { Crop } from '../../../electron/contract/view';
import { cropOrNull, edgeAt, moveEdge, stepEdge, turnCrop, WHOLE_PAGE } from './crop-geometry';

describe('moveEdge', () => {
  it('moves one edge and leaves the others', () => {
    const crop = moveEdge(WHOLE_PAGE, 'left', 0.25);
    expect(crop).toEqual({ x: 0.25, y: 0, width: 0.75, height: 1 });
    expect(edgeAt(crop, 'right')).toBe(1);
  });

  it('never leaves the page nor a part too small to grip', () => {
    expect(edgeAt(moveEdge(WHOLE_PAGE, 'right', 7), 'right')).toBe(1);
    expect(moveEdge(WHOLE_PAGE, 'bottom', -3).height).toBeCloseTo(0.1);
    expect(moveEdge(WHOLE_PAGE, 'top', 5).height).toBeCloseTo(0.1);
  });

  it('always gives what the contract takes', () => {
    let crop = WHOLE_PAGE;
    for (const [edge, to] of [
      ['left', 0.333],
      ['right', 0.1],
      ['top', 0.9999],
      ['bottom', 0],
    ] as const) {
      crop = moveEdge(crop, edge, to);
      expect(Crop.safeParse(crop).success).toBe(true);
    }
  });
});

describe('stepEdge', () => {
  it('cuts more inwards and less outwards, on every side', () => {
    const area = (crop: Crop) => crop.width * crop.height;
    for (const edge of ['top', 'right', 'bottom', 'left'] as const) {
      const cut = stepEdge(WHOLE_PAGE, edge, true);
      expect(area(cut)).toBeLessThan(1);
      expect(cropOrNull(stepEdge(cut, edge, false))).toBeNull();
    }
  });
});

describe('turnCrop', () => {
  it('keeps the same part of the paper: four turns come home', () => {
    const crop = { x: 0.1, y: 0.2, width: 0.3, height: 0.5 };
    const once = turnCrop(crop);
    expect(once.x).toBeCloseTo(0.3);
    expect(once.y).toBeCloseTo(0.1);
    const home = turnCrop(turnCrop(turnCrop(once)));
    expect(home.x).toBeCloseTo(crop.x);
    expect(home.y).toBeCloseTo(crop.y);
  });
});
