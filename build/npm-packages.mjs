/** Installs the npm packages of package-lock.json when they are missing or others. */
import { existsSync } from 'node:fs';
import { withLock } from './cache.mjs';
import { capture, firstLines, npm } from './child.mjs';
import { folderBytes } from './folder-bytes.mjs';
import { inProject, readJson } from './project.mjs';
import { SetupError, wait } from './say.mjs';

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [link]
 */

/**
 * Makes node_modules match package-lock.json.
 * @throws {SetupError} when npm fails
 */
export async function ensurePackages() {
  if (isCurrent()) return;
  await withLock(inProject('.runtime', 'packages.lock'), async () => {
    if (isCurrent()) return;
    const { command, args } = npm();
    const result = await wait(
      'Installing the npm packages of package-lock.json',
      () =>
        capture(
          command,
          // .npmrc says why no scripts are run; said here too for who overrides it in his own.
          [...args, 'ci', '--ignore-scripts', '--include=dev', ...QUIET],
          {
            cwd: inProject(),
          },
        ),
      () => `${Math.round(folderBytes(inProject('node_modules')) / 1e6)} MB so far`,
    );
    if (result.code !== 0) {
      throw new SetupError(
        'The npm packages could not be installed. Check the network and start again.\n' +
          firstLines(result.stderr),
      );
    }
  });
}

function isCurrent() {
  const installed = inProject('node_modules', '.package-lock.json');
  // npm writes this file last, so an interrupted installation does not have it.
  if (!existsSync(installed)) return false;
  return matches(readJson(inProject('package-lock.json')).packages, readJson(installed).packages);
}

/**
 * Whether what npm says it installed is what the lock file asks for.
 * @param {Record<string, LockedPackage>} locked `packages` of package-lock.json
 * @param {Record<string, LockedPackage>} installed `packages` of node_modules/.package-lock.json
 */
export function matches(locked, installed) {
  for (const [path, wanted] of Object.entries(locked)) {
    if (path === '') continue;
    const found = installed[path];
    if (found === undefined) {
      // Optional packages for other systems are left out by npm.
      if (wanted.optional === true) continue;
      return false;
    }
    if (found.version !== wanted.version || found.integrity !== wanted.integrity) return false;
  }
  return Object.keys(installed).every((path) => locked[path] !== undefined);
}
