/** What a SANE device can do, from the text of `scanimage -A`; makers name the same things apart. */

import type { ScanJob, ScanSource } from '../scanner';

export type SaneOptions = {
  /** Values of each option that takes one of a list, by its name without dashes. */
  lists: ReadonlyMap<string, readonly string[]>;
  /** Names of all options that are active. */
  names: ReadonlySet<string>;
};

/** `    --source Flatbed|ADF [Flatbed]`, `    -x 0..215.9mm (in steps of 0.1) [215]` */
const OPTION = /^ {2,8}--?([a-z][a-z0-9-]*)(.*)$/;
/** What stands in brackets at the end: the present value, `inactive`, `advanced`, `hardware`. */
const NOTE = / \[([^[\]]*)\]$/;
/** `--duplex[=(yes|no)]` */
const SWITCH = /^\[=\(([^)]*)\)\]/;
const LONGEST_LINE = 4_000;

/** Reads the help text of a device; options that it says are inactive are left out. */
export function readSaneOptions(text: string): SaneOptions {
  const lists = new Map<string, readonly string[]>();
  const names = new Set<string>();
  for (const line of text.split('\n')) {
    const found = line.length > LONGEST_LINE ? null : OPTION.exec(line.trimEnd());
    const name = found?.[1];
    if (!found || name === undefined) continue;
    let values = found[2] ?? '';
    const notes: string[] = [];
    for (let note = NOTE.exec(values); note; note = NOTE.exec(values)) {
      notes.push(note[1] ?? '');
      values = values.slice(0, note.index);
    }
    if (notes.includes('inactive')) continue;
    names.add(name);
    const listed = SWITCH.exec(values)?.[1] ?? values.replace(/ \(in steps of [^)]*\)$/, '');
    lists.set(
      name,
      listed
        .split('|')
        .map((value) => value.trim())
        .filter((value) => value !== ''),
    );
  }
  return { lists, names };
}

const BOTH_SIDES = /duplex|both|double/i;
const FEEDER = /adf|feeder/i;
const GLASS = /flatbed|platen|glass|^fb$/i;

/** Places the device takes paper from; a device that names none has a glass. */
export function saneSources(options: SaneOptions): ScanSource[] {
  const named = options.lists.get('source') ?? [];
  const sources: ScanSource[] = [];
  if (named.length === 0 || named.some((each) => GLASS.test(each))) sources.push('flatbed');
  if (named.some((each) => FEEDER.test(each))) sources.push('feeder');
  return sources.length === 0 ? ['flatbed'] : sources;
}

/** Whether its feeder takes both sides, in any of the three ways backends have for it. */
export function saneDuplex(options: SaneOptions): boolean {
  return duplexArguments(options) !== undefined;
}

/** Makers' words for both sides: a source of its own, a mode of the feeder, or a switch. */
function duplexArguments({ lists }: SaneOptions): string[] | undefined {
  const sources = lists.get('source') ?? [];
  const source = sources.find((each) => FEEDER.test(each) && BOTH_SIDES.test(each));
  if (source !== undefined) return ['--source', source];
  const feeder = sources.find((each) => FEEDER.test(each));
  if (feeder === undefined) return undefined;
  const mode = lists.get('adf-mode')?.find((each) => BOTH_SIDES.test(each));
  if (mode !== undefined) return ['--source', feeder, '--adf-mode', mode];
  if (lists.get('duplex')?.includes('yes')) return ['--source', feeder, '--duplex=yes'];
  return undefined;
}

/** Sensors of fujitsu, canon_dr, epsonds and others: `    --double-feed[=(yes|no)] [yes] [hardware]` */
const DOUBLE_FEED_SENSOR = /^ {2,8}--(?:button-)?(?:double-?feed|omr-?df)\b[^\n]* \[yes\]/m;

/** Whether the help text of a device says that two sheets went through at once. */
export function saneSawDoubleFeed(text: string): boolean {
  return DOUBLE_FEED_SENSOR.test(text);
}

/** Papers are A4; scanimage itself rounds this to what the device can do. Millimetres. */
const A4_MM = { x: '210', y: '297' };
/** Finest resolution below which papers may not be digitised, in dpi. */
const LEAST_DPI = 200;

/** Arguments of scanimage for a job; undefined when the device cannot do it. */
export function saneArguments(
  options: SaneOptions,
  job: ScanJob,
): { args: string[]; dpi: number } | undefined {
  const source = sourceArguments(options, job);
  const dpi = saneResolution(options, job.dpi);
  if (!source || dpi === undefined) return undefined;
  const colour = options.lists
    .get('mode')
    ?.find((each) => /colou?r/i.test(each) && !/lineart|halftone|binary|pattern/i.test(each));
  return {
    dpi,
    args: [
      ...source,
      ...(colour === undefined ? [] : ['--mode', colour]),
      ...(options.names.has('resolution') ? ['--resolution', String(dpi)] : []),
      ...(options.names.has('x') && options.names.has('y') ? ['-x', A4_MM.x, '-y', A4_MM.y] : []),
    ],
  };
}

function sourceArguments(options: SaneOptions, job: ScanJob): string[] | undefined {
  const named = options.lists.get('source') ?? [];
  if (job.source === 'flatbed') {
    const glass = named.find((each) => GLASS.test(each));
    if (glass !== undefined) return ['--source', glass];
    return named.length === 0 ? [] : undefined;
  }
  if (job.duplex) {
    const twoSided = duplexArguments(options);
    if (twoSided) return twoSided;
  }
  const feeder =
    named.find((each) => FEEDER.test(each) && !BOTH_SIDES.test(each)) ??
    named.find((each) => FEEDER.test(each));
  return feeder === undefined ? undefined : ['--source', feeder];
}

/** The wanted resolution, else the next finer, else the finest from 200 dpi. */
function saneResolution({ lists }: SaneOptions, wanted: number): number | undefined {
  const values = (lists.get('resolution') ?? []).map((each) => each.replace(/dpi$/, ''));
  const range = /^(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)$/.exec(values[0] ?? '');
  if (range) {
    const [least, most] = [Number(range[1]), Math.floor(Number(range[2]))];
    const dpi = Math.min(Math.max(wanted, least), most);
    return dpi >= LEAST_DPI ? dpi : undefined;
  }
  const listed = values.map(Number).filter((dpi) => Number.isFinite(dpi) && dpi > 0);
  // Without a list the device has one resolution and says it with the page.
  if (listed.length === 0) return wanted;
  listed.sort((a, b) => a - b);
  const finest = listed.at(-1) ?? 0;
  return listed.find((dpi) => dpi >= wanted) ?? (finest >= LEAST_DPI ? finest : undefined);
}
