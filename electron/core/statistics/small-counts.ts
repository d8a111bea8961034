/**
 * Small counts are rounded before they leave the machine, so that nobody can be recognised in them:
 * where one person of a small place did one rare thing, the exact number would point at them.
 */

/** Counts below this are not told exactly. */
export const SMALL_COUNT = 5;

/**
 * A cell of an export. `under` stands for one of 1 to 4, nobody knows which. `about` is a total
 * rounded to a multiple of five, because one of its parts is small and could else be worked out by
 * taking the others away. `hidden` is a number that so few people stand behind that it would tell
 * about them (a median of three).
 */
export type Cell =
  | { kind: 'text'; text: string }
  | { kind: 'exact'; value: number }
  | { kind: 'under'; limit: number }
  | { kind: 'about'; value: number }
  | { kind: 'hidden' };

const isSmall = (count: number) => count > 0 && count < SMALL_COUNT;

/** One count by itself. */
export function countCell(count: number): Cell {
  return isSmall(count) ? { kind: 'under', limit: SMALL_COUNT } : { kind: 'exact', value: count };
}

/** A total of parts, each of which is shown too. */
export function totalCell(total: number, parts: readonly number[]): Cell {
  if (isSmall(total)) return { kind: 'under', limit: SMALL_COUNT };
  if (!parts.some(isSmall)) return { kind: 'exact', value: total };
  return { kind: 'about', value: Math.round(total / SMALL_COUNT) * SMALL_COUNT };
}

/**
 * Parts of one whole that is shown elsewhere, rounded or not. With one small part alone it could be
 * worked out from the whole: the next smallest then goes to a multiple of five as well.
 */
export function partCells(parts: readonly number[]): Cell[] {
  const cells = parts.map(countCell);
  if (parts.filter(isSmall).length !== 1) return cells;
  const large = parts.filter((part) => part >= SMALL_COUNT);
  const next = parts.indexOf(Math.min(...large));
  const value = parts[next];
  if (value !== undefined) {
    cells[next] = { kind: 'about', value: Math.round(value / SMALL_COUNT) * SMALL_COUNT };
  }
  return cells;
}

/** A figure over `count` people, to one decimal; not told of fewer than five. */
export function figureCell(figure: number | null, count: number): Cell {
  if (figure === null) return { kind: 'text', text: '' };
  if (count < SMALL_COUNT) return { kind: 'hidden' };
  return { kind: 'exact', value: Math.round(figure * 10) / 10 };
}
