/** A screen for tests and the demonstration where there is none: the virtual X server Xvfb. */
import { spawn } from 'node:child_process';
import { SetupError } from './say.mjs';
import { findProgram } from './system-packages.mjs';

/** The commonest kiosk screen, in pixels and bits of colour. */
const SCREEN = '1366x768x24';
/** Xvfb is up in well under a second; this only bounds a broken one. */
const START_TIMEOUT_MS = 20_000;

/** @returns {boolean} whether a window can be opened as things are */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/**
 * Runs something that opens windows. Where there is no display an Xvfb is started on a free number,
 * named in `process.env.DISPLAY` while `work` runs, and ended afterwards.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {SetupError} when Xvfb is missing or does not start
 */
export async function withDisplay(work) {
  if (hasDisplay()) return work();
  const server = await startXvfb();
  const { DISPLAY: before } = process.env;
  process.env.DISPLAY = server.display;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.DISPLAY;
    else process.env.DISPLAY = before;
    await server.stop();
  }
}

/**
 * Starts Xvfb. It listens on local sockets only and takes any local user, for Electron may run as
 * another one than we do.
 * @returns {Promise<{ display: string, stop: () => Promise<void> }>}
 */
export async function startXvfb() {
  if (findProgram('Xvfb') === null) {
    throw new SetupError('Xvfb is missing. Run "npm run setup -- --need test", which brings it.');
  }
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-ac', '-noreset'];
  // With setpriv it ends with us even when we are killed.
  const bound = findProgram('setpriv') !== null;
  const child = spawn(
    bound ? 'setpriv' : 'Xvfb',
    bound ? ['--pdeathsig', 'TERM', 'Xvfb', ...args] : args,
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    complaint = (complaint + text).slice(-2_000);
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const number = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(broken('it did not answer')), START_TIMEOUT_MS);
    let text = '';
    const channel = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
    channel.setEncoding('utf8').on('data', (part) => {
      text += part;
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
    child.once('error', (error) => reject(broken(error.message)));
    child.once('close', () => reject(broken(complaint.trim())));
  });
  return {
    display: `:${number}`,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** @param {string} why */
function broken(why) {
  return new SetupError(`The virtual screen (Xvfb) could not be started: ${why}.`);
}
