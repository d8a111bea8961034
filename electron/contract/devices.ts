/**
 * What is plugged into this machine and how it is, for everybody's screens; and the calls of the
 * technician's page. Nothing here says anything about a person.
 */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Outcome, outcomeOf } from './outcome';
import { Reason } from './reasons';

export const DEVICE_KINDS = ['reader', 'scanner', 'printer', 'receiptPrinter'] as const;
export const DeviceKind = z.enum(DEVICE_KINDS);
export type DeviceKind = z.infer<typeof DeviceKind>;

/** How the devices of a kind are, together. */
export const DeviceLine = z.object({
  kind: DeviceKind,
  /** `absent`: there never was one, or none was looked for yet. */
  state: z.enum(['ready', 'trouble', 'absent']),
  /** Why none of them works; null where one does. */
  reason: Reason.nullable(),
});
export type DeviceLine = z.infer<typeof DeviceLine>;

/** The way to a device. */
export const DEVICE_WAYS = [
  'hidPos',
  'serial',
  'wedge',
  'escl',
  'sane',
  'wia',
  'naps2',
  'practice',
  'queue',
  'roll',
  /** It does not answer, by whatever way. */
  'lost',
] as const;
export const DeviceWay = z.enum(DEVICE_WAYS);
export type DeviceWay = z.infer<typeof DeviceWay>;

/** One device, for the technician. */
export const DeviceView = z.object({
  kind: DeviceKind,
  /** Stays the same through restarts and replugging: made of what the device is. */
  id: z.string(),
  /** As its maker, or whoever set it up, calls it. */
  label: z.string(),
  way: DeviceWay,
  ready: z.boolean(),
  reason: Reason.nullable(),
  /** In use; all readers are used at once. */
  chosen: z.boolean(),
  /** Another of its kind can be put in its place by choosing this one. */
  choosable: z.boolean(),
  /** It takes the command that brings it from keyboard mode to HID POS mode. */
  switchable: z.boolean(),
});
export type DeviceView = z.infer<typeof DeviceView>;

/** What came of the letters of a code; see `core/devices/barcode/typed-text`. */
export const Letters = z.enum(['none', 'wrongLetters', 'marksLost', 'inputMethod']);
export type Letters = z.infer<typeof Letters>;

/** A card held under a reader to try it: of what is on the card, nothing but counts. */
export const CardTest = z.object({
  code: z.enum(['idCard', 'healthInsurance', 'vietQr', 'url', 'other']).nullable(),
  /** Fields between the bars of a card's text. */
  fields: z.int().min(0),
  /** `none`: Vietnamese came whole. */
  letters: Letters,
  /** Why nothing whole came, or null. */
  reason: Reason.nullable(),
  via: z.enum(['reader', 'typed']),
  /** It was the practice card that the product ships. */
  sample: z.boolean(),
});
export type CardTest = z.infer<typeof CardTest>;

export const TESTED = ['reader', 'scanner', 'printer', 'camera'] as const;
export const Tested = z.enum(TESTED);
export type Tested = z.infer<typeof Tested>;

/** How a trial ended, kept for the report until the next one. */
export const TestResult = z.object({
  tested: Tested,
  at: z.iso.datetime(),
  passed: z.boolean(),
  reason: Reason.nullable(),
  /** Of which device, by its label. */
  label: z.string().max(200),
});
export type TestResult = z.infer<typeof TestResult>;

/** The panel of the practice reader. */
export const ReaderPanel = z.object({
  plugged: z.boolean(),
  trouble: z.enum(['READER_DENIED', 'READER_BUSY', 'READER_FAILED']).nullable(),
});
export type ReaderPanel = z.infer<typeof ReaderPanel>;

/** How a practice scan goes wrong. */
export const ReaderMishap = z.enum(['half', 'garbled', 'garbage']);
export type ReaderMishap = z.infer<typeof ReaderMishap>;

const act = oc.output(Outcome);
const Id = z.string().max(300);
/** As long as what `identity.readCard` takes. */
const MAX_TYPED_LENGTH = 8_192;

export const devicesCalls = {
  /** Looks for everything now. */
  look: act,
  /** Uses this device from now on, also after a restart. */
  choose: act.input(z.object({ kind: DeviceKind, id: Id })),
  /** Asks a keyboard-mode reader to work as HID POS. */
  switchMode: act.input(z.object({ id: Id })),
  /** "Quét thử": the picture is shown once and kept nowhere. */
  testScan: oc.output(
    outcomeOf(z.object({ base64: z.string(), width: z.int(), height: z.int(), ms: z.int() })),
  ),
  /** "In thử": answers when the job has ended. */
  testPrint: act.input(z.object({ id: Id })),
  /** "Giấy đã ra chưa?" */
  paperCameOut: act.input(z.object({ cameOut: z.boolean() })),
  /** "Thử thẻ": waits for one card, or no longer. */
  testCard: act.input(z.object({ on: z.boolean() })),
  /** A card that a reader in keyboard mode typed into the page. */
  cardTyped: act.input(z.object({ text: z.string().max(MAX_TYPED_LENGTH) })),
  /** The camera may be tried on this page, or no longer. */
  tryCamera: act.input(z.object({ on: z.boolean() })),
  /** What the page saw of the camera. */
  cameraSeen: act.input(z.object({ works: z.boolean(), label: z.string().max(200) })),
  addAddress: act.input(z.object({ address: z.string().max(400) })),
  removeAddress: act.input(z.object({ address: z.string().max(400) })),
  /** The test report on two pages: on paper, or as a file. */
  report: act.input(z.object({ way: z.enum(['print', 'pdf']) })),
};

/** The panel of the practice reader; refused where there are real readers only. */
export const readerPanelCalls = {
  set: act.input(ReaderPanel.partial()),
  /** Holds the practice card under it. */
  scan: act.input(z.object({ mishap: ReaderMishap.nullable() })),
};
