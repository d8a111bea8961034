import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'electron/**/*.test.ts',
      'renderer/**/*.test.{ts,tsx}',
      'build/**/*.test.mjs',
      'tests/unit/**/*.test.ts',
    ],
    environment: 'node',
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
  },
});
