/**
 * Where fetched runtimes are kept between starts, and how they get there: whole or not at all, also
 * when the power goes or two starts run at once.
 */
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { SetupError, say } from './say.mjs';

/** Root's cache: unlike /root/.cache the ordinary user who runs Electron can reach it. */
const SHARED_CACHE = '/var/cache/dong-hanh';
/** A lock whose holder has not touched it for this long is taken over (the holder was killed). */
const LOCK_STALE_MS = 60_000;
/** How often a holder touches its lock. Well below LOCK_STALE_MS, so that a busy disk is no theft. */
const LOCK_TOUCH_MS = 5_000;
/** How often one who waits looks again. */
const LOCK_POLL_MS = 500;

/** @returns {boolean} whether this process is root */
export function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * The folder that this process writes fetched runtimes to: `DONG_HANH_CACHE`, or the place that the
 * system keeps for caches.
 * @returns {string} absolute path; it may not exist yet
 */
export function cacheFolder() {
  const chosen = process.env.DONG_HANH_CACHE;
  if (chosen !== undefined && chosen !== '') return chosen;
  if (process.platform === 'win32') {
    return join(
      process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
      'dong-hanh',
      'cache',
    );
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'dong-hanh');
  if (isRoot()) return SHARED_CACHE;
  const xdg = process.env.XDG_CACHE_HOME;
  return join(xdg !== undefined && xdg !== '' ? xdg : join(homedir(), '.cache'), 'dong-hanh');
}

/**
 * Looks for a published item: in our own cache, then in the one that root may have filled.
 * @param {string} name as given to `publish`
 * @returns {string | null} its absolute path
 */
export function findCached(name) {
  const folders = [cacheFolder()];
  if (process.platform === 'linux') folders.push(SHARED_CACHE);
  for (const folder of folders) {
    const path = join(folder, name);
    if (existsSync(path)) return path;
  }
  return null;
}

/**
 * Makes an item of the cache, once. It is built in a folder of its own and renamed into place, so
 * nobody ever sees half of it; whoever comes second uses the first one's.
 * @param {string} name folder name; carries the version, for an item is never changed afterwards
 * @param {(folder: string) => Promise<void>} build fills an empty folder
 * @returns {Promise<string>} absolute path of the finished item
 */
export async function publish(name, build) {
  const cache = cacheFolder();
  const target = join(cache, name);
  makeFolder(cache);
  return withLock(join(cache, `${name}.lock`), async () => {
    if (existsSync(target)) return target;
    sweep(cache, name);
    const draft = join(cache, `.${name}.${process.pid}.${randomBytes(4).toString('hex')}`);
    mkdirSync(draft);
    try {
      await build(draft);
      renameSync(draft, target);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      // Two machines may share a cache over a network, where the lock does not hold.
      if (!existsSync(target)) throw error;
    }
    return target;
  });
}

/**
 * Removes what an interrupted earlier build of this item left. Called with the lock held.
 * @param {string} cache
 * @param {string} name
 */
function sweep(cache, name) {
  for (const entry of readdirSync(cache)) {
    if (entry.startsWith(`.${name}.`)) rmSync(join(cache, entry), { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @throws {SetupError} when it cannot be made
 */
function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new SetupError(
      `The folder ${folder} cannot be made (${reasonOf(error)}). ` +
        'Set DONG_HANH_CACHE to a folder that you can write to.',
    );
  }
}

/**
 * Runs `work` while holding a lock file, waiting (aloud) for another holder to finish.
 * @template T
 * @param {string} path the lock file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  makeFolder(dirname(path));
  const mark = `${process.pid} ${randomBytes(8).toString('hex')}`;
  let lastWord = 0;
  while (!take(path, mark)) {
    if (Date.now() - lastWord > 3_000) {
      say('Another set-up is running; waiting for it …');
      lastWord = Date.now();
    }
    await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
  }
  const touch = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(path, now, now);
    } catch {
      // Gone or taken over: nothing to keep alive.
    }
  }, LOCK_TOUCH_MS);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    if (readMark(path) === mark) rmSync(path, { force: true });
  }
}

/**
 * @param {string} path
 * @param {string} mark
 * @returns {boolean} whether the lock is ours now
 */
function take(path, mark) {
  try {
    writeFileSync(path, mark, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
  }
  const held = readMark(path);
  if (held !== null && isStale(path, held)) {
    // Renaming away is atomic: of two who find it stale, one wins and the other fails here.
    const aside = `${path}.${mark.slice(-16)}`;
    try {
      renameSync(path, aside);
      rmSync(aside, { force: true });
    } catch {
      return false;
    }
  }
  return false;
}

/**
 * @param {string} path
 * @param {string} held its content
 */
function isStale(path, held) {
  const pid = Number(held.split(' ')[0]);
  if (Number.isInteger(pid) && pid > 0 && !isAlive(pid)) return true;
  try {
    return Date.now() - statSync(path).mtimeMs > LOCK_STALE_MS;
  } catch {
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {string} path */
function readMark(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** @param {unknown} error */
function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}
