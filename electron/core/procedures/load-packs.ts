/** Loading the procedure packs. One broken file never keeps the others from working. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ZodType, z } from 'zod';
import { Field, GroupFile, GroupUse, ListFile, type Pack, PackFile } from '../../contract/pack';
import { crossCheck } from './cross-check';
import { expandPack, type Problem } from './expand';

/** Something wrong in a file of the folder, for the technician. Never personal data. */
export type BrokenPack = {
  /** Path of the file below the folder, with `/`. */
  readonly file: string;
  /** Where in the file, as `fields.phone.when`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
};

export type LoadedPacks = {
  /** The usable packs by code, in the order of their codes. */
  readonly packs: ReadonlyMap<string, Pack>;
  readonly broken: readonly BrokenPack[];
};

/**
 * Loads every pack of a folder: `*.json` are packs, `groups/*.json` reusable groups of fields and
 * `lists/*.json` option lists; `*.schema.json` are left alone. A file that cannot be used is
 * reported and skipped, and so is every pack that needs it. A missing folder is reported too.
 */
export async function loadPacks(dir: string): Promise<LoadedPacks> {
  const broken: BrokenPack[] = [];
  // Fourteen small files, read once at start: one after the other is quicker than by the thread pool.
  const groups = readShelf(dir, 'groups', by(GroupFile), broken);
  const lists = readShelf(dir, 'lists', by(ListFile), broken);
  const packFiles = readShelf(dir, '', validatePack, broken);
  const shelves = {
    groups: new Map([...groups.values()].map((file) => [file.group, file])),
    lists: new Map([...lists.values()].map((file) => [file.list, file])),
  };
  const packs = new Map<string, Pack>();
  for (const [file, packFile] of packFiles) {
    const { pack, problems } = expandPack(packFile, shelves);
    const all = problems.length > 0 ? problems : crossCheck(pack);
    if (packs.has(pack.code)) {
      all.push({ path: 'code', message: `${pack.code} is already in another file` });
    }
    if (all.length > 0) report(file, all, broken);
    else packs.set(pack.code, pack);
  }
  if (packFiles.size === 0 && broken.length === 0) {
    broken.push({ file: '', path: '', message: 'there is no pack in the folder' });
  }
  return { packs: new Map([...packs].sort(([a], [b]) => (a < b ? -1 : 1))), broken };
}

function report(file: string, problems: readonly Problem[], broken: BrokenPack[]): void {
  for (const { path, message } of problems) broken.push({ file, path, message });
}

/** Reads and validates the JSON files of one folder; the map is by file, in a fixed order. */
function readShelf<T>(
  dir: string,
  folder: string,
  validate: Validate<T>,
  broken: BrokenPack[],
): ReadonlyMap<string, T> {
  const good = new Map<string, T>();
  for (const name of jsonFiles(join(dir, folder), folder, broken)) {
    const file = folder === '' ? name : `${folder}/${name}`;
    const problems: Problem[] = [];
    let data: T | undefined;
    try {
      // In NFC, so that values compare equal to what residents choose.
      const text = readFileSync(join(dir, folder, name), 'utf8').normalize('NFC');
      data = validate(JSON.parse(text), problems);
    } catch (error) {
      problems.push({ path: '', message: error instanceof Error ? error.message : String(error) });
    }
    if (data !== undefined && problems.length === 0) good.set(file, data);
    else report(file, problems, broken);
  }
  return good;
}

type Validate<T> = (json: unknown, problems: Problem[]) => T | undefined;

/**
 * Checks against a schema. Compiling it first, as zod does otherwise, takes longer than the one
 * pass over a few files at start saves.
 */
function by<T>(schema: ZodType<T>, at: readonly (string | number)[] = []): Validate<T> {
  return (json, problems) => {
    const parsed = schema.safeParse(json, { jitless: true });
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      problems.push({ path: [...at, ...path].map(String).join('.'), message });
    }
    return undefined;
  };
}

const PackShell = PackFile.extend({ fields: z.array(z.unknown()).min(1) });

/**
 * Checks a pack file. An entry of `fields` is either a field or a group use; it is checked as what
 * it means to be, as "neither of the two" would help nobody.
 */
function validatePack(json: unknown, problems: Problem[]): PackFile | undefined {
  const shell = by(PackShell)(json, problems);
  if (!shell) return undefined;
  const fields = shell.fields.flatMap((entry, index): PackFile['fields'] => {
    const isUse = typeof entry === 'object' && entry !== null && 'group' in entry;
    const at = ['fields', index];
    const valid = isUse ? by(GroupUse, at)(entry, problems) : by(Field, at)(entry, problems);
    return valid ? [valid] : [];
  });
  return { ...shell, fields };
}

function jsonFiles(path: string, folder: string, broken: BrokenPack[]): string[] {
  try {
    const names = readdirSync(path);
    return names.filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json')).sort();
  } catch (error) {
    // A folder of packs without groups or lists is fine; packs that need them say so themselves.
    if (folder === '') {
      broken.push({ file: '', path: '', message: `the folder cannot be read: ${String(error)}` });
    }
    return [];
  }
}
