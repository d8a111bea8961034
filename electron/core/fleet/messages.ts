/**
 * What machines of a point tell each other. By type nothing of a person fits in: enums, numbers,
 * codes of procedures and keys of fields, which the receiver turns into words from its own packs.
 * Times travel as durations: a machine with a wrong clock does no harm.
 */
import { z } from 'zod';
import { Highlight } from '../../contract/fleet';
import { Reason } from '../../contract/reasons';
import { AssistanceLevel } from '../../contract/roles';
import { SCREENS_OF_SESSION } from '../sessions/session-data';

/** Far above any message of ours; more is not read. */
export const MOST_BYTES = 4_096;

/** Longest duration told, in seconds: a week. */
const Seconds = z.int().min(0).max(604_800);
const Count = z.int().min(0).max(99_999);
const ProcedureCode = z.string().regex(/^\d\.\d{6}$/);
const FieldKey = Highlight.shape.path;
const PaperId = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);

export const FLEET_SCREENS = [
  'welcome',
  'resume',
  'office',
  'farewell',
  ...SCREENS_OF_SESSION,
] as const;
export const FleetScreen = z.enum(FLEET_SCREENS);
export type FleetScreen = z.infer<typeof FleetScreen>;

/** Which place of which procedure is on screen. */
export const Where = z.object({
  screen: FleetScreen,
  procedureCode: ProcedureCode.nullable(),
  fieldKey: FieldKey.nullable(),
  paperId: PaperId.nullable(),
});
export type Where = z.infer<typeof Where>;

export const DEVICE_NAMES = [
  'cardReader',
  'scanner',
  'printer',
  'receiptPrinter',
  'camera',
  'disk',
  'clock',
  'other',
] as const;
export const DeviceName = z.enum(DEVICE_NAMES);
export type DeviceName = z.infer<typeof DeviceName>;

/** The counts of this evening so far. */
export const TonightCounts = z.object({
  residents: Count,
  dossiers: Count,
  levels: z.object({ self: Count, guided: Count, together: Count, onBehalf: Count }),
  mostAsked: z
    .object({ procedureCode: ProcedureCode.nullable(), fieldKey: FieldKey, times: Count })
    .nullable(),
});
export type TonightCounts = z.infer<typeof TonightCounts>;

export const Presence = z.object({
  v: z.literal(1),
  /** `off`: the application is being closed in order. */
  state: z.enum(['idle', 'inSession', 'askResume', 'office', 'needsCare', 'off']),
  version: z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/),
  where: Where,
  onStepSeconds: Seconds,
  call: z.object({ kind: z.enum(['pressed', 'quiet']), seconds: Seconds }).nullable(),
  level: AssistanceLevel.nullable(),
  troubles: z.array(z.object({ device: DeviceName, reason: Reason })).max(12),
  counts: TonightCounts,
  /** A code for remote help is waiting to be given. */
  waitsForCode: z.boolean(),
  /** The sender's clock in milliseconds since 1970, only to find clocks that differ. */
  clockMs: z.int().min(0),
});
export type Presence = z.infer<typeof Presence>;

/** Names one remote help; whoever does not know it is not heard. */
const Ticket = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** From who helps to who is helped. No control: a place to light up, and nothing else. */
export const ToHelped = z.discriminatedUnion('kind', [
  z.object({ v: z.literal(1), kind: z.literal('join'), code: z.string().regex(/^\d{6}$/) }),
  z.object({ v: z.literal(1), kind: z.literal('here'), ticket: Ticket }),
  z.object({
    v: z.literal(1),
    kind: z.literal('point'),
    ticket: Ticket,
    at: Highlight.nullable(),
  }),
  z.object({ v: z.literal(1), kind: z.literal('leave'), ticket: Ticket }),
]);
export type ToHelped = z.infer<typeof ToHelped>;

/** From who is helped to who helps. */
export const ToHelper = z.discriminatedUnion('kind', [
  z.object({ v: z.literal(1), kind: z.literal('opened'), ticket: Ticket }),
  z.object({
    v: z.literal(1),
    kind: z.literal('refused'),
    why: z.enum(['wrong', 'locked', 'none', 'busy']),
  }),
  z.object({
    v: z.literal(1),
    kind: z.literal('where'),
    ticket: Ticket,
    where: Where,
    highlight: Highlight.nullable(),
  }),
  z.object({ v: z.literal(1), kind: z.literal('ended'), ticket: Ticket }),
]);
export type ToHelper = z.infer<typeof ToHelper>;

const Direct = z.union([ToHelped, ToHelper]);
export type Direct = ToHelped | ToHelper;

/** A message as it travels. Passing through its type, it loses whatever does not belong there. */
export function encodePresence(presence: Presence): Uint8Array {
  return Buffer.from(JSON.stringify(Presence.parse(presence)), 'utf8');
}

/** The same for a message to one machine. */
export function encodeDirect(message: Direct): Uint8Array {
  return Buffer.from(JSON.stringify(Direct.parse(message)), 'utf8');
}

/** What arrived as presence; null for anything that is none. */
export function decodePresence(bytes: Uint8Array): Presence | null {
  return decode(Presence, bytes);
}

/** What arrived for this machine alone; null for anything that is no such message. */
export function decodeDirect(bytes: Uint8Array): Direct | null {
  return decode(Direct, bytes) as Direct | null;
}

function decode<T>(shape: z.ZodType<T>, bytes: Uint8Array): T | null {
  if (bytes.byteLength > MOST_BYTES) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const parsed = shape.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Subjects of point `point`. Who sent a message is read from its subject: the server sees to it. */
export function subjectsOf(point: string, self: string) {
  const base = `dh.${point}.machine`;
  const SENDER = /^dh\.[a-z0-9-]+\.machine\.(m\d{1,2})\.(presence|to)(?:\.m\d{1,2})?$/;
  return {
    ownPresence: `${base}.${self}.presence`,
    everyPresence: `${base}.*.presence`,
    everythingToMe: `${base}.*.to.${self}`,
    to: (other: string) => `${base}.${self}.to.${other}`,
    /** Who sent it and which kind; null for a subject that is none of ours. */
    read(subject: string): { from: string; kind: 'presence' | 'to' } | null {
      const match = SENDER.exec(subject);
      return match ? { from: match[1] as string, kind: match[2] as 'presence' | 'to' } : null;
    },
  };
}
export type Subjects = ReturnType<typeof subjectsOf>;
