/** Where readers come from: a driver lists what is plugged in, and opens one of them. */
import type { ReaderId, ReaderKind, ReaderTrouble } from './reader';
import type { Framer } from './wire/framer';

export type Connection = { framer: Framer; close(): Promise<void> };

export type Opened = { ok: true; connection: Connection } | { ok: false; reason: ReaderTrouble };

export type DeviceListener = {
  /** One report of a HID device, or some bytes of a serial line. */
  onChunk(chunk: Uint8Array): void;
  /** The device gave an error or ended: unplugged, as far as anyone can tell. */
  onLost(): void;
};

/** A device that is plugged in now. */
export type Attachment = {
  readonly kind: ReaderKind;
  readonly id: ReaderId;
  readonly label: string;
  /** Where it is now; another one after every plug. */
  readonly path: string;
  /** Opens it. Expected failures are answers; absent for a keyboard, which nobody can open. */
  readonly open?: (listener: DeviceListener) => Promise<Opened>;
  /** See `BarcodeReader.switchMode`. */
  readonly switchMode?: () => Promise<boolean>;
};

export type SourceTrouble = {
  reason: ReaderTrouble;
  /** What the driver said, for the technician's page; holds nothing about a person. */
  detail: string;
};

export type Listing = { attachments: readonly Attachment[]; trouble?: SourceTrouble };

export type ReaderSource = {
  /** "hid", "serial" or the fake's name, for the technician's page. */
  readonly name: string;
  list(): Promise<Listing>;
  /** Calls back when something was plugged in or out; undefined where the system does not tell. */
  watch?(onChange: () => void): (() => void) | undefined;
};
