/** What the rest of the core knows about a card or barcode reader, whatever is behind it. */
import type { Result } from '../../../contract/result';

/**
 * A reader is known by what it is, not by where it is plugged in: USB vendor and product number
 * as four hexadecimal digits, and the maker's serial number ('' where a cheap reader has none).
 */
export type ReaderId = { vendor: string; product: string; serial: string };

/**
 * `hidPos`: USB HID Point of Sale, the bytes as they are in the code. `serial`: USB-COM, likewise.
 * `wedge`: the reader pretends to be a keyboard; the operating system owns it, its keys reach the
 * page, and letters outside ASCII may be lost on the way.
 */
export type ReaderKind = 'hidPos' | 'serial' | 'wedge';

export const READER_TROUBLES = [
  /** No reader was ever found. */
  'READER_NONE',
  /** It was found and is being opened: a moment later it works or says why not. */
  'READER_OPENING',
  /** It was there and is not any more. */
  'READER_UNPLUGGED',
  /** The system does not let this user open it: the udev rule or the group is missing. */
  'READER_DENIED',
  /** Another program holds it. */
  'READER_BUSY',
  /** It cannot be opened, or it does not answer in time. */
  'READER_FAILED',
  /** It works as a keyboard: scan the set-up code that brings it to HID POS mode. */
  'READER_KEYBOARD',
  /** node-hid or serialport is not installed or does not load here. */
  'READER_DRIVER_MISSING',
] as const;
export type ReaderTrouble = (typeof READER_TROUBLES)[number];

export type ReaderHealth = { ready: true } | { ready: false; reason: ReaderTrouble };

export type Scan = {
  /** What the code holds, byte for byte; empty when `text` says that nothing whole arrived. */
  bytes: Uint8Array;
  /**
   * The bytes as UTF-8, decoded once as a whole, NFC, without the Enter or Tab at its end. Else
   * CARD_GARBLED (not UTF-8, or not a report at all), CARD_HALF_SCAN (the end never came) or
   * CARD_TOO_LONG.
   */
  text: Result<string>;
  /** AIM identifier (ISO/IEC 15424), such as "]Q1" for a QR code, where the reader tells it. */
  symbology?: string;
  /** When its last byte was taken, milliseconds since 1970. */
  at: number;
};

export type BarcodeReader = {
  readonly id: ReaderId;
  /** Name to show, as the maker calls it. */
  readonly label: string;
  readonly kind: ReaderKind;
  health(): ReaderHealth;
  /** Calls back when health changed; returns how to stop listening. */
  onHealth(listener: () => void): () => void;
  /** Calls back for every scan that is no repeat; returns how to stop listening. */
  onScan(listener: (scan: Scan) => void): () => void;
  /**
   * Asks a keyboard-mode reader that knows the command to work as HID POS. True when it took the
   * command: it then unplugs itself and comes back as another kind. Absent when nobody can ask.
   */
  readonly switchMode?: () => Promise<boolean>;
  /** Lets go of the device. Nothing is told afterwards. */
  close(): Promise<void>;
};
