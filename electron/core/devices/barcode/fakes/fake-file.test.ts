import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { READER_DELAYS } from '../delays';
import { openReaderHub, type ReaderHub } from '../reader-hub';
import { CARD_X, CARD_Y, outcome } from '../testing';
import { type FolderReader, openFolderReader } from './fake-file';
import { reportsOf } from './reports';

const QUICK = { ...READER_DELAYS, folderQuietMs: 5, settleMs: 5 };

let folder: string;
let reader: FolderReader;
let hub: ReaderHub;
let texts: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reader-'));
  reader = await openFolderReader(folder, { delays: QUICK });
  hub = openReaderHub({ sources: [reader.source], delays: QUICK });
  texts = [];
  hub.onScan((scan) => void texts.push(outcome(scan)));
});
afterEach(async () => {
  reader.close();
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

const plug = async () => {
  await writeFile(join(folder, 'plugged'), '');
  await vi.waitFor(() => expect(hub.health()).toEqual({ ready: true }), 5_000);
};

describe('a reader made of a folder', () => {
  it('is plugged in and out by another process', async () => {
    await plug();
    await rm(join(folder, 'plugged'));
    await vi.waitFor(() => expect(hub.health().ready).toBe(false), 5_000);
    await plug();
    expect(hub.readers()).toHaveLength(1);
  });

  it('scans each new line once; a line without its end is still being written', async () => {
    await plug();
    await appendFile(join(folder, 'scans.txt'), `${CARD_X}\n079158`);
    await vi.waitFor(() => expect(texts).toEqual([CARD_X]), 5_000);
    await appendFile(join(folder, 'scans.txt'), `${CARD_Y.slice(6)}\n`);
    await vi.waitFor(() => expect(texts).toEqual([CARD_X, CARD_Y]), 5_000);
  });

  it('sends reports as they are written, also wrong ones', async () => {
    await plug();
    const lines = reportsOf(CARD_X).map((report) => `${Buffer.from(report).toString('hex')}\n`);
    await appendFile(join(folder, 'reports.hex'), `${lines.join('')}không phải\n02ff00\n`);
    await vi.waitFor(() => expect(texts).toEqual([CARD_X, 'CARD_GARBLED']), 5_000);
  });

  it('does not read what was written while it was out', async () => {
    await appendFile(join(folder, 'scans.txt'), `${CARD_X}\n`);
    await plug();
    await appendFile(join(folder, 'scans.txt'), `${CARD_Y}\n`);
    await vi.waitFor(() => expect(texts).toEqual([CARD_Y]), 5_000);
  });
});
