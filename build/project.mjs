/** Where this checkout is, and what its package.json says. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's top folder, absolute. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @param {...string} parts
 * @returns {string} a path inside the checkout
 */
export function inProject(...parts) {
  return join(projectFolder, ...parts);
}

/**
 * @param {string} path
 * @returns {any} the parsed JSON file
 */
export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
