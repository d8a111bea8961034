/**
 * Who runs Electron when we are root. Chromium refuses its sandbox for root, and running it without
 * one is out of the question, so root hands it to an ordinary user: the one who called sudo, else a
 * system user made for this.
 */
import {
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isRoot } from './cache.mjs';
import { capture, lastLines } from './child.mjs';
import { SetupError, say } from './say.mjs';
import { findProgram } from './system-packages.mjs';

const USER_NAME = 'dong-hanh';
const USER_HOME = '/var/lib/dong-hanh';

/**
 * @typedef {object} OrdinaryUser
 * @property {string} name
 * @property {number} uid
 * @property {number} gid
 * @property {string} home
 */

/**
 * @returns {OrdinaryUser | null} null when we are not root (Electron then runs as ourselves) or when
 *   the set-up has not made the user yet
 */
export function findOrdinaryUser() {
  if (!isRoot() || process.platform !== 'linux') return null;
  const passwd = readFileSync('/etc/passwd', 'utf8');
  const caller = Number(process.env.SUDO_UID ?? 0);
  return (
    (caller > 0 ? parseUser(passwd, (user) => user.uid === caller) : null) ??
    parseUser(passwd, (user) => user.name === USER_NAME)
  );
}

/**
 * Makes the user when we are root and there is none.
 * @throws {SetupError} when it cannot be made
 */
export async function ensureOrdinaryUser() {
  if (!isRoot() || process.platform !== 'linux' || findOrdinaryUser() !== null) return;
  const useradd = findProgram('useradd');
  const line =
    `useradd --system --user-group --create-home --home-dir ${USER_HOME} ` +
    `--shell /usr/sbin/nologin ${USER_NAME}`;
  const result = useradd === null ? null : await capture(useradd, line.split(' ').slice(1));
  // Another start may have made it in the meantime: only its absence counts.
  if (findOrdinaryUser() === null) {
    throw new SetupError(
      `Electron must not run as root, and no ordinary user could be made for it: ` +
        `${lastLines(result?.stderr ?? 'useradd is missing', 2)}. ` +
        `Run "${line}" or start as an ordinary user.`,
    );
  }
  say(`Made the system user ${USER_NAME}, who runs Electron when the tests are run as root.`);
}

/**
 * @param {string} passwd content of /etc/passwd (passwd(5))
 * @param {(user: OrdinaryUser) => boolean} matches
 * @returns {OrdinaryUser | null}
 */
export function parseUser(passwd, matches) {
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid, , home] = line.split(':');
    if (name === undefined || uid === undefined || gid === undefined || home === undefined)
      continue;
    const user = { name, uid: Number(uid), gid: Number(gid), home };
    if (matches(user)) return user;
  }
  return null;
}

/**
 * Gives a folder or file and all below it to a user; makes the folder when it is missing. Links are
 * given, not followed.
 * @param {string} path
 * @param {{ uid: number, gid: number }} user
 */
export function giveTo(path, user) {
  if (!existsSync(path)) mkdirSync(path, { recursive: true });
  lchownSync(path, user.uid, user.gid);
  /** @type {import('node:fs').Dirent[]} */
  let entries = [];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return; // A file.
  }
  for (const entry of entries) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) giveTo(inner, user);
    else lchownSync(inner, user.uid, user.gid);
  }
}

/**
 * Where the ordinary user finds root's X cookie, when root has one and the user cannot read it.
 * @param {OrdinaryUser} user
 * @returns {string | undefined} value for XAUTHORITY
 */
export function lendCookie(user) {
  const cookie = process.env.XAUTHORITY ?? '/root/.Xauthority';
  if (user.name !== USER_NAME || !existsSync(cookie)) return process.env.XAUTHORITY;
  const copy = join(user.home, '.Xauthority');
  copyPrivately(cookie, copy, user);
  return copy;
}

/**
 * @param {string} from
 * @param {string} to
 * @param {OrdinaryUser} user
 */
function copyPrivately(from, to, user) {
  const content = readFileSync(from);
  rmSync(to, { force: true });
  writeFileSync(to, content, { mode: 0o600 });
  chownSync(to, user.uid, user.gid);
}
