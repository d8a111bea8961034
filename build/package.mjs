/** Packages the application with the Electron that the set-up found. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fingerprintOf } from './bundle.mjs';
import { withLock } from './cache.mjs';
import { capture, lastLines } from './child.mjs';
import { inProject, projectFolder, readJson } from './project.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { SetupError, say, wait } from './say.mjs';
import { toolEnvironment } from './tools.mjs';

/** The variant that the end-to-end tests drive lies apart, so that it is never shipped by mistake. */
const TEST_OUTPUT = join('dist', 'for-tests');
const OUTPUT = 'dist';

/** What goes into the package. */
const INPUTS = [
  'out',
  'assets',
  'package.json',
  'package-lock.json',
  'electron-builder.yml',
  'build',
];

/** electron-builder's name of this system, of its folder in dist/, and of the program in it. */
const SYSTEMS = {
  linux: { option: '--linux', folder: 'linux-unpacked', program: 'dong-hanh' },
  win32: { option: '--win', folder: 'win-unpacked', program: 'dong-hanh.exe' },
};

/**
 * @typedef {object} PackageOptions
 * @property {boolean} [forTests] the variant that Playwright can drive (fuse for --inspect on)
 * @property {boolean} [installers] also the installers named in electron-builder.yml, not the folder
 *   alone
 */

/**
 * Makes the package for this system.
 * @param {string} node executable of a good Node
 * @param {import('./electron-runtime.mjs').ElectronRuntime} electron
 * @param {PackageOptions} [options]
 * @returns {Promise<string>} the packaged program
 * @throws {SetupError} when electron-builder fails
 */
export async function makePackage(node, electron, { forTests = false, installers = false } = {}) {
  const system = thisSystem();
  if (installers && electron.origin === 'fallback') {
    throw new SetupError(
      'Installers are made with the official Electron only; this machine has the older one for ' +
        'development and tests. "npm run package" without --installers makes the folder.',
    );
  }
  const output = inProject(forTests ? TEST_OUTPUT : OUTPUT);
  const folder = join(output, system.folder);
  const program = join(folder, system.program);
  await withLock(inProject('.runtime', 'package.lock'), async () => {
    const stamp = join(output, '.sources');
    const fingerprint = fingerprintOf([...INPUTS.map((name) => inProject(name)), electron.folder]);
    if (!installers && isMade(stamp, fingerprint, program)) return;
    rmSync(stamp, { force: true });
    rmSync(folder, { recursive: true, force: true });
    const dist = electron.origin === 'fallback' ? withoutDefaultApp(electron) : electron.folder;
    const args = [
      inProject('node_modules', 'electron-builder', binOf('electron-builder')),
      system.option,
      ...(installers ? [] : ['dir']),
      '--publish=never',
      `-c.electronDist=${dist}`,
      `-c.electronVersion=${electron.version}`,
      `-c.directories.output=${relative(projectFolder, output)}`,
      ...(forTests ? ['-c.electronFuses.enableNodeCliInspectArguments=true'] : []),
    ];
    const result = await wait(
      forTests ? 'Packaging the application for the tests' : 'Packaging the application',
      () => capture(node, args, { cwd: projectFolder, env: toolEnvironment(node, {}) }),
    );
    if (result.code !== 0 || !existsSync(program)) {
      throw new SetupError(
        `The application could not be packaged:\n${lastLines(result.stdout + result.stderr, 30)}`,
      );
    }
    mkdirSync(output, { recursive: true });
    writeFileSync(stamp, fingerprint);
  });
  if (process.platform === 'linux') await ensureSandbox(folder);
  return program;
}

/**
 * Where the variant for tests is.
 * @returns {string} path of its program; it may not exist yet
 */
export function testPackageProgram() {
  const system = thisSystem();
  return inProject(TEST_OUTPUT, system.folder, system.program);
}

/**
 * Runs `npm run package`.
 * @param {string} node
 * @param {import('./electron-runtime.mjs').ElectronRuntime} electron
 * @param {string[]} args --for-tests, --installers
 */
export async function packageCommand(node, electron, args) {
  const program = await makePackage(node, electron, {
    forTests: args.includes('--for-tests'),
    installers: args.includes('--installers'),
  });
  say(`Packaged: ${program}`);
  if (!electron.runsCore) {
    say(
      `It carries Electron ${electron.version}, which cannot run the core: start it with ` +
        `KIOSK_CORE_NODE=${node}. A package for service is made with the official Electron.`,
    );
  }
  return 0;
}

/**
 * The fallback runtime as it would come from its makers: without the stand-in for default_app.asar,
 * which must not get into a package.
 * @param {import('./electron-runtime.mjs').ElectronRuntime} electron
 * @returns {string} a folder
 */
function withoutDefaultApp(electron) {
  const copy = inProject('.runtime', 'electron-dist');
  rmSync(copy, { recursive: true, force: true });
  const left = join(electron.folder, 'resources', 'app');
  cpSync(electron.folder, copy, {
    recursive: true,
    filter: (path) => path !== left && !path.startsWith(left + sep),
  });
  return copy;
}

/**
 * @param {string} stamp
 * @param {string} fingerprint
 * @param {string} program
 */
function isMade(stamp, fingerprint, program) {
  return existsSync(program) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint;
}

/** @param {string} name */
function binOf(name) {
  const { bin } = readJson(inProject('node_modules', name, 'package.json'));
  return typeof bin === 'string' ? bin : bin[name];
}

/** @throws {SetupError} on systems that no package is made for */
function thisSystem() {
  const found = Object.entries(SYSTEMS).find(([name]) => name === process.platform)?.[1];
  if (found === undefined) throw new SetupError(`No package is made for ${process.platform}.`);
  return found;
}
