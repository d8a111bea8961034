/**
 * Stands in for Electron's own `default_app.asar`, which the fallback runtime lacks: loads the
 * application folder named on the command line, as `electron FOLDER` does.
 *
 * An ES module on purpose: Electron holds back its "ready" event until the main module, with its
 * top-level awaits, is loaded, so the application can still register its protocol schemes.
 */
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** What official Electron sets when its default application runs another one. */
process.defaultApp = true;

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) {
  console.error('Name the folder of an application: electron FOLDER [arguments]');
  process.exit(1);
}

const path = resolve(named);
let entry = path;
if (statSync(path).isDirectory()) {
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  entry = join(path, manifest.main ?? 'index.js');
  if (manifest.version !== undefined) app.setVersion(manifest.version);
  app.setName(manifest.productName ?? manifest.name ?? app.getName());
  app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`);
  app.setAppPath(path);
} else {
  app.setAppPath(dirname(path));
}
// Electron settled this folder before it knew the application's name.
if (!app.commandLine.hasSwitch('user-data-dir')) {
  app.setPath('userData', join(app.getPath('appData'), app.getName()));
}

if (/\.c?js$/.test(entry) && isCommonJs(entry)) createRequire(import.meta.url)(entry);
else await import(pathToFileURL(entry).href);

/**
 * Whether Node would read the file as CommonJS: by its ending, else by the nearest package.json.
 * @param {string} file
 */
function isCommonJs(file) {
  if (file.endsWith('.cjs')) return true;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    try {
      return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).type !== 'module';
    } catch {
      if (dirname(folder) === folder) return true;
    }
  }
}
