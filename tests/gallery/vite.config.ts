import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Pictures of every screen without a core; no part of the application. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // The folder of a built gallery is opened by a plain file server from anywhere.
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('../../out/gallery', import.meta.url)),
    emptyOutDir: true,
  },
});
