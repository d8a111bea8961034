/** How much has arrived in a folder, for progress. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} folder
 * @returns {number} bytes of all files below it; what vanishes meanwhile counts nothing
 */
export function folderBytes(folder) {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) bytes += folderBytes(path);
      else if (entry.isFile()) bytes += statSync(path).size;
    }
  } catch {
    // Being written or removed right now.
  }
  return bytes;
}
