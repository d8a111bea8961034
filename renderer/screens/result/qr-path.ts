/**
 * The outline of a QR code's dark modules, for one SVG path in a square of `size` units.
 * @param modules row by row, '1' = dark
 */
export function qrPath(size: number, modules: string): string {
  const runs: string[] = [];
  for (let y = 0; y < size; y += 1) {
    const row = modules.slice(y * size, (y + 1) * size);
    for (const run of row.matchAll(/1+/g)) {
      runs.push(`M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`);
    }
  }
  return runs.join('');
}
