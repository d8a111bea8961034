/** Texts the core itself prints or plays, from the same files as the page's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../contract/view';

export type Texts = (language: Language, key: string, values?: Record<string, string>) => string;

/**
 * Opens the texts of `assets/locales`. Keys are `file:name`; `{{name}}` is replaced by a value.
 * A key that is missing throws: a test finds it before a person does.
 */
export function openTexts(assetsFolder: string): Texts {
  const files = new Map<string, Record<string, string>>();
  const fileOf = (language: Language, name: string) => {
    const path = join(assetsFolder, 'locales', language, `${name}.json`);
    const known = files.get(path);
    if (known) return known;
    const read = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    files.set(path, read);
    return read;
  };
  return (language, key, values = {}) => {
    const [file = '', name = ''] = key.split(':');
    const text = fileOf(language, file)[name];
    if (typeof text !== 'string') throw new Error(`no text ${key} in ${language}`);
    return text.replace(
      /\{\{(\w+)\}\}/g,
      (whole, placeholder: string) => values[placeholder] ?? whole,
    );
  };
}
