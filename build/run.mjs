/**
 * What the npm scripts start: `node build/run.mjs COMMAND [arguments]`. Runs the set-up first, then
 * the command under the Node that the set-up found.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureBundle } from './bundle.mjs';
import { check, e2e, PACKS_CHECK } from './checks.mjs';
import { handOver } from './child.mjs';
import { hasDisplay, withDisplay } from './display.mjs';
import { doctor } from './doctor.mjs';
import { findLaunch } from './electron-launch.mjs';
import { packageCommand } from './package.mjs';
import { inProject, projectFolder } from './project.mjs';
import { fail, SetupError, say } from './say.mjs';
import { setup, setupTools } from './setup.mjs';
import { countsLine, sum } from './test-counts.mjs';
import { runScript } from './tools.mjs';

/** The programs that drive the built application. */
const DEMO = 'tests/demo/index.ts';
const BENCH = 'tests/bench/index.ts';
/** Lets the machines of a point see each other. */
const EXCHANGE = 'build/exchange.mjs';

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const COMMANDS = {
  start,
  test: async () => {
    const { node, electron } = await setup({ need: 'test' });
    return conclude([await check(node), await e2e(node, electron, [])]);
  },
  check: async () => {
    return conclude([await check(await setupTools())]);
  },
  e2e: async (args) => {
    const { node, electron } = await setup({ need: 'test' });
    return conclude([await e2e(node, electron, args)]);
  },
  demo: (args) => drive(DEMO, args),
  bench: (args) => drive(BENCH, args),
  'devices:doctor': () => doctor(),
  exchange: async (args) => runScript(await setupTools(), EXCHANGE, args),
  'packs:check': async (args) => {
    return runScript(await setupTools(), PACKS_CHECK, args);
  },
  package: async (args) => {
    const { node, electron } = await setup({ need: 'start' });
    await ensureBundle(node);
    return packageCommand(node, electron, args);
  },
};

/**
 * Opens the kiosk on this machine's screen.
 * @param {string[]} args for the application, "--kiosk"
 */
async function start(args) {
  if (!hasDisplay()) {
    throw new SetupError(
      'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be ' +
        'opened. "npm run demo" goes the whole way of a resident without one.',
    );
  }
  const { node } = await setup({ need: 'start' });
  await ensureBundle(node);
  const launch = findLaunch();
  for (const arg of args) {
    const folder = /^--user-data-dir=(.+)$/.exec(arg)?.[1];
    if (folder !== undefined) launch.chown(resolve(folder));
  }
  say('Starting Đồng Hành …');
  return handOver(launch.executablePath, [...launch.args, ...args], {
    cwd: projectFolder,
    env: launch.env,
  });
}

/**
 * Runs a program that drives the built application through Playwright.
 * @param {string} file
 * @param {string[]} args
 */
async function drive(file, args) {
  if (!existsSync(inProject(file))) throw new SetupError(`${file} is not in this checkout.`);
  const { node } = await setup({ need: 'test' });
  await ensureBundle(node);
  return withDisplay(() => runScript(node, file, args));
}

/**
 * Says what passed, the counts last and alone on their line, and gives the exit code.
 * @param {import('./checks.mjs').Outcome[]} outcomes
 */
function conclude(outcomes) {
  const good = outcomes.flatMap((outcome) => outcome.good);
  const bad = outcomes.flatMap((outcome) => outcome.bad);
  const counts = sum(outcomes.map((outcome) => outcome.counts));
  // A failed build or lint without a failed test must not end in a line that looks green.
  if (counts.failed === 0) counts.failed = bad.length;
  // Printed to standard output: who reads only that still learns the result.
  const failed = bad.length > 0 ? `; failed: ${bad.join(', ')}` : '';
  console.log(`\nPassed: ${good.join(', ') || 'nothing'}${failed}.`);
  console.log(countsLine(counts));
  return bad.length > 0 || counts.failed > 0 ? 1 : 0;
}

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command === undefined) {
  fail(new SetupError(`Usage: node build/run.mjs ${Object.keys(COMMANDS).join('|')} [arguments]`));
}
command(args).then((code) => {
  process.exitCode = code;
}, fail);
