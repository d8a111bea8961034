/** The longest way: our driver, scanimage, sane-airscan and eSCL, against the fake device. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFakeEscl } from '../../../../../tests/support/escl/fake-escl-server';
import { colourOf, colourPage } from '../../../../../tests/support/escl/pages';
import type { ScannedPage } from '../scanner';
import { MISSING } from './sane.test-support';
import { createSaneFinder } from './sane-scanner';

function hasAirscan(): boolean {
  try {
    return execFileSync('airscan-discover', ['-h'], { encoding: 'utf8' }) !== '';
  } catch {
    return false;
  }
}
const missing = MISSING || (hasAirscan() ? '' : ' (skipped: apt-get install sane-airscan)');

describe.skipIf(missing !== '')(`SANE with a network scanner${missing}`, () => {
  it('gives the sheets of its feeder, then says that it is empty', async () => {
    const feeder = await Promise.all([2, 0, 1].map((number) => colourPage(number, 1_654, 2_339)));
    const fake = await startFakeEscl({ feeder });
    const folder = await mkdtemp(join(tmpdir(), 'sane-airscan-'));
    onTestFinished(async () => {
      await fake.close();
      await rm(folder, { recursive: true, force: true });
    });
    await writeFile(join(folder, 'dll.conf'), 'airscan\n');
    await writeFile(
      join(folder, 'airscan.conf'),
      `[devices]\n"Thu M1" = ${fake.url}, eSCL\n[options]\ndiscovery = disable\nws-discovery = off\n`,
    );
    const finder = createSaneFinder({ configFolder: folder, temporaryFolder: folder });
    const [found] = await finder.find(new AbortController().signal);
    expect(found).toMatchObject({ sources: ['flatbed', 'feeder'], duplex: true });
    expect(found?.label).toContain('Thu M1');
    const scanner = found?.open();
    const pages: ScannedPage[] = [];
    const scan = () =>
      scanner?.scan(
        { source: 'feeder', dpi: 200, colour: true },
        (page) => void pages.push(page),
        new AbortController().signal,
      );
    expect(await scan()).toEqual({ ok: true, value: { pages: 3 } });
    expect(await Promise.all(pages.map(({ bytes }) => colourOf(bytes)))).toEqual([2, 0, 1]);
    expect(await scan()).toMatchObject({ failure: { reason: 'SCANNER_EMPTY' } });
    await scanner?.close();
  }, 120_000);
});
