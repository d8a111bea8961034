import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fakeScanimage, MISSING, saneUnderTest } from './sane.test-support';

describe.skipIf(MISSING !== '')(`a scanner that is unplugged, through SANE${MISSING}`, () => {
  it('is missed before a scan, and ready again when it is back', async () => {
    const { configFolder, driver, scan } = await saneUnderTest('test');
    await writeFile(join(configFolder, 'dll.conf'), '# nothing plugged in\n');
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_UNPLUGGED' } });
    expect(await driver.check()).toEqual({ ready: false, reason: 'SCANNER_UNPLUGGED' });
    await writeFile(join(configFolder, 'dll.conf'), 'test\n');
    expect(await driver.check()).toEqual({ ready: true });
    expect((await scan('flatbed')).ok).toBe(true);
  }, 60_000);

  it('an I/O error of a scanner that is still there is a fault', async () => {
    const { scan } = await saneUnderTest('test', {
      extraArguments: ['--read-return-value', 'SANE_STATUS_IO_ERROR'],
    });
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
  }, 60_000);
});

describe.skipIf(process.platform === 'win32')('a scanner that is unplugged while it scans', () => {
  it('is told from a fault by looking whether it is still there', async () => {
    // The device is gone from the list once the marker is there.
    const program = await fakeScanimage('touch "$MARKER"; echo "sane_read: I/O" >&2; exit 9');
    const marker = `${program}.gone`;
    const { scan } = await saneUnderTest('test', {
      command: [
        'sh',
        '-c',
        `case "$1" in -f) test -e "$MARKER" && exit 0;; esac; exec "$0" "$@"`,
        program,
      ],
    });
    process.env.MARKER = marker;
    onTestFinished(() => void delete process.env.MARKER);
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_UNPLUGGED' } });
  }, 60_000);
});
