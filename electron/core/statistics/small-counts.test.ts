import { describe, expect, it } from 'vitest';
import { countCell, figureCell, partCells, totalCell } from './small-counts';

const under = { kind: 'under', limit: 5 };

describe('small counts', () => {
  it('tells nought and five upwards, and nothing between', () => {
    expect([0, 1, 4, 5, 12].map(countCell)).toEqual([
      { kind: 'exact', value: 0 },
      under,
      under,
      { kind: 'exact', value: 5 },
      { kind: 'exact', value: 12 },
    ]);
  });

  it('rounds a total from which a small part could be worked out', () => {
    expect(totalCell(23, [12, 9, 2])).toEqual({ kind: 'about', value: 25 });
    expect(totalCell(22, [12, 10, 0])).toEqual({ kind: 'exact', value: 22 });
    expect(totalCell(3, [3])).toEqual(under);
  });

  it('leaves no part that the others and the whole give away', () => {
    expect(partCells([12, 9, 2])).toEqual([
      { kind: 'exact', value: 12 },
      { kind: 'about', value: 10 },
      under,
    ]);
    expect(partCells([12, 3, 2])).toEqual([{ kind: 'exact', value: 12 }, under, under]);
    expect(partCells([2])).toEqual([under]);
    expect(partCells([])).toEqual([]);
  });

  it('could always have come from another set of parts', () => {
    // Whoever knows every cell and the shown total cannot tell which small number was meant.
    const shown = (parts: number[]) =>
      JSON.stringify([
        partCells(parts),
        totalCell(
          parts.reduce((a, b) => a + b, 0),
          parts,
        ),
      ]);
    for (let a = 1; a < 5; a += 1) {
      for (let b = 5; b < 30; b += 1) {
        const others = [1, 2, 3, 4].filter((other) => other !== a);
        const twins = others.filter((other) => {
          for (let c = 5; c < 35; c += 1) if (shown([other, c]) === shown([a, b])) return true;
          return false;
        });
        expect(twins.length, `${a} beside ${b}`).toBeGreaterThan(0);
      }
    }
  });

  it('does not tell a median of a few', () => {
    expect(figureCell(6.44, 5)).toEqual({ kind: 'exact', value: 6.4 });
    expect(figureCell(6.4, 4)).toEqual({ kind: 'hidden' });
    expect(figureCell(null, 0)).toEqual({ kind: 'text', text: '' });
  });
});
