import { access, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fakeScanimage, IMPATIENT, MISSING, saneUnderTest } from './sane.test-support';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const JAM = { failure: { reason: 'SCANNER_JAM' } };
const EMPTY = { failure: { reason: 'SCANNER_EMPTY' } };

describe.skipIf(process.platform === 'win32')('a driver that hangs in scanimage', () => {
  it('is killed within its deadline, with its helpers, though it ignores being asked', async () => {
    const program = await fakeScanimage(
      'trap "" TERM INT HUP\nsleep 600 & echo "$! $$" > "$0.pids"\nwhile :; do wait; done',
    );
    const { scan, scanner, left } = await saneUnderTest('test', {
      command: [program],
      delays: IMPATIENT,
    });
    const started = performance.now();
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    expect(performance.now() - started).toBeLessThan(20_000);
    const pids = (await readFile(`${program}.pids`, 'utf8')).trim().split(' ').map(Number);
    expect(pids).toHaveLength(2);
    await expect.poll(() => pids.some(isAlive), { timeout: 10_000 }).toBe(false);
    expect(await left()).toEqual([]);
    expect(scanner.health()).toEqual({ ready: true });
  }, 60_000);

  it.each([
    ['', 1, { ok: true, value: { pages: 1 } }],
    ['scanimage: sane_start: Document feeder out of documents', 1, { ok: true }],
    ['scanimage: sane_start: Document feeder out of documents', 0, EMPTY],
    ['scanimage: sane_read: Document feeder jammed', 1, JAM],
  ])(
    'only in closing the device, after "%s" and %i pages: what it said counts',
    async (words, count, outcome) => {
      const page = String.raw`printf '\377\330\377\340AAAAAAAAAAAAAAAA\377\331' > page-0001.png; echo page-0001.png; read go;`;
      const program = await fakeScanimage(
        `${count > 0 ? page : ''} printf '%s\\nBatch terminated, 1 page scanned\\n' '${words}' >&2; sleep 600`,
      );
      const delays = { ...IMPATIENT, programSilenceMs: 60_000, exitGraceMs: 300 };
      const { scan, pages } = await saneUnderTest('test', { command: [program], delays });
      expect(await scan('flatbed')).toMatchObject(outcome);
      expect(pages).toHaveLength(count);
    },
    50_000,
  );

  it('while devices are listed: nothing is found, in time', async () => {
    const { finder } = await saneUnderTest('test', {
      command: ['sh', '-c', 'trap "" TERM; sleep 600'],
      delays: { ...IMPATIENT, programListMs: 500 },
    });
    expect(await finder.find(new AbortController().signal)).toEqual([]);
  }, 60_000);

  it('that prints without end is stopped', async () => {
    const { scan } = await saneUnderTest('test', {
      command: [await fakeScanimage('yes page-0001.png')],
    });
    expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
  }, 60_000);

  it.each(['/etc/passwd', '../../page-0001.png', 'page-0001.png'])(
    'that names the file %s gives no page unless a whole picture is in its own folder',
    async (name) => {
      const { scan, pages } = await saneUnderTest('test', {
        command: [await fakeScanimage(`printf x > page-0001.png; echo "${name}"; read end`)],
      });
      expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
      expect(pages).toEqual([]);
      await access('/etc/passwd');
    },
    60_000,
  );

  it.skipIf(MISSING !== '')(
    `the real scanimage, slow beyond measure, is stopped too${MISSING}`,
    async () => {
      const { scan, left } = await saneUnderTest('test', {
        extraArguments: [
          ...['--read-limit=yes', '--read-limit-size=1'],
          ...['--read-delay=yes', '--read-delay-duration=200000'],
        ],
        delays: IMPATIENT,
      });
      expect(await scan('flatbed')).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
      expect(await left()).toEqual([]);
    },
    60_000,
  );
});
