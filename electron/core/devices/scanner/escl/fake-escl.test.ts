/**
 * The fake device of these tests is honest: Debian's own client for eSCL scanners takes it for one
 * and gets the pages out of it, and trips over the same misfortunes.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EsclQuirks } from '../../../../../tests/support/escl/fake-escl-server';
import { startFakeEscl } from '../../../../../tests/support/escl/fake-escl-server';
import { colourOf, colourPage } from '../../../../../tests/support/escl/pages';

/** The airscan backend, where Debian's package puts it. */
function hasAirscan(): boolean {
  try {
    execFileSync('scanimage', ['--version'], { stdio: 'ignore' });
    return execFileSync('airscan-discover', ['-h'], { encoding: 'utf8' }) !== '';
  } catch {
    return false;
  }
}
const missing = hasAirscan() ? '' : ' (skipped: apt-get install sane-utils sane-airscan)';

async function scanimage(quirks: Partial<EsclQuirks>, source: 'ADF' | 'Flatbed') {
  const fake = await startFakeEscl(quirks);
  onTestFinished(() => fake.close());
  const folder = await mkdtemp(join(tmpdir(), 'airscan-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'dll.conf'), 'airscan\n');
  await writeFile(
    join(folder, 'airscan.conf'),
    `[devices]\n"Thu" = ${fake.url}, eSCL\n[options]\ndiscovery = disable\nws-discovery = off\n`,
  );
  const exit = await new Promise<number>((resolve) => {
    execFile(
      'scanimage',
      [
        ...['-d', 'airscan:e0:Thu', '--source', source, '--mode', 'Color', '--resolution', '200'],
        ...['-x', '50', '-y', '50', '--format=png', '--batch=p%02d.png'],
        ...(source === 'Flatbed' ? ['--batch-count=1'] : []),
      ],
      { cwd: folder, timeout: 60_000, env: { ...process.env, SANE_CONFIG_DIR: folder } },
      (error) => resolve(error ? Number(error.code) : 0),
    );
  });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
  const colours = await Promise.all(
    names.map(async (name) => colourOf(await readFile(join(folder, name)))),
  );
  return { exit, colours, fake };
}

describe.skipIf(missing !== '')(
  `the fake eSCL device before Debian's sane-airscan${missing}`,
  () => {
    it('gives its three sheets, in order', async () => {
      const feeder = await Promise.all([0, 1, 2].map((number) => colourPage(number)));
      const { exit, colours } = await scanimage({ feeder }, 'ADF');
      expect(colours).toEqual([0, 1, 2]);
      expect(exit).toBe(0);
    }, 90_000);

    it('gives the sheet on its glass, after 503 to the job and to the page', async () => {
      const platen = await colourPage(3);
      const quirks = { platen, location: 'path', slowPages: 1, busyJobs: 1 } as const;
      const { exit, colours } = await scanimage(quirks, 'Flatbed');
      expect({ exit, colours }).toEqual({ exit: 0, colours: [3] });
    }, 90_000);

    it.each([
      // SANE_STATUS_NO_DOCS; in a batch, scanimage takes it for the end once a page was begun.
      ['job', 7],
      ['page', 0],
    ] as const)(
      'has an empty feeder, refused at the %s',
      async (emptyAt, status) => {
        const { exit, colours, fake } = await scanimage({ emptyAt }, 'ADF');
        expect({ exit, colours }).toEqual({ exit: status, colours: [] });
        expect(fake.requests.map((each) => each.line)).toContain('POST /eSCL/ScanJobs');
      },
      90_000,
    );

    it.each([
      ['a jam', { jamAfter: 1 }, 6],
      ['an open cover', { openAfter: 1 }, 8],
    ])(
      'has %s',
      async (_what, quirk, status) => {
        const feeder = await Promise.all([0, 1].map((number) => colourPage(number)));
        const { exit, colours } = await scanimage({ feeder, ...quirk }, 'ADF');
        expect({ exit, colours }).toEqual({ exit: status, colours: [0] });
      },
      90_000,
    );
  },
);
