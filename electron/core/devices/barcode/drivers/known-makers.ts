/**
 * Makers of readers, for what the usage page does not tell: a reader in keyboard or USB-COM mode
 * looks like any keyboard or serial line. In HID POS mode no list is needed.
 */

const HONEYWELL = 0x0c2e;
const YOUJIE = 0x23d0;

const MAKERS: ReadonlySet<number> = new Set([
  HONEYWELL,
  YOUJIE,
  // Symbol, now Zebra
  0x05e0,
  // Datalogic
  0x05f9,
  // Newland
  0x1eab,
]);

/** What nameless readers call themselves; "HID KBW" is the mode's name in their manuals. */
const READER_NAME = /bar\s?code|\bscanner\b|\bqr\b|\bimager\b|\bkbw\b/iu;

/** Whether a keyboard or serial line is a reader, as far as its maker and name tell. */
export function looksLikeReader(vendorId: number, name: string): boolean {
  return MAKERS.has(vendorId) || READER_NAME.test(name);
}

/** Honeywell and Youjie change to HID POS mode by a feature report instead of a set-up code. */
export function understandsModeSwitch(vendorId: number): boolean {
  return vendorId === HONEYWELL || vendorId === YOUJIE;
}

export const MODE_REPORT_ID = 254;
/** Report id, then 1 for "HID POS". */
export const MODE_SWITCH = [MODE_REPORT_ID, 0x01];
