/** The JavaScript the page loads before it shows anything: the entry and what it imports. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { init, parse } from 'es-module-lexer';

const PAGE = fileURLToPath(new URL('../../out/renderer/index.html', import.meta.url));

export type FirstLoad = {
  gzipBytes: number;
  files: Array<{ name: string; bytes: number; gzipBytes: number }>;
};

await init;

/** Follows static imports from the page's module scripts; what is imported later is not counted. */
export function measureFirstLoad(): FirstLoad {
  const folder = dirname(PAGE);
  const html = readFileSync(PAGE, 'utf8');
  const open = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, path]) => path ?? '');
  if (open.length === 0) throw new Error('index.html loads no script');
  const files: FirstLoad['files'] = [];
  const seen = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const source = readFileSync(join(folder, name));
    files.push({ name, bytes: source.length, gzipBytes: gzipSync(source, { level: 9 }).length });
    const [imports] = parse(source.toString('utf8'));
    for (const { n, d } of imports) {
      if (d === -1 && n?.startsWith('.')) open.push(join(dirname(name), n));
    }
  }
  return { gzipBytes: files.reduce((sum, file) => sum + file.gzipBytes, 0), files };
}
