/** A point that lets residents use their own phone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SHIPPED = new URL('../../../assets/point/sample-point.json', import.meta.url);

/** Writes the shipped point, with phones switched on, into `userData`. */
export function switchPhonesOn(userData: string): void {
  const { $schema, ...shipped } = JSON.parse(readFileSync(SHIPPED, 'utf8'));
  writeFileSync(join(userData, 'point.json'), JSON.stringify({ ...shipped, phoneScanner: true }));
}
