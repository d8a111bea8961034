/** Fetches one npm package by its exact version and checks it against a fingerprint kept here. */
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { capture, lastLines, npm } from './child.mjs';
import { SetupError } from './say.mjs';

/**
 * Fetches and unpacks a package. Its scripts are not run.
 * @param {{ name: string, version: string, integrity: string }} wanted `integrity` in the form
 *   that npm publishes, "sha512-" and base64
 * @param {string} folder an existing folder; the package's files come to be in `package/` there
 * @throws {SetupError} when it cannot be fetched, or is not what it should be
 */
export async function fetchPackage(wanted, folder) {
  const spec = `${wanted.name}@${wanted.version}`;
  const { command, args } = npm();
  const result = await capture(
    command,
    [...args, 'pack', spec, '--ignore-scripts', '--pack-destination', folder, '--loglevel=error'],
    { cwd: folder },
  );
  const file = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (result.code !== 0 || file === undefined) {
    throw new SetupError(
      `The package ${spec} could not be fetched from the npm registry. Check the network and ` +
        `start again.\n${lastLines(result.stderr)}`,
    );
  }
  const archive = join(folder, file);
  const found = await sha512(archive);
  if (found !== wanted.integrity) {
    rmSync(archive);
    throw new SetupError(
      `The package ${spec} that arrived is not the published one (its sha512 differs), so it was ` +
        'thrown away. Start again; if it happens again, ask who runs your npm registry.',
    );
  }
  // tar is part of every Linux, of macOS and of Windows 10 and later.
  const unpacked = await capture('tar', ['-xzf', file], { cwd: folder });
  if (unpacked.code !== 0) {
    throw new SetupError(`${spec} could not be unpacked: ${lastLines(unpacked.stderr)}`);
  }
  rmSync(archive);
}

/**
 * @param {string} path
 * @returns {Promise<string>} its sha512 in npm's form
 */
export async function sha512(path) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return `sha512-${hash.digest('base64')}`;
}
