import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { REASONS } from '../../electron/contract/reasons';

function sentences(language: 'vi' | 'en'): Record<string, string> {
  const file = new URL(`../../assets/locales/${language}/reasons.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

const placeholders = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();

describe('the sentences of the reasons', () => {
  const vi = sentences('vi');
  const en = sentences('en');

  it.each(REASONS)('%s has one in both languages, with the same numbers in it', (reason) => {
    expect(vi[reason]).toMatch(/\p{L}.*[.?!]$/u);
    expect(en[reason]).toMatch(/\p{L}.*[.?!]$/u);
    expect(placeholders(en[reason])).toEqual(placeholders(vi[reason]));
  });

  it('has none for a reason that is gone', () => {
    const known: readonly string[] = REASONS;
    expect(Object.keys(vi).filter((key) => !known.includes(key))).toEqual([]);
    expect(Object.keys(en).filter((key) => !known.includes(key))).toEqual([]);
  });
});
