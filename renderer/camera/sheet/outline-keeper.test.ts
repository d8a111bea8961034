import { describe, expect, it } from 'vitest';
import { CAMERA_TIMING } from '../timing';
import type { Outline } from './find-sheet';
import { OutlineKeeper } from './outline-keeper';

function square(left: number): Outline {
  return [
    { x: left, y: 0.2 },
    { x: left + 0.5, y: 0.2 },
    { x: left + 0.5, y: 0.8 },
    { x: left, y: 0.8 },
  ];
}

describe('OutlineKeeper', () => {
  it('outlives a missed look, and not more', () => {
    const keeper = new OutlineKeeper();
    keeper.add(square(0.2), 0);
    expect(keeper.add(null, CAMERA_TIMING.outlineHoldMs)).toEqual(square(0.2));
    expect(keeper.add(null, CAMERA_TIMING.outlineHoldMs + 1)).toBeNull();
  });

  it('trembles less than the looks do, and follows a sheet that is moved at once', () => {
    const keeper = new OutlineKeeper();
    keeper.add(square(0.2), 0);
    const steadied = keeper.add(square(0.22), 100);
    expect(steadied?.[0].x).toBeGreaterThan(0.2);
    expect(steadied?.[0].x).toBeLessThan(0.21);
    expect(keeper.add(square(0.4), 200)).toEqual(square(0.4));
  });
});
