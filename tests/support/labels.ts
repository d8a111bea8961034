/** Visible names by key, from the locales, for drivers that walk the way in either language. */
import { readFileSync } from 'node:fs';

export type Language = 'vi' | 'en';

/** The text of `file:path.to.key` in `language`. Throws when there is none. */
export function label(language: Language, key: string): string {
  const [file = '', path = ''] = key.split(':');
  const url = new URL(`../../assets/locales/${language}/${file}.json`, import.meta.url);
  let found: unknown = JSON.parse(readFileSync(url, 'utf8'));
  for (const name of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[name];
  if (typeof found !== 'string') throw new Error(`no text ${key} in ${language}`);
  return found;
}
