/** Texts the core itself prints or plays, from the same files as the page's. */
import { existsSync, readFileSync } from 'node:fs';
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
    const known = files.get(`${language}/${name}`);
    if (known) return known;
    // Texts that only helpers see lie in a folder of their own, which the page loads later.
    const folder = join(assetsFolder, 'locales', language);
    const path = [join(folder, `${name}.json`), join(folder, 'office', `${name}.json`)].find(
      existsSync,
    );
    if (!path) throw new Error(`no texts ${name} in ${language}`);
    const read = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    files.set(`${language}/${name}`, read);
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
