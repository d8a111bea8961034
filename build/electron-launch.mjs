/**
 * How to start the application here: for `npm start`, and for the tests, the demonstration and the
 * bench, which hand it to Playwright:
 *
 *     const launch = findLaunch();
 *     launch.chown(userData);
 *     const app = await _electron.launch({
 *       executablePath: launch.executablePath,
 *       args: [...launch.args, `--user-data-dir=${userData}`],
 *       env: launch.env,
 *       chromiumSandbox: true, // without it Playwright adds --no-sandbox
 *     });
 *
 * Finds what build/setup.mjs has arranged; fetches nothing.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot } from './cache.mjs';
import { findElectron } from './electron-runtime.mjs';
import { findNode } from './node-runtime.mjs';
import { findOrdinaryUser, giveTo, lendCookie } from './ordinary-user.mjs';
import { testPackageProgram } from './package.mjs';
import { inProject, projectFolder } from './project.mjs';
import { SetupError } from './say.mjs';

export { hasDisplay, withDisplay } from './display.mjs';

/**
 * @param {import('./electron-launch.d.mts').FindLaunchOptions} [options]
 * @returns {import('./electron-launch.d.mts').Launch}
 */
export function findLaunch(options = {}) {
  const runtime = findElectron();
  const node = findNode();
  if (runtime === null || node === null) throw notReady();
  const user = findOrdinaryUser();
  if (isRoot() && process.platform === 'linux' && user === null) throw notReady();

  const packaged = options.packaged === true ? packagedExecutable() : null;
  const executable = packaged ?? runtime.executable;
  const coreNode = runtime.runsCore ? null : node;
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined) env[name] = value;
  }
  // It would turn Electron into a plain Node without a window.
  delete env.ELECTRON_RUN_AS_NODE;
  if (coreNode === null) delete env.KIOSK_CORE_NODE;
  else env.KIOSK_CORE_NODE = coreNode;
  // A display server that only speaks Wayland is used as such.
  if (env.DISPLAY === undefined) env.ELECTRON_OZONE_PLATFORM_HINT ??= 'auto';

  let executablePath = executable;
  if (user !== null) {
    executablePath = inProject('build', 'electron-as-user.sh');
    const cookie = lendCookie(user);
    if (cookie === undefined) delete env.XAUTHORITY;
    else env.XAUTHORITY = cookie;
    Object.assign(env, {
      DONG_HANH_ELECTRON: executable,
      DONG_HANH_UID: String(user.uid),
      DONG_HANH_GID: String(user.gid),
      DONG_HANH_USER: user.name,
      DONG_HANH_HOME: user.home,
      DONG_HANH_READS: reads(executable, coreNode).join('\n'),
    });
  }
  return {
    executablePath,
    args: packaged === null ? [projectFolder] : [],
    env,
    coreNode,
    electronVersion: runtime.version,
    isFallback: runtime.origin === 'fallback',
    runAsUser: user === null ? null : { uid: user.uid, gid: user.gid },
    chown(path) {
      if (user !== null) giveTo(path, user);
    },
  };
}

/**
 * Samples of what the application opens, from which the wrapper sees whether its user can read the
 * checkout: one of each kind that may have been made with other rights.
 * @param {string} executable
 * @param {string | null} coreNode
 */
function reads(executable, coreNode) {
  return [
    executable,
    ...(coreNode === null ? [] : [coreNode]),
    inProject('package.json'),
    inProject('out', 'main', 'index.js'),
    inProject('out', 'core', 'index.js'),
    inProject('out', 'renderer', 'index.html'),
    inProject('assets'),
    ...firstFile(inProject('assets')),
    inProject('node_modules', 'better-sqlite3', 'package.json'),
  ].filter((path) => existsSync(path));
}

/**
 * @param {string} folder
 * @returns {string[]} one file below it, or none
 */
function firstFile(folder) {
  if (!existsSync(folder)) return [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) return [path];
    const inner = entry.isDirectory() ? firstFile(path) : [];
    if (inner.length > 0) return inner;
  }
  return [];
}

function packagedExecutable() {
  const executable = testPackageProgram();
  if (!existsSync(executable)) {
    throw new SetupError(
      'The packaged application is not there yet. Run "npm run package -- --for-tests" first.',
    );
  }
  return executable;
}

function notReady() {
  return new SetupError(
    'The set-up has not been run yet. Run "npm run setup -- --need test" first.',
  );
}
