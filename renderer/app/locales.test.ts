/** Holds the texts and the code together: nothing missing, nothing unused, no text in code. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Attributes people read or hear. */
const SPOKEN_ATTRIBUTES = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'hint',
  'label',
  'placeholder',
  'title',
]);
const PLURAL = /_(zero|one|two|few|many|other)$/;

function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => join(ROOT, folder, path));
}

function flatten(value: unknown, prefix: string, into: Map<string, string>): void {
  for (const [key, inner] of Object.entries(value as Record<string, unknown>)) {
    if (typeof inner === 'string') into.set(prefix + key, inner);
    else flatten(inner, `${prefix}${key}.`, into);
  }
}

function textsOf(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const path of filesUnder(`assets/locales/${language}`, /\.json$/)) {
    flatten(JSON.parse(readFileSync(path, 'utf8')), `${basename(path, '.json')}:`, texts);
  }
  return texts;
}

const withoutPlural = (keys: Iterable<string>) =>
  [...new Set([...keys].map((key) => key.replace(PLURAL, '')))].sort();

const vi = textsOf('vi');
const en = textsOf('en');
const known = withoutPlural(vi.keys());
const namespaces = new Set(known.map((key) => key.split(':')[0]));

const sources = [
  ...filesUnder('renderer', /\.tsx?$/),
  ...filesUnder('electron/core', /\.ts$/),
  ...filesUnder('electron/main', /\.ts$/),
];

/** Keys that are put together in code: `print:${channel}` uses every key that begins so. */
function beginningsInCode(): string[] {
  const found: string[] = [];
  for (const path of sources) {
    for (const [, start] of readFileSync(path, 'utf8').matchAll(/`([A-Za-z]+:[\w.-]*)\$\{/g)) {
      if (start !== undefined && namespaces.has(start.split(':')[0] ?? '')) found.push(start);
    }
  }
  return found;
}

/** Whole string literals of the form "namespace:key" in the code of the page and of the core. */
function keysInCode(): Set<string> {
  const used = new Set<string>();
  for (const path of sources) {
    for (const [, key] of readFileSync(path, 'utf8').matchAll(/['"`]([A-Za-z]+:[\w.-]+)['"`]/g)) {
      if (key !== undefined && namespaces.has(key.split(':')[0] ?? '')) used.add(key);
    }
  }
  return used;
}

/** Texts a person would see or hear that stand in a .tsx file, each with its place. */
function literalsIn(path: string, code = readFileSync(path, 'utf8')): string[] {
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const hasLetters = (text: string) => /\p{L}/u.test(text);
  const report = (node: ts.Node, text: string) => {
    if (!hasLetters(text)) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path.replace(ROOT, '')}:${line + 1} "${text.trim()}"`);
  };
  const literal = (node: ts.Node | undefined) => {
    if (node === undefined) return;
    if (ts.isStringLiteralLike(node)) report(node, node.text);
    else if (ts.isTemplateExpression(node)) {
      report(node, node.head.text + node.templateSpans.map((span) => span.literal.text).join(''));
    } else if (ts.isConditionalExpression(node)) {
      literal(node.whenTrue);
      literal(node.whenFalse);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) report(node, node.text);
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) literal(node.expression);
    else if (ts.isJsxAttribute(node) && SPOKEN_ATTRIBUTES.has(node.name.getText())) {
      const value = node.initializer;
      literal(value && ts.isJsxExpression(value) ? value.expression : value);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('the texts of assets/locales', () => {
  it('has the same keys in Vietnamese and in English', () => {
    expect(withoutPlural(en.keys())).toEqual(known);
  });

  it('has the same placeholders in both languages', () => {
    const slots = (texts: Map<string, string>) => {
      const byKey = new Map<string, Set<string>>();
      for (const [key, text] of texts) {
        const plain = key.replace(PLURAL, '');
        const names = byKey.get(plain) ?? new Set();
        for (const [, name] of text.matchAll(/\{\{(\w+)\}\}/g)) names.add(name ?? '');
        byKey.set(plain, names);
      }
      return Object.fromEntries([...byKey].map(([key, names]) => [key, [...names].sort()]));
    };
    expect(slots(en)).toEqual(slots(vi));
  });

  it('is written in composed letters (NFC) and leaves nothing empty', () => {
    const wrong = [...vi, ...en].filter(
      ([, text]) => text !== text.normalize('NFC') || text.trim() === '',
    );
    expect(wrong).toEqual([]);
  });

  it('has every key the code asks for', () => {
    const asked = [...keysInCode()];
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => !known.includes(key)).sort()).toEqual([]);
  });

  it('has no key the code never asks for', () => {
    const asked = keysInCode();
    const beginnings = beginningsInCode();
    const unused = known.filter(
      (key) => !asked.has(key) && !beginnings.some((start) => key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });
});

describe('the code of the page', () => {
  it('holds no text a person would see or hear', () => {
    expect(filesUnder('renderer', /\.tsx$/).flatMap((path) => literalsIn(path))).toEqual([]);
  });

  it('would be caught with one', () => {
    const place = (code: string) => literalsIn(join(ROOT, 'x.tsx'), code);
    expect(place('<p>Xin chào</p>')).toHaveLength(1);
    expect(place('<img alt="thẻ" />')).toHaveLength(1);
    expect(place('<p>{ok ? "Có" : t("a:b")}</p>')).toHaveLength(1);
    expect(place('<Button label={`Trang ${n}`} />')).toHaveLength(1);
    expect(place('<p className="big">{" · "}{t("a:b")}</p>')).toHaveLength(0);
  });
});
