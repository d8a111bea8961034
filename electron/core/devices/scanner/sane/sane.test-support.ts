/** What the tests of SANE misfortunes share: a private configuration, and whether SANE is here. */
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { SCANNER_DELAYS } from '../delays';
import { guardedScanner } from '../guarded-scanner';
import type { ScannedPage, ScannerId, ScanSource } from '../scanner';
import type { SaneSearch } from './sane-scanner';
import { createSaneFinder, openSaneScanner } from './sane-scanner';

/** Programs and sockets of a loaded machine take their time. */
vi.setConfig({ testTimeout: 30_000 });

function hasScanimage(): boolean {
  try {
    return execFileSync('scanimage', ['--version'], { encoding: 'utf8' }).includes('sane');
  } catch {
    return false;
  }
}

/** Why tests are skipped, for their titles; empty when they run. */
export const MISSING = hasScanimage() ? '' : ' (skipped: apt-get install sane-utils libsane1)';

/** SANE's own virtual devices as they list themselves, first of two each. */
export const TEST_DEVICE: ScannerId = { vendor: 'Noname', product: 'frontend-tester', serial: '' };
export const PICTURE_DEVICE: ScannerId = {
  vendor: 'Noname',
  product: 'PNM file reader',
  serial: '',
};

async function privateFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sane-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A device of one of SANE's test backends, behind our driver and the guard. */
export async function saneUnderTest(
  backend: 'test' | 'pnm',
  extra: Pick<SaneSearch, 'extraArguments' | 'delays' | 'command'> = {},
) {
  const folder = await privateFolder();
  const configFolder = join(folder, 'sane.d');
  const temporaryFolder = join(folder, 'tmp');
  await mkdir(configFolder);
  await mkdir(temporaryFolder);
  await writeFile(join(configFolder, 'dll.conf'), `${backend}\n`);
  const search: SaneSearch = { configFolder, temporaryFolder, ...extra };
  const id = backend === 'test' ? TEST_DEVICE : PICTURE_DEVICE;
  const driver = openSaneScanner({ id, label: id.product }, search);
  onTestFinished(() => driver.close());
  const scanner = guardedScanner(driver, { delays: extra.delays ? IMPATIENT : SCANNER_DELAYS });
  const pages: ScannedPage[] = [];
  const abort = new AbortController();
  return {
    folder,
    configFolder,
    driver,
    scanner,
    pages,
    abort,
    finder: createSaneFinder(search),
    scan: (source: ScanSource) =>
      scanner.scan(
        { source, dpi: 200, colour: true },
        (page) => void pages.push(page),
        abort.signal,
      ),
    /** What is left of the private folders of scans. */
    left: () => readdir(temporaryFolder),
  };
}

/** For programs that hang: long enough to start on a loaded machine, short enough for a test. */
export const IMPATIENT = {
  ...SCANNER_DELAYS,
  programSilenceMs: 1_500,
  programListMs: 10_000,
  killGraceMs: 300,
};

/** A program in the place of scanimage: a shell script that lists one device and then does this. */
export async function fakeScanimage(script: string): Promise<string> {
  const folder = await privateFolder();
  const path = join(folder, 'scanimage');
  await writeFile(
    path,
    `#!/bin/sh\ncase "$*" in\n-f*) printf 'fake:0\\tNoname\\tfrontend-tester\\n' ;;\n` +
      `*-A) printf '  Scan Mode:\\n    --resolution 200|300dpi [200]\\n' ;;\n*)\n${script}\n;;\nesac\n`,
  );
  await chmod(path, 0o700);
  return path;
}
