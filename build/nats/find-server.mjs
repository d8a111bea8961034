/** Finds the program `nats-server`: named, on PATH, or where Debian puts it. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian's package; not on an ordinary user's PATH. */
const DEBIAN = '/usr/sbin';

/**
 * @param {NodeJS.ProcessEnv} [env] NATS_SERVER names the program itself
 * @returns {string | null} its path
 */
export function findNatsServer(env = process.env) {
  const name = process.platform === 'win32' ? 'nats-server.exe' : 'nats-server';
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), DEBIAN];
  const candidates = env.NATS_SERVER ? [env.NATS_SERVER] : folders.map((each) => join(each, name));
  return candidates.find(isProgram) ?? null;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
