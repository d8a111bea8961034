/**
 * What the operating system has to provide: the shared libraries that Electron is linked to, and the
 * programs that the tests and the demonstration use. Installed by apt where we may, else named in
 * one line to run.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isRoot } from './cache.mjs';
import { capture, lastLines } from './child.mjs';
import { SetupError, say, wait } from './say.mjs';

/** What the set-up is for: `start` needs the window's libraries, `test` also the test's programs. */
/** @typedef {'start' | 'test'} Need */

/**
 * Debian's packages for Electron's libraries. Where a release renamed one for 64-bit time (Debian
 * 13, Ubuntu 24.04) the new name is "…t64"; `resolveName` finds which one this system has.
 */
export const LIBRARY_PACKAGES = {
  'libX11.so.6': 'libx11-6',
  'libX11-xcb.so.1': 'libx11-xcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgdk_pixbuf-2.0.so.0': 'libgdk-pixbuf-2.0-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libgdk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libpangocairo-1.0.so.0': 'libpango-1.0-0',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
};

/** Programs that tests and the demonstration call, and Debian's package for each. */
const TEST_PROGRAMS = {
  Xvfb: 'xvfb',
  pdftotext: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  'umockdev-run': 'umockdev',
  scanimage: 'sane-utils',
  'airscan-discover': 'sane-airscan',
  cupsd: 'cups-daemon',
  lpadmin: 'cups-client',
  ippeveprinter: 'cups-ipp-utils',
  ipptool: 'cups-ipp-utils',
  gs: 'ghostscript',
  'dbus-daemon': 'dbus',
  'nats-server': 'nats-server',
};
/** Files that tests use and no PATH leads to, and Debian's package for each. */
const TEST_FILES = {
  '/usr/lib/cups/backend/cups-pdf': 'printer-driver-cups-pdf',
  '/usr/lib/cups/filter/pdftopdf': 'cups-filters',
};
/** Chromium draws nothing at all without one font; the application brings its own beside it. */
const FONT_PACKAGE = 'fonts-dejavu-core';

/**
 * Checks the system and installs what is missing where this user may.
 * @param {{ need: Need, executable: string }} options `executable`: the Electron to be run
 * @throws {SetupError} with the one line to run when something is missing and may not be installed
 */
export async function ensureSystem({ need, executable }) {
  if (process.platform !== 'linux') return;
  const missing = await missingPackages(need, executable);
  if (missing.packages.length === 0 && missing.unknown.length === 0) return;
  if (findProgram('apt-get') === null) {
    const names = [...missing.packages, ...missing.unknown].join(', ');
    throw new SetupError(`Install with this system's package manager (Debian's names): ${names}.`);
  }
  if (missing.unknown.length > 0) {
    throw new SetupError(
      `Electron needs libraries whose package is not known here: ${missing.unknown.join(', ')}. ` +
        'Find them with "apt-file search" and install them.',
    );
  }
  const prefix = await rootPrefix();
  if (prefix === null) {
    const names = await Promise.all(missing.packages.map(resolveName));
    throw new SetupError(
      'Some system packages are missing. Run this line, then start again:\n\n' +
        `  sudo apt-get update && sudo apt-get install -y ${names.join(' ')}\n`,
    );
  }
  await install(missing.packages, prefix);
  const still = await missingPackages(need, executable);
  if (still.packages.length > 0) {
    throw new SetupError(
      `These packages were installed, yet what they bring is not found: ${still.packages.join(' ')}.`,
    );
  }
}

/**
 * @param {Need} need
 * @param {string} executable
 * @returns {Promise<{ packages: string[], unknown: string[] }>} Debian's names (before 64-bit time),
 *   and libraries nobody knows a package for
 */
async function missingPackages(need, executable) {
  const packages = new Set();
  const unknown = new Set();
  const linked = await capture('ldd', [executable]);
  for (const library of missingLibraries(linked.stdout)) {
    const name = Object.entries(LIBRARY_PACKAGES).find(([soname]) => soname === library)?.[1];
    if (name === undefined) unknown.add(library);
    else packages.add(name);
  }
  if (need === 'test') {
    for (const [program, name] of Object.entries(TEST_PROGRAMS)) {
      if (findProgram(program) === null) packages.add(name);
    }
    for (const [path, name] of Object.entries(TEST_FILES)) {
      if (!existsSync(path)) packages.add(name);
    }
    // Drops root's rights for Electron; part of every Debian, missing on some small images.
    if (isRoot() && findProgram('setpriv') === null) packages.add('util-linux');
  }
  if (!hasFont('/usr/share/fonts') && !hasFont('/usr/local/share/fonts'))
    packages.add(FONT_PACKAGE);
  return { packages: [...packages], unknown: [...unknown] };
}

/**
 * @param {string} ldd what `ldd` printed
 * @returns {string[]} the libraries that were not found
 */
export function missingLibraries(ldd) {
  return [...ldd.matchAll(/^\s*(\S+) => not found/gm)].flatMap((match) => match[1] ?? []);
}

/**
 * @param {string} folder
 * @returns {boolean} whether a font lies below it
 */
function hasFont(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).some((entry) =>
      entry.isDirectory()
        ? hasFont(join(folder, entry.name))
        : /\.(ttf|otf|ttc|pf[ab])(\.gz)?$/i.test(entry.name),
    );
  } catch {
    return false;
  }
}

/**
 * How a command is run as root from here.
 * @returns {Promise<string[] | null>} words to put before it; null when we may not
 */
export async function rootPrefix() {
  if (isRoot()) return [];
  if (findProgram('sudo') === null) return null;
  const result = await capture('sudo', ['-n', 'true']);
  return result.code === 0 ? ['sudo', '-n'] : null;
}

/**
 * @param {string[]} packages
 * @param {string[]} prefix
 */
async function install(packages, prefix) {
  // DEBIAN_FRONTEND goes through env because sudo drops the caller's environment.
  const apt = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y'];
  /** @param {string[]} args */
  const run = async (args) => {
    const [command = 'env', ...rest] = [...apt, ...args];
    return capture(command, rest);
  };
  // A stale list still installs what it knows, so a failed update alone is no reason to stop.
  const update = await wait('Reading the list of system packages', () => run(['update']));
  if (update.code !== 0) say(`  it could not be renewed: ${lastLines(update.stderr, 2)}`);
  const names = await Promise.all(packages.map(resolveName));
  const result = await wait(`Installing system packages: ${names.join(' ')}`, () =>
    run(['install', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...names]),
  );
  if (result.code !== 0) {
    throw new SetupError(
      `apt-get could not install them:\n${lastLines(result.stderr || result.stdout)}\n` +
        `Run this line, then start again:\n\n  sudo apt-get install -y ${names.join(' ')}\n`,
    );
  }
}

/**
 * @param {string} name Debian's name before 64-bit time
 * @returns {Promise<string>} the name that this release has
 */
async function resolveName(name) {
  const renamed = `${name}t64`;
  const result = await capture('apt-cache', ['show', renamed]);
  return result.code === 0 && result.stdout.includes(`Package: ${renamed}\n`) ? renamed : name;
}

/**
 * @param {string} program
 * @returns {string | null} its path, looked for on PATH and where system programs lie
 */
export function findProgram(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    const path = join(folder === '' ? '.' : folder, program);
    if (existsSync(path) && statSync(path).isFile()) return path;
  }
  return null;
}
