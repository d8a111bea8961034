/**
 * Runs checkPacks from the command line: `node packs-check.run.mjs [folder] [--write]`.
 * Vite runs the TypeScript, as Node alone does not resolve imports without endings.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = resolve(here, '../../..');
const options = process.argv.slice(2);
const folder = options.find((option) => !option.startsWith('--')) ?? 'assets/procedures';

const { module } = await runnerImport(resolve(here, 'packs-check.ts'), {
  configFile: false,
  root,
  logLevel: 'error',
});
const report = await module.checkPacks(resolve(folder), { write: options.includes('--write') });
for (const line of report.lines) console.log(line);
process.exitCode = report.ok ? 0 : 1;
