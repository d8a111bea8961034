/** What the doctor looks at: this machine's programs, files, rights and drivers. Changes nothing. */
import { accessSync, constants, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { capture } from './child.mjs';
import { findElectron } from './electron-runtime.mjs';
import { findNatsServer } from './nats/find-server.mjs';
import { inProject } from './project.mjs';
import { findProgram } from './system-packages.mjs';

/** A service that hangs must not hang the doctor. */
const ANSWER_MS = 5_000;

/**
 * @typedef {object} Probes
 * @property {NodeJS.Platform} platform
 * @property {(name: string) => string | null} program path of a program, or null
 * @property {(name: string) => Promise<string | null>} loads null when a package loads, else why not
 * @property {(folder: string, pattern: RegExp) => string[]} files paths in a folder
 * @property {(path: string) => boolean} usable whether this user may read and write it
 * @property {(command: string, args: string[]) => Promise<{ code: number, stdout: string }>} run
 * @property {() => string | null} electron what Electron would be started, or null
 * @property {() => string | null} nats path of nats-server, or null
 */

/** @returns {Probes} the probes of this machine */
export function machineProbes() {
  const require = createRequire(inProject('package.json'));
  return {
    platform: process.platform,
    program: findProgram,
    async loads(name) {
      try {
        require(name);
        return null;
      } catch (error) {
        const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
        return line;
      }
    },
    files(folder, pattern) {
      try {
        return readdirSync(folder)
          .filter((name) => pattern.test(name))
          .map((name) => join(folder, name));
      } catch {
        return [];
      }
    },
    usable(path) {
      try {
        accessSync(path, constants.R_OK | constants.W_OK);
        return true;
      } catch {
        return false;
      }
    },
    run: (command, args) => capture(command, args, { timeoutMs: ANSWER_MS }),
    electron: () => findElectron()?.executable ?? null,
    nats: () => findNatsServer(),
  };
}
