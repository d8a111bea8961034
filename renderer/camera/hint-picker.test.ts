import { describe, expect, it } from 'vitest';
import { HintPicker } from './hint-picker';
import { CAMERA_TIMING } from './timing';

const EVERY_MS = 100;

/** What is shown after each of `looks`. */
function show(looks: ReadonlyArray<'a' | 'b' | null>): Array<'a' | 'b' | null> {
  const picker = new HintPicker<'a' | 'b'>(0);
  return looks.map((seen, index) => picker.add(seen, (index + 1) * EVERY_MS));
}

describe('HintPicker', () => {
  it('gives a person time before the first advice', () => {
    const shown = show(Array.from({ length: 20 }, () => 'a'));
    expect(shown.indexOf('a')).toBe(CAMERA_TIMING.hintHoldMs / EVERY_MS - 1);
  });

  it('changes at most every second and a half, also when the looks change all the time', () => {
    const looks = Array.from({ length: 200 }, (_, index) =>
      Math.floor(index / 5) % 2 === 0 ? ('a' as const) : ('b' as const),
    );
    const shown = show(looks);
    const changes = shown.flatMap((hint, index) => (hint === shown[index - 1] ? [] : [index]));
    expect(changes.length).toBeGreaterThan(3);
    for (const [index, at] of changes.slice(2).entries()) {
      const before = changes[index + 1] ?? 0;
      expect((at - before) * EVERY_MS).toBeGreaterThanOrEqual(CAMERA_TIMING.hintHoldMs);
    }
  });

  it('does not hear a single look', () => {
    const looks: Array<'a' | null> = Array.from({ length: 60 }, (_, at) => (at % 4 ? null : 'a'));
    expect(new Set(show(looks))).toEqual(new Set([null]));
  });

  it('is silent again when all is well', () => {
    const looks = [...Array.from({ length: 30 }, () => 'a' as const), ...Array(20).fill(null)];
    expect(show(looks).at(-1)).toBeNull();
  });
});
