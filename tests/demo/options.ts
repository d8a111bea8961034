/** What `npm run demo -- …` understands. */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Language } from '../support/labels';

const PROCEDURES = fileURLToPath(new URL('../../assets/procedures', import.meta.url));

export type DemoOptions = {
  outFolder: string;
  procedure: string;
  /** A file with the raw text of a card's QR; null for the sample card. */
  cardFile: string | null;
  /** A folder to use and keep; null for a temporary one. */
  userData: string | null;
  language: Language;
  textSize: 1 | 2 | 3;
  /** Pictures of the screens that lie off the way, too. */
  tour: boolean;
};

export const USAGE =
  'npm run demo -- [--out DIR] [--procedure CODE] [--card FILE] [--user-data DIR]' +
  ' [--lang vi|en] [--size 1|2|3] [--tour]';

/** Reads the command line. Throws an Error with a sentence when it cannot. */
export function readDemoOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string', default: 'demo-out' },
      // The procedure that took "just over a minute" at a real assistance point.
      procedure: { type: 'string', default: '2.000635' },
      card: { type: 'string' },
      'user-data': { type: 'string' },
      lang: { type: 'string', default: 'vi' },
      size: { type: 'string', default: '1' },
      tour: { type: 'boolean', default: false },
    },
  });
  const { lang, size, procedure } = values;
  const known = readdirSync(PROCEDURES).filter((name) => /^\d.*\.json$/.test(name));
  if (!known.includes(`${procedure}.json`)) {
    const codes = known.map((name) => name.replace(/\.json$/, ''));
    throw new Error(`--procedure is one of ${codes.join(', ')}, not "${procedure}"`);
  }
  if (lang !== 'vi' && lang !== 'en') throw new Error(`--lang is vi or en, not "${lang}"`);
  const textSize = ([1, 2, 3] as const).find((each) => String(each) === size);
  if (textSize === undefined) throw new Error(`--size is 1, 2 or 3, not "${size}"`);
  return {
    outFolder: resolve(values.out),
    procedure,
    cardFile: values.card === undefined ? null : resolve(values.card),
    userData: values['user-data'] === undefined ? null : resolve(values['user-data']),
    language: lang,
    textSize,
    tour: values.tour,
  };
}
