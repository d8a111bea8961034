/** `npm run check` and `npm run e2e`: what is run, in which order, and what is said about it. */
import { mkdirSync, rmSync } from 'node:fs';
import { ensureBundle } from './bundle.mjs';
import { withDisplay } from './display.mjs';
import { makePackage } from './package.mjs';
import { inProject } from './project.mjs';
import { SetupError, say } from './say.mjs';
import { countPlaywright, countVitest, readCounts } from './test-counts.mjs';
import { runScript, runTool } from './tools.mjs';

/** Validates every procedure pack. */
export const PACKS_CHECK = 'electron/core/procedures/packs-check.run.mjs';

/**
 * @typedef {object} Outcome
 * @property {string[]} good names of the steps that passed
 * @property {string[]} bad names of the steps that failed
 * @property {import('./test-counts.mjs').Counts} counts tests run
 */

/**
 * Types, lint, import rules, unit tests, packs. All are run even when one fails, so that one run
 * shows everything there is to mend.
 * @param {string} node
 * @returns {Promise<Outcome>}
 */
export async function check(node) {
  /** @type {Outcome} */
  const outcome = { good: [], bad: [], counts: { passed: 0, failed: 0, skipped: 0 } };
  const report = freshReport('vitest.json');
  await step(outcome, 'types', () => runTool(node, 'typescript', 'tsc', ['--noEmit']));
  await step(outcome, 'lint', () => runTool(node, '@biomejs/biome', 'biome', ['check']));
  await step(outcome, 'import rules', () =>
    runTool(node, 'dependency-cruiser', 'depcruise', [
      '--config',
      '.dependency-cruiser.cjs',
      'electron',
      'renderer',
    ]),
  );
  await step(outcome, 'unit tests', () =>
    runTool(node, 'vitest', 'vitest', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]),
  );
  await step(outcome, 'procedure packs', () => runScript(node, PACKS_CHECK, []));
  outcome.counts = readCounts(report, countVitest);
  return outcome;
}

/**
 * The tests on real Electron, under a virtual screen where there is none. One of them drives the
 * packaged application, which is made first unless `args` ask for other tests only.
 * @param {string} node
 * @param {import('./electron-runtime.mjs').ElectronRuntime} electron
 * @param {string[]} args for Playwright
 * @returns {Promise<Outcome>}
 */
export async function e2e(node, electron, args) {
  /** @type {Outcome} */
  const outcome = { good: [], bad: [], counts: { passed: 0, failed: 0, skipped: 0 } };
  const report = freshReport('playwright.json');
  await step(outcome, 'build', () => done(ensureBundle(node)));
  if (args.length === 0 || args.some((arg) => arg.includes('packaged'))) {
    await step(outcome, 'package', () => done(makePackage(node, electron, { forTests: true })));
  }
  if (outcome.bad.length > 0) {
    say('The end-to-end tests are not run: there is nothing to run them on.');
    return outcome;
  }
  await step(outcome, 'end-to-end tests', () =>
    withDisplay(() =>
      runTool(node, '@playwright/test', 'playwright', ['test', '--reporter=list,json', ...args], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      }),
    ),
  );
  outcome.counts = readCounts(report, countPlaywright);
  return outcome;
}

/**
 * @param {Outcome} outcome
 * @param {string} name
 * @param {() => Promise<number>} run gives an exit code; a SetupError it throws is said and counts
 *   as a failure, so that what comes after it is still run
 */
async function step(outcome, name, run) {
  say(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);
  let code = 1;
  try {
    code = await run();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
  }
  (code === 0 ? outcome.good : outcome.bad).push(name);
  if (code !== 0) say(`${name}: failed`);
}

/**
 * @param {Promise<unknown>} work
 * @returns {Promise<number>} 0
 */
async function done(work) {
  await work;
  return 0;
}

/**
 * @param {string} name
 * @returns {string} where a runner writes its report; an older one is removed
 */
function freshReport(name) {
  const folder = inProject('.runtime');
  mkdirSync(folder, { recursive: true });
  const path = inProject('.runtime', name);
  rmSync(path, { force: true });
  return path;
}
