/** Runs the project's tools and TypeScript files under the Node that the set-up found. */
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { handOver } from './child.mjs';
import { inProject, projectFolder, readJson } from './project.mjs';

/**
 * Runs a tool from node_modules with this terminal.
 * @param {string} node executable of a good Node
 * @param {string} packageName "vitest"
 * @param {string} tool name of the command in the package's `bin`
 * @param {string[]} args
 * @param {Record<string, string>} [env] added to ours
 * @returns {Promise<number>} its exit code
 */
export function runTool(node, packageName, tool, args, env = {}) {
  const folder = inProject('node_modules', ...packageName.split('/'));
  const { bin } = readJson(join(folder, 'package.json'));
  const script = typeof bin === 'string' ? bin : bin[tool];
  return handOver(node, [join(folder, script), ...args], {
    cwd: projectFolder,
    env: toolEnvironment(node, env),
  });
}

/**
 * Runs one of the project's own files, TypeScript or JavaScript, with this terminal.
 * @param {string} node
 * @param {string} file relative to the checkout
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export function runScript(node, file, args) {
  const hook = pathToFileURL(inProject('build', 'ts-resolve.mjs')).href;
  const options = file.endsWith('.ts') ? ['--import', hook] : [];
  return handOver(node, [...options, inProject(file), ...args], {
    cwd: projectFolder,
    env: toolEnvironment(node, {}),
  });
}

/**
 * Ours, with the good Node first on PATH: tools start others as "node".
 * @param {string} node
 * @param {Record<string, string>} more
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(node, more) {
  return {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    ...more,
  };
}
