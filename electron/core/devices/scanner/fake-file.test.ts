import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SCANNER_DELAYS } from './delays';
import { openFolderScanner } from './fake-file';
import type { Scanner, ScanSource } from './scanner';

const AT_ONCE = { ...SCANNER_DELAYS, fakeWarmUpMs: 0, fakePageMs: 0, folderQuietMs: 5 };

let folder: string;
let scanner: Scanner;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scanner-'));
  scanner = await openFolderScanner(folder, { delays: AT_ONCE });
});
afterEach(async () => {
  await scanner.close();
  await rm(folder, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFile(join(folder, name), text);
async function scan(source: ScanSource) {
  const pages: string[] = [];
  const result = await scanner.scan(
    { source, dpi: 200, colour: true },
    (page) => void pages.push(Buffer.from(page.bytes).toString()),
    new AbortController().signal,
  );
  return { pages, result };
}

describe('scanner made of a folder', () => {
  it('is not plugged in until another process says so, and tells when it is', async () => {
    expect(scanner.health()).toEqual({ ready: false, reason: 'SCANNER_UNPLUGGED' });
    const heard = vi.fn();
    scanner.onHealth(heard);
    await write('state.json', '{}');
    await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 5_000);
    expect(scanner.health()).toEqual({ ready: true });
    await write('state.json', '{"jammed": true}');
    await vi.waitFor(
      () => expect(scanner.health()).toEqual({ ready: false, reason: 'SCANNER_JAM' }),
      5_000,
    );
    await rm(join(folder, 'state.json'));
    await vi.waitFor(
      () => expect(scanner.health()).toEqual({ ready: false, reason: 'SCANNER_UNPLUGGED' }),
      5_000,
    );
  });

  it('scans the feeder in the order of names and empties it; the glass keeps its sheet', async () => {
    await write('state.json', '{"plugged": true}');
    await write('feeder/2.png', 'hai');
    await write('feeder/1.jpg', 'một');
    await write('feeder/ghi-chu.txt', 'không phải ảnh');
    await write('glass/to.jpeg', 'trên kính');
    expect(await scan('feeder')).toEqual({
      pages: ['một', 'hai'],
      result: { ok: true, value: { pages: 2 } },
    });
    expect(await readdir(join(folder, 'feeder'))).toEqual(['ghi-chu.txt']);
    expect((await scan('flatbed')).pages).toEqual(['trên kính']);
    expect((await scan('flatbed')).pages).toEqual(['trên kính']);
    expect((await scan('feeder')).result).toMatchObject({ failure: { reason: 'SCANNER_EMPTY' } });
  });

  it('fails, and does not fall over, on a state nobody can read', async () => {
    await write('state.json', '{"plugged": "có lẽ"');
    expect((await scan('flatbed')).result).toMatchObject({ failure: { reason: 'SCANNER_FAILED' } });
  });
});
