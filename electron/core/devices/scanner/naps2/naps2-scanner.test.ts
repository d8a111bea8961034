import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { SCANNER_DELAYS } from '../delays';
import { guardedScanner } from '../guarded-scanner';
import { createNaps2Finder, openNaps2Scanner } from './naps2-scanner';

/** Programs and sockets of a loaded machine take their time. */
vi.setConfig({ testTimeout: 30_000 });

const PAGE = String.raw`'\377\330\377\340AAAAAAAAAAAAAAAA\377\331'`;
const NAME = "Canon DR-C225 'Thử'";

/** A program in the place of NAPS2's console that lists one device by WIA and then does this. */
async function naps2UnderTest(script: string) {
  const folder = await mkdtemp(join(tmpdir(), 'naps2-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const program = join(folder, 'NAPS2.Console');
  const temporaryFolder = join(folder, 'tmp');
  await mkdir(temporaryFolder);
  await writeFile(
    program,
    `#!/bin/sh\ncase "$*" in\n*listdevices*wia*) echo "${NAME}" ;;\n*listdevices*) ;;\n` +
      `*) printf '%s\\n' "$@" > '${folder}/args'\n${script}\n;;\nesac\n`,
  );
  await chmod(program, 0o700);
  const settings = {
    command: [program] as const,
    temporaryFolder,
    delays: { ...SCANNER_DELAYS, programSilenceMs: 2_000, killGraceMs: 200 },
  };
  const scanner = guardedScanner(openNaps2Scanner({ name: NAME, driver: 'wia' }, settings));
  onTestFinished(() => scanner.close());
  const pages: number[] = [];
  return {
    pages,
    settings,
    scan: (duplex = false) =>
      scanner.scan(
        { source: 'feeder', dpi: 200, colour: true, duplex },
        ({ bytes }) => void pages.push(bytes.length),
        new AbortController().signal,
      ),
    args: async () => (await readFile(join(folder, 'args'), 'utf8')).trimEnd().split('\n'),
    left: () => readdir(temporaryFolder),
  };
}

describe.skipIf(process.platform === 'win32')('NAPS2 as plan B', () => {
  it('finds the device by name and hands over its pages in order', async () => {
    const { settings, scan, pages, args, left } = await naps2UnderTest(
      `echo "Scanning page 1..."; printf ${PAGE} > page-0001.jpg; printf ${PAGE}'\\000' > page-0002.jpg`,
    );
    const [found] = await createNaps2Finder(settings).find(new AbortController().signal);
    expect(found).toMatchObject({ id: { vendor: '', product: NAME, serial: '' }, driver: 'naps2' });
    expect(await scan(true)).toEqual({ ok: true, value: { pages: 2 } });
    expect(pages).toEqual([22, 23]);
    expect(await args()).toEqual([
      ...['-o', 'page-$(nnnn).jpg', '--split', '--noprofile', '-f', '-v', '--driver', 'wia'],
      ...['--device', NAME, '--source', 'duplex', '--dpi', '200', '--bitdepth', 'color'],
      ...['--pagesize', 'a4', '--jpegquality', '92'],
    ]);
    expect(await left()).toEqual([]);
  });

  it.each([
    ['No scanned pages to export.', 'SCANNER_EMPTY'],
    ['The selected scanner does not support using a feeder.', 'SCANNER_EMPTY'],
    ['The scanner has a paper jam.', 'SCANNER_JAM'],
    ['A double feed was detected.', 'SCANNER_DOUBLE_FEED'],
    ['The scanner cover is open.', 'SCANNER_COVER_OPEN'],
    ['The selected scanner is busy.', 'SCANNER_BUSY'],
    ['The selected scanner is offline.', 'SCANNER_UNPLUGGED'],
    ['Có lỗi.', 'SCANNER_FAILED'],
  ])('"%s" is %s', async (words, reason) => {
    const { scan } = await naps2UnderTest(`echo "${words}"`);
    expect(await scan()).toMatchObject({ ok: false, failure: { reason } });
  });

  it('keeps the pages before a jam', async () => {
    const { scan, pages } = await naps2UnderTest(
      `printf ${PAGE} > page-0001.jpg; echo "The scanner has a paper jam." >&2; exit 1`,
    );
    expect(await scan()).toMatchObject({ failure: { reason: 'SCANNER_JAM' } });
    expect(pages).toEqual([22]);
  });

  it('is killed when it hangs, and nothing is left', async () => {
    const { scan, left } = await naps2UnderTest('trap "" TERM; sleep 600');
    expect(await scan()).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
    expect(await left()).toEqual([]);
  });

  it('that is not installed finds nothing', async () => {
    const finder = createNaps2Finder({ command: ['/khong/co/NAPS2.Console.exe'] });
    expect(await finder.find(new AbortController().signal)).toEqual([]);
  });
});
