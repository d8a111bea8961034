/** Checking a folder of packs, for those who write them (`npm run packs:check`). */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { GroupFile, ListFile, PackFile } from '../../contract/pack';
import { loadPacks } from './load-packs';

export type PacksReport = {
  readonly ok: boolean;
  /** One line each: `file: path: reason`, and last what was found in all. */
  readonly lines: readonly string[];
};

const SCHEMAS = {
  'pack.schema.json': PackFile,
  'groups/group.schema.json': GroupFile,
  'lists/list.schema.json': ListFile,
} as const;

/**
 * Loads and cross-checks every pack of a folder and compares the JSON Schemas beside them, which
 * editors use while a pack is being written, with the contract they are made from.
 * @param options `write`: write the JSON Schemas anew instead of reporting that they are stale
 */
export async function checkPacks(
  dir: string,
  options: { readonly write?: boolean } = {},
): Promise<PacksReport> {
  const lines: string[] = [];
  const { packs, broken } = await loadPacks(dir);
  for (const { file, path, message } of broken) {
    lines.push([file, path, message].filter((part) => part !== '').join(': '));
  }
  let stale = 0;
  for (const [file, schema] of Object.entries(SCHEMAS)) {
    const wanted = schemaText(schema);
    const path = join(dir, file);
    if (options.write) {
      await writeFile(path, wanted);
      continue;
    }
    const present = await readFile(path, 'utf8').catch(() => null);
    // Formatters may break lines differently; what counts is the content.
    if (present === null || !isSameJson(present, wanted)) {
      stale += 1;
      lines.push(`${file}: differs from the contract; write it anew with --write`);
    }
  }
  for (const pack of packs.values()) {
    lines.push(
      `${pack.code} ${pack.name.vi}: ${pack.fields.length} fields, ` +
        `${pack.components.length} components`,
    );
  }
  const ok = broken.length === 0 && stale === 0;
  lines.push(`${packs.size} packs usable, ${broken.length + stale} problems`);
  return { ok, lines };
}

function schemaText(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`;
}

function isSameJson(a: string, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
  } catch {
    return false;
  }
}
