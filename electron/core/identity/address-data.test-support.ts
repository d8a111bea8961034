/** The shipped address data, for tests. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressData } from './address-data';
import { parseAddressData } from './address-data';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'assets', 'addresses');

/** Reads and checks the committed files of assets/addresses. */
export async function loadShippedAddressData(): Promise<AddressData> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(FOLDER, name), 'utf8'));
  return parseAddressData(await read('units-2025.json'), await read('old-to-new.json'));
}
