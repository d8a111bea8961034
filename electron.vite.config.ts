import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { build, type Plugin } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Packages with native code or their own files: loaded from node_modules, never bundled. */
const UNBUNDLED = [
  'electron',
  'better-sqlite3',
  'sharp',
  '@hyzyla/pdfium',
  'node-hid',
  'serialport',
];

/**
 * The page that a resident's phone opens, built apart: three files with fixed names beside the core,
 * which serves them and reads nothing inside the archive of a package.
 */
function phonePage(): Plugin {
  return {
    name: 'phone-page',
    apply: 'build',
    async closeBundle() {
      await build({
        configFile: false,
        root: at('renderer/phone'),
        base: './',
        logLevel: 'warn',
        build: {
          outDir: at('out/core/phone'),
          emptyOutDir: true,
          // Phones of the last five years.
          target: ['chrome87', 'safari14'],
          minify: true,
          modulePreload: false,
          cssCodeSplit: false,
          assetsInlineLimit: 0,
          rolldownOptions: {
            input: at('renderer/phone/index.html'),
            output: {
              entryFileNames: 'phone.js',
              assetFileNames: 'phone[extname]',
              codeSplitting: false,
            },
          },
        },
      });
    },
  };
}

/**
 * The zip library inside the writer of XLSX files declares a `require` of its own. The build adds
 * another one to the same module, and two make a file that cannot be loaded.
 */
function zipWithoutOwnRequire(): Plugin {
  return {
    name: 'zip-without-own-require',
    transform(code, id) {
      if (!/[\\/]fflate[\\/]esm[\\/]index\.mjs$/.test(id)) return null;
      const renamed = code
        .replace("var require = createRequire('/')", "var nodeRequire = createRequire('/')")
        .replace("_a = require('worker_threads')", "_a = nodeRequire('worker_threads')");
      if (renamed.match(/nodeRequire/g)?.length !== 2)
        this.error('fflate is another one than known');
      return { code: renamed, map: null };
    },
  };
}

const NOT_PRINT = (id: string) => !/renderer[\\/]print/.test(id);

export default defineConfig({
  main: {
    plugins: [phonePage(), zipWithoutOwnRequire()],
    build: {
      outDir: 'out',
      emptyOutDir: false,
      // Everything else is bundled: one file loads faster than a tree of modules.
      externalizeDeps: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: {
          'main/index': at('electron/main/index.ts'),
          'core/index': at('electron/core/index.ts'),
          'core/papers-worker': at('electron/core/papers/worker.ts'),
        },
        external: [...UNBUNDLED, /^node:/],
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'core/chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('electron/preload/index.ts') },
        // A sandboxed preload is a classic script.
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      // Half the letters to read before the first screen.
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { index: at('renderer/index.html'), print: at('renderer/print.html') },
        output: {
          // One file for all that the first screen needs: each further one is a request of its own.
          // Printed documents load nothing of it.
          codeSplitting: { groups: [{ name: 'page', tags: ['$initial'], test: NOT_PRINT }] },
        },
      },
    },
  },
});
