/**
 * Chromium's sandbox on Linux needs either a root-owned helper beside Electron (chrome-sandbox, mode
 * 4755) or user namespaces for everybody. Electron is never run without its sandbox here, so one of
 * the two is arranged or asked for.
 */
import { chmodSync, chownSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot } from './cache.mjs';
import { capture } from './child.mjs';
import { SetupError } from './say.mjs';
import { rootPrefix } from './system-packages.mjs';

/**
 * @param {string} folder the Electron runtime
 * @throws {SetupError} with the line to run when neither way is open to this user
 */
export async function ensureSandbox(folder) {
  if (process.platform !== 'linux') return;
  const helper = join(folder, 'chrome-sandbox');
  if (!existsSync(helper) || isSetuidRoot(helper)) return;
  if (isRoot()) {
    chownSync(helper, 0, 0);
    // After chown, which clears the setuid bit.
    chmodSync(helper, 0o4755);
    return;
  }
  if (await hasUserNamespaces()) return;
  const prefix = await rootPrefix();
  if (prefix !== null) {
    const [command = 'sudo', ...rest] = prefix;
    const owned = await capture(command, [...rest, 'chown', 'root:root', helper]);
    const marked = await capture(command, [...rest, 'chmod', '4755', helper]);
    if (owned.code === 0 && marked.code === 0) return;
  }
  throw new SetupError(
    "Chromium's sandbox needs its helper to belong to root. Run this line, then start again:\n\n" +
      `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'\n`,
  );
}

/** @param {string} helper */
function isSetuidRoot(helper) {
  const { uid, mode } = statSync(helper);
  return uid === 0 && (mode & 0o4055) === 0o4055;
}

/** @returns {Promise<boolean>} whether an ordinary user may make a user namespace on this system */
async function hasUserNamespaces() {
  return (await capture('unshare', ['--user', '--map-root-user', 'true'])).code === 0;
}
