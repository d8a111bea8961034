/** Builds out/ from the sources when they changed since it was last built. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { withLock } from './cache.mjs';
import { inProject } from './project.mjs';
import { SetupError, say } from './say.mjs';
import { runTool } from './tools.mjs';

/** What the bundles are made from. */
const SOURCES = [
  'electron',
  'renderer',
  'assets',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'electron.vite.config.ts',
];
const STAMP = inProject('out', '.sources');

/**
 * @param {string} node executable of a good Node
 * @throws {SetupError} when the sources cannot be built
 */
export async function ensureBundle(node) {
  const fingerprint = fingerprintOf(SOURCES.map((name) => inProject(name)));
  if (isBuilt(fingerprint)) return;
  await withLock(inProject('.runtime', 'bundle.lock'), async () => {
    if (isBuilt(fingerprint)) return;
    say('Building the application …');
    // Emptied first, so that an interrupted build is not taken for a finished one and no file of an
    // older one stays.
    rmSync(inProject('out'), { recursive: true, force: true });
    const code = await runTool(node, 'electron-vite', 'electron-vite', [
      'build',
      '--logLevel',
      'warn',
    ]);
    if (code !== 0)
      throw new SetupError('The application could not be built; the reason is above.');
    mkdirSync(inProject('out'), { recursive: true });
    writeFileSync(STAMP, fingerprint);
  });
}

/** @param {string} fingerprint */
function isBuilt(fingerprint) {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint;
}

/**
 * A value that changes whenever a file below the paths is added, removed or written.
 * @param {string[]} paths files or folders; missing ones count as empty
 * @returns {string}
 */
export function fingerprintOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addTo(hash, path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (!status.isDirectory()) {
    // Unit tests lie beside the sources but are not part of the bundle.
    if (/\.test\.tsx?$/.test(path)) return;
    hash.update(`${path}\0${status.size}\0${status.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) addTo(hash, join(path, name));
}
