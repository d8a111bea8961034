/** From chunks of a device to whole scans. Pure: clocks and silence are the machine's business. */
import type { Reason } from '../../../../contract/reasons';
import { MAX_CARD_BYTES } from '../../../identity/card-qr';
import type { Layout } from './layouts';

/** No code has more; a stream that never ends must not fill the memory. */
export const MAX_SCAN_BYTES = MAX_CARD_BYTES;

export type ScanFault = Extract<Reason, 'CARD_GARBLED' | 'CARD_HALF_SCAN' | 'CARD_TOO_LONG'>;

/** A whole scan, or why there is none. */
export type RawScan = { bytes: Uint8Array; symbology?: string } | { fault: ScanFault };

/** What has arrived of a scan whose end has not. */
export type Pending = {
  parts: readonly Uint8Array[];
  length: number;
  symbology?: string;
  layout?: Layout;
  /** Over the cap: the rest is thrown away until its end. */
  isTooLong: boolean;
};

export const NOTHING_PENDING: Pending = { parts: [], length: 0, isTooLong: false };

export type Framed = {
  pending: Pending;
  scans: readonly RawScan[];
  /**
   * `more`: the device said that more follows, so silence means that the rest is lost.
   * `maybe`: reports follow each other closely, so a short silence means that it is whole.
   * `end`: an Enter should follow; a line set up without one is whole after a long silence.
   */
  expect: 'nothing' | 'more' | 'maybe' | 'end';
};

export type Framer = {
  /** Whether the chunk belongs to a scan at all; others (battery, buttons) change nothing. */
  accepts(chunk: Uint8Array): boolean;
  /** Takes the next chunk. Never throws, whatever the bytes. */
  push(pending: Pending, chunk: Uint8Array): Framed;
};

/** Adds bytes to what is pending, up to the cap. */
export function addPart(pending: Pending, part: Uint8Array): Pending {
  if (pending.isTooLong) return pending;
  const length = pending.length + part.length;
  if (length > MAX_SCAN_BYTES) return { ...pending, parts: [], length: 0, isTooLong: true };
  // The driver may use its buffer again.
  return { ...pending, parts: [...pending.parts, Uint8Array.from(part)], length };
}

/** What is pending as a scan, when its end has come; nothing when there is nothing in it. */
export function finish(pending: Pending): readonly RawScan[] {
  if (pending.isTooLong) return [{ fault: 'CARD_TOO_LONG' }];
  if (pending.length === 0) return [];
  const bytes = Uint8Array.from(Buffer.concat(pending.parts));
  return [pending.symbology ? { bytes, symbology: pending.symbology } : { bytes }];
}

/** What is pending when the device fell silent although it had promised more. */
export function giveUp(pending: Pending): readonly RawScan[] {
  return [{ fault: pending.isTooLong ? 'CARD_TOO_LONG' : 'CARD_HALF_SCAN' }];
}
