/**
 * Receipts as pictures: a PDF with every Vietnamese letter goes through the real papers worker, the
 * encoder and a socket, and what the paper would show is compared with the stored reference.
 * `UPDATE_REFERENCES=1` writes the references anew.
 */
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPapersWorker } from '../../../../../tests/support/files/papers-worker';
import {
  type Grey,
  isAlike,
  readGrey,
  unlike,
} from '../../../../../tests/support/pictures/compare';
import {
  pictureOf,
  rasterOf,
  startReceiptPaper,
} from '../../../../../tests/support/pictures/receipt-paper';
import { createPapersPipeline, type PapersPipeline } from '../../../papers/pipeline';
import { documentOf, IMPATIENT } from '../testing';
import { openReceiptPrinter } from './receipt-printer';

const PAPERS = new URL('../../../../../tests/support/pictures/papers/', import.meta.url);
const reference = (widthMm: 80 | 58) =>
  fileURLToPath(new URL(`receipt-letters-${widthMm}.png`, import.meta.url));

let worker: Awaited<ReturnType<typeof buildPapersWorker>>;
let papers: PapersPipeline;

beforeAll(async () => {
  worker = await buildPapersWorker();
  papers = createPapersPipeline({ workerUrl: worker.url });
}, 60_000);
afterAll(async () => {
  await papers.close();
  await worker.remove();
});

/** What the paper shows after printing the stored PDF `name`. */
async function printed(name: string, widthMm: 80 | 58): Promise<Grey> {
  const paper = await startReceiptPaper();
  try {
    const printer = openReceiptPrinter(
      { host: '127.0.0.1', port: paper.port, widthMm },
      {
        label: 'XP-80C',
        delays: IMPATIENT,
        rasterise: (pdf, size) => papers.rasterise(pdf, size),
      },
    );
    const pdf = await readFile(new URL(`${name}.pdf`, PAPERS));
    const job = documentOf(pdf, { paper: widthMm === 80 ? 'roll80' : 'roll58' });
    expect(await printer.print(job, new AbortController().signal)).toMatchObject({ ok: true });
    await printer.close();
    return pictureOf(rasterOf(await paper.printed));
  } finally {
    await paper.close();
  }
}

describe('a receipt with every Vietnamese letter', { timeout: 60_000 }, () => {
  it.each([80, 58] as const)('of %s mm looks as the reference does', async (widthMm) => {
    const kept = join(tmpdir(), `receipt-letters-${widthMm}.png`);
    const shown = await printed(widthMm === 58 ? 'letters-58' : 'letters', widthMm);
    expect(await unlike(shown, reference(widthMm), kept)).toBeNull();
  });

  it.each(['letter-missing', 'mark-missing', 'other-font'])(
    'is told from one with a fault: %s',
    async (fault) => {
      expect(isAlike(await readGrey(reference(80)), await printed(fault, 80))).toBe(false);
    },
  );
});
