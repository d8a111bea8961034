/**
 * Builds the papers worker from its source, as the application's own build does, so that unit
 * tests run a real thread: a worker cannot load TypeScript with extensionless imports.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Bundles the worker into its own folder (inside node_modules, where its packages are found).
 * `remove` deletes it again.
 */
export async function buildPapersWorker(): Promise<{ url: URL; remove(): Promise<void> }> {
  const folder = join(ROOT, 'node_modules/.cache', `papers-worker-${process.pid}-${Date.now()}`);
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(ROOT, 'electron/core/papers/worker.ts'),
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'papers-worker.mjs' } },
    },
  });
  return {
    url: pathToFileURL(join(folder, 'papers-worker.mjs')),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
