/**
 * Plain words told from a certificate, for comparing two screens by eye. They tell a phone that
 * came to another machine or another session; they cannot prove more, for no browser lets a page
 * see the certificate it came with (see README.md of this folder).
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const WORDS = 256;
/** As many as people compare without losing their place. */
const SHOWN = 4;

const withoutMarks = (word: string) =>
  word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');

/** One word for each value of a byte; no two alike when their marks are overlooked. */
export const WordList = z.strictObject({
  words: z
    .array(z.string().regex(/^\p{Ll}{1,7}$/u))
    .length(WORDS)
    .refine((words) => words.every((word) => word === word.normalize('NFC')), 'not NFC')
    .refine((words) => new Set(words.map(withoutMarks)).size === words.length, 'alike'),
});

/**
 * Reads the list.
 * @throws where the file is not as it must be: it ships with the product
 */
export async function loadWords(assetsFolder: string): Promise<readonly string[]> {
  const text = await readFile(join(assetsFolder, 'phone', 'words.json'), 'utf8');
  return WordList.parse(JSON.parse(text)).words;
}

/** The words of a certificate (DER): one for each of the first bytes of its SHA-256. */
export function wordsOf(der: Uint8Array, list: readonly string[]): string[] {
  const digest = createHash('sha256').update(der).digest();
  return [...digest.subarray(0, SHOWN)].map((byte) => list[byte] ?? '');
}
