/** Visible names by key, from the locales, for drivers that walk the way in either language. */
import { readFileSync } from 'node:fs';
import type { Reason } from '../../electron/contract/reasons';

export type Language = 'vi' | 'en';

/** The text of `file:path.to.key` in `language`. Throws when there is none. */
export function label(language: Language, key: string): string {
  const [file = '', path = ''] = key.split(':');
  const url = new URL(`../../assets/locales/${language}/${file}.json`, import.meta.url);
  let found: unknown = JSON.parse(readFileSync(url, 'utf8'));
  for (const name of path.split('.'))
    found = (found as Record<string, unknown> | undefined)?.[name];
  if (typeof found !== 'string') throw new Error(`no text ${key} in ${language}`);
  return found;
}

/** `text` as a pattern that matches it alone. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The reason whose sentence in `language` stands in `text`. Throws when there is none. */
export function reasonOf(language: Language, text: string): Reason {
  const url = new URL(`../../assets/locales/${language}/reasons.json`, import.meta.url);
  const sentences = JSON.parse(readFileSync(url, 'utf8')) as Record<string, string>;
  for (const [reason, sentence] of Object.entries(sentences)) {
    const parts = sentence.split(/\{\{\w+\}\}/).map(literally);
    if (new RegExp(parts.join('.+?')).test(text)) return reason as Reason;
  }
  throw new Error(`no reason says "${text}"`);
}
