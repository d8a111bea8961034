/** Raw search for what must not be there: in files and, by renderer-process.ts, in memory. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All the ways `text` may be written: composed or not, in UTF-8 and UTF-16 of both orders. */
export function formsOf(text: string): Buffer[] {
  return [...new Set([text.normalize('NFC'), text.normalize('NFD')])].flatMap((written) => {
    const little = Buffer.from(written, 'utf16le');
    return [Buffer.from(written, 'utf8'), little, Buffer.from(little).swap16()];
  });
}

/** The ways `text` may lie in a page's memory: a machine here writes UTF-16 low byte first. */
export function formsInMemory(text: string): Buffer[] {
  return [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
}

/** Which of `needles` lie in which file of `folder`, as "needle in file". Reads every byte. */
export function searchFolder(
  folder: string,
  needles: ReadonlyMap<string, readonly Buffer[]>,
): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.flatMap((file) => {
    const path = join(file.parentPath, file.name);
    const bytes = readFileSync(path);
    return [...needles].flatMap(([name, forms]) =>
      forms.some((form) => bytes.includes(form)) ? [`${name} in ${path.slice(folder.length)}`] : [],
    );
  });
}
