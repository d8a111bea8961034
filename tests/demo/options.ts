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
  /** An evening with helpers instead of one resident alone. */
  assist: boolean;
};

const LINE =
  'npm run demo -- [--out DIR] [--procedure CODE] [--lang vi|en] [--size 1|2|3]' +
  ' [--user-data DIR] [--card FILE] [--tour] | [--assist]';

export const USAGE = `Usage: ${LINE}

Drives the built application and leaves pictures, files and summary.json.

  --out DIR         where the results go (demo-out)
  --procedure CODE  the procedure that is done (2.000635)
  --lang vi|en      the language on the screen (vi)
  --size 1|2|3      the size of the letters (1)
  --help            these lines

One first-time resident alone, from the welcome screen to the slip:
  --card FILE       the raw text of a card's QR, in place of the sample card's
  --user-data DIR   a folder to use and keep, in place of a temporary one
  --tour            pictures of the screens that lie off the way, too

An evening with helpers, on a new machine:
  --assist          seven residents: alone, guided, together, on behalf, practising, by the
                    area officer's sheet, leaving; then the board, the summary and its files
                    (CSV, XLSX, PDF) in DIR/so-lieu.
                    Ends with 4 when these say anything else than what was done.
`;

/** What the command line asks for. */
export type DemoCommand = { help: true } | { help: false; options: DemoOptions };

/** Reads a command line without `--help`. Throws an Error with a sentence when it cannot. */
export function readDemoOptions(args: readonly string[]): DemoOptions {
  const command = readDemoCommand(args);
  if (command.help) throw new Error('--help asks for nothing to be done');
  return command.options;
}

/** Reads the command line. Throws an Error with a sentence when it cannot. */
export function readDemoCommand(args: readonly string[]): DemoCommand {
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
      assist: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return { help: true };
  const { lang, size, procedure } = values;
  const known = readdirSync(PROCEDURES).filter((name) => /^\d.*\.json$/.test(name));
  if (!known.includes(`${procedure}.json`)) {
    const codes = known.map((name) => name.replace(/\.json$/, ''));
    throw new Error(`--procedure is one of ${codes.join(', ')}, not "${procedure}"`);
  }
  if (lang !== 'vi' && lang !== 'en') throw new Error(`--lang is vi or en, not "${lang}"`);
  const textSize = ([1, 2, 3] as const).find((each) => String(each) === size);
  if (textSize === undefined) throw new Error(`--size is 1, 2 or 3, not "${size}"`);
  if (values.assist && (values.tour || values.card !== undefined || values['user-data'])) {
    throw new Error(
      '--assist begins on a new machine and brings its own cards: without --card, --user-data, --tour',
    );
  }
  const options: DemoOptions = {
    outFolder: resolve(values.out),
    procedure,
    cardFile: values.card === undefined ? null : resolve(values.card),
    userData: values['user-data'] === undefined ? null : resolve(values['user-data']),
    language: lang,
    textSize,
    tour: values.tour,
    assist: values.assist,
  };
  return { help: false, options };
}
