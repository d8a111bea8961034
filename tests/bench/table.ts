/** The results as a table for a terminal. */

export type Row = { name: string; value: number; unit: string; target: number; pass: boolean };

/** Lines of the table: what, measured, at most, and whether it holds. */
export function tableLines(rows: readonly Row[]): string[] {
  const head = ['', 'Measured', 'At most', ''];
  const cells = rows.map(({ name, value, unit, target, pass }) => [
    name,
    `${value} ${unit}`,
    `${target} ${unit}`,
    pass ? 'pass' : 'MISS',
  ]);
  const all = [head, ...cells];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      // Names to the left, figures to the right.
      .map((cell, column) =>
        column === 1 || column === 2
          ? cell.padStart(widths[column] ?? 0)
          : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** Prints the table, and how many of the targets hold. */
export function printTable(rows: readonly Row[]): void {
  console.log(`\n${tableLines(rows).join('\n')}`);
  const held = rows.filter(({ pass }) => pass).length;
  console.log(`${held} of ${rows.length} targets hold.`);
}
