import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

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

export default defineConfig({
  main: {
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
      },
    },
  },
});
