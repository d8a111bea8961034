/** What a CUPS queue says about itself, as the kiosk's reasons. */
import { deviceName } from '../../scanner/driver';
import type { JobState } from '../job-follower';
import type { PrinterKind, PrinterTrouble } from '../printer';

type Attributes = Map<string, Array<string | number | boolean>>;

/** RFC 8011 5.4.11: idle, processing, stopped. */
const PRINTER_STATES: readonly unknown[] = [3, 4, 5];
const PRINTER_STOPPED = 5;

/** RFC 8011 5.3.7. */
const JOB_STATES: Record<number, JobState> = {
  3: 'pending',
  4: 'held',
  5: 'processing',
  6: 'stopped',
  7: 'cancelled',
  8: 'aborted',
  9: 'completed',
};

/**
 * Keywords of printer-state-reasons (RFC 8011 5.4.12, PWG 5100.9), what people must mend first
 * coming first. CUPS's USB backend says "media-empty-warning" for an empty tray, so a warning of
 * these counts; "-report" is only news.
 */
const REASONS: ReadonlyArray<[RegExp, PrinterTrouble]> = [
  [/^(cover-open|door-open|interlock-open)(-error|-warning)?$/, 'PRINTER_COVER_OPEN'],
  [/^media-jam(-error|-warning)?$/, 'PRINTER_JAM'],
  [
    /^(media-empty|media-needed|input-tray-missing|input-media-supply-empty)(-error|-warning)?$/,
    'PRINTER_PAPER_OUT',
  ],
  [
    /^(toner-empty|marker-supply-empty|marker-supply-missing|developer-empty)(-error)?$/,
    'PRINTER_INK_OUT',
  ],
  [
    /^(offline|shutdown|timed-out|connecting-to-device)(-error|-warning|-report)?$/,
    'PRINTER_OFFLINE',
  ],
  [/^(paused|moving-to-paused|stopping)(-error|-warning|-report)?$/, 'PRINTER_PAUSED'],
];

/** Attributes to ask a queue for. */
export const QUEUE_ATTRIBUTES = [
  'printer-name',
  'printer-info',
  'printer-make-and-model',
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'media-supported',
];

function textOf(attributes: Attributes, name: string): string {
  const [value] = attributes.get(name) ?? [];
  return typeof value === 'string' ? value : '';
}

/** What is wrong with a queue, or null. */
export function queueTrouble(attributes: Attributes): PrinterTrouble | null {
  const said = (attributes.get('printer-state-reasons') ?? []).map(String);
  const found = REASONS.find(([pattern]) => said.some((each) => pattern.test(each)))?.[1];
  // A tray without paper says more than the pause that followed from it.
  if (found && found !== 'PRINTER_PAUSED') return found;
  if (attributes.get('printer-is-accepting-jobs')?.[0] === false) return 'PRINTER_REJECTING';
  const state = attributes.get('printer-state')?.[0];
  if (found || state === PRINTER_STOPPED) return 'PRINTER_PAUSED';
  // An answer that does not say how the queue is says nothing good either.
  return PRINTER_STATES.includes(state) ? null : 'PRINTER_OFFLINE';
}

/** The state of a job; `gone` when the queue does not say one. */
export function jobState(attributes: Attributes | undefined): JobState {
  const value = attributes?.get('job-state')?.[0];
  return (typeof value === 'number' ? JOB_STATES[value] : undefined) ?? 'gone';
}

export type Queue = {
  name: string;
  label: string;
  kind: PrinterKind;
  roll: 'roll80' | 'roll58' | null;
  media: readonly string[];
  trouble: PrinterTrouble | null;
};

/** Widest paper of a receipt printer, and of a narrow one, in millimetres. */
const WIDEST_ROLL_MM = 90;
const WIDEST_NARROW_ROLL_MM = 60;

/** Widths in PWG media names (PWG 5101.1): `om_x_80x297mm`, `na_letter_8.5x11in`. */
function widthMm(media: string): number | null {
  const [, width, unit] = /_(\d+(?:\.\d+)?)x\d+(?:\.\d+)?(mm|in)$/.exec(media) ?? [];
  if (width === undefined || media.startsWith('custom_min')) return null;
  return Number(width) * (unit === 'in' ? 25.4 : 1);
}

/** A queue as listed; undefined without a name. */
export function readQueue(attributes: Attributes): Queue | undefined {
  const name = textOf(attributes, 'printer-name');
  if (name === '') return undefined;
  const media = (attributes.get('media-supported') ?? []).map(String);
  const sizes = media.filter((each) => !each.startsWith('custom_'));
  const widest = Math.max(0, ...sizes.flatMap((each) => widthMm(each) ?? []));
  const isRoll = widest > 0 && widest <= WIDEST_ROLL_MM;
  return {
    name,
    label: deviceName(textOf(attributes, 'printer-info')) || deviceName(name),
    kind: isRoll ? 'receipt' : 'page',
    roll: isRoll ? (widest <= WIDEST_NARROW_ROLL_MM ? 'roll58' : 'roll80') : null,
    media,
    trouble: queueTrouble(attributes),
  };
}
