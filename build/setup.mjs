/**
 * Makes a fresh clone ready: npm packages, a Node for the database, an Electron, its sandbox, system
 * libraries and, for root, an ordinary user. Node's own modules only, for it runs before anything is
 * installed. A second run finds all in place and takes well under a second.
 *
 *     node build/setup.mjs [--need start|test] [--retry-download]
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureElectron, openToOthers, sayRuntime } from './electron-runtime.mjs';
import { ensureNode } from './node-runtime.mjs';
import { ensurePackages } from './npm-packages.mjs';
import { ensureOrdinaryUser } from './ordinary-user.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { fail, SetupError, say } from './say.mjs';
import { ensureSystem } from './system-packages.mjs';

/** Oldest Node that this set-up and npm's packages for building run on. */
const OLDEST_NODE_MAJOR = 20;

/**
 * @typedef {object} Ready
 * @property {string} node a Node for the tools, the unit tests and, where needed, the core
 * @property {import('./electron-runtime.mjs').ElectronRuntime} electron
 */

/**
 * Arranges what needs no window: npm packages and a good Node.
 * @returns {Promise<string>} the executable of the Node to run tools and unit tests with
 * @throws {SetupError} with a sentence that says what to do
 */
export async function setupTools() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE_MAJOR) {
    throw new SetupError(
      `Node ${OLDEST_NODE_MAJOR} or later is needed; this is ${process.version}.`,
    );
  }
  // Nothing fetched here is private, and root fetches it for another user.
  process.umask(0o022);
  await ensurePackages();
  return ensureNode();
}

/**
 * Arranges everything to run the application (`start`), or to test it as well (`test`).
 * @param {{ need: import('./system-packages.mjs').Need, retryDownload?: boolean }} options
 * @returns {Promise<Ready>}
 * @throws {SetupError} with a sentence that says what to do
 */
export async function setup({ need, retryDownload = false }) {
  const node = await setupTools();
  const electron = await ensureElectron({ node, retryDownload });
  sayRuntime(electron);
  openToOthers(electron);
  await ensureSystem({ need, executable: electron.executable });
  await ensureOrdinaryUser();
  await ensureSandbox(electron.folder);
  return { node, electron };
}

/** @param {string[]} args */
async function main(args) {
  const need = args.includes('--need') ? args[args.indexOf('--need') + 1] : 'start';
  if (need === 'check') {
    say(`Ready. Node: ${await setupTools()}`);
    return;
  }
  if (need !== 'start' && need !== 'test') {
    throw new SetupError(
      'Usage: node build/setup.mjs [--need check|start|test] [--retry-download]',
    );
  }
  const ready = await setup({ need, retryDownload: args.includes('--retry-download') });
  say(`Ready. Node: ${ready.node}`);
  say(`       Electron ${ready.electron.version}: ${ready.electron.executable}`);
}

if (
  process.argv[1] !== undefined &&
  realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
) {
  main(process.argv.slice(2)).catch(fail);
}
