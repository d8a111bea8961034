/**
 * The table of the architecture as rules: which process may import what, and no cycles.
 * See README.md, "Inside".
 */
const TEST = '\\.(test|test-support)\\.tsx?$|/testing/|/tests?/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'A cycle hides who owns what.',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contract-stands-alone',
      comment: 'The contract imports zod and the contract library, and nothing else.',
      severity: 'error',
      from: { path: '^electron/contract/', pathNot: TEST },
      to: { pathNot: ['^electron/contract/', '^node_modules/(zod|@orpc/contract)/'] },
    },
    {
      name: 'core-without-electron-or-page',
      comment: 'The core runs under plain Node: no Electron, no page, no main.',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: { path: ['^node_modules/electron/', '^renderer/', '^electron/(main|preload)/'] },
    },
    {
      name: 'main-without-core',
      comment: 'Main must never block: no storage, no drivers, no image work.',
      severity: 'error',
      from: { path: '^electron/main/' },
      to: {
        path: ['^electron/core/', '^renderer/', '^node_modules/(better-sqlite3|sharp|node-hid)/'],
      },
    },
    {
      name: 'pictures-in-the-worker-only',
      comment: 'Picture and PDF libraries may crash or swell; only the papers worker loads them.',
      severity: 'error',
      from: { path: '^(electron|renderer)/', pathNot: ['^electron/core/papers/', TEST] },
      to: {
        path: '^node_modules/(sharp|@hyzyla/pdfium|pdf-lib)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'preload-is-short',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: { pathNot: ['^electron/(contract|preload)/', '^electron$', '^node_modules/electron/'] },
    },
    {
      name: 'renderer-without-node',
      comment: 'The page is sandboxed: React and the contract only.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST },
      to: { path: ['^electron/(core|main|preload)/', '^node_modules/electron/'] },
    },
    {
      name: 'page-takes-types-only',
      comment:
        'Shapes are checked by the core; the page would load the checking library for nothing. ' +
        'What it needs as values stands in plain.ts, which imports nothing.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST },
      to: {
        path: '^electron/contract/',
        pathNot: '^electron/contract/(plain|result|line|page-line|password)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'renderer-without-node-builtins',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'product-without-tests',
      comment: 'What ships imports no test and no test support.',
      severity: 'error',
      from: { path: '^(electron|renderer)/', pathNot: TEST },
      to: { path: ['^tests/', TEST] },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^electron$', '\\?'] },
    },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
