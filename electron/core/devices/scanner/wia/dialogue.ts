/** The lines that `build/windows/scan-wia.ps1` prints, and what they mean. */

import { z } from 'zod';
import { deviceName } from '../driver';
import type { ScannerId, ScannerTrouble, ScanSource } from '../scanner';

const Line = z.union([
  z.object({
    device: z.object({
      id: z.string().min(1).max(512),
      vendor: z.string().max(512),
      product: z.string().max(512),
      pnp: z.string().max(1_024),
      handling: z.number().int().nonnegative(),
    }),
  }),
  z.object({ page: z.string().max(64) }),
  z.object({ done: z.number().int().nonnegative() }),
  z.object({ error: z.string().regex(/^0x[0-9A-F]{8}$/) }),
]);
export type WiaLine = z.infer<typeof Line>;

/** One line of the dialogue; undefined for a line that is none. */
export function readWiaLine(text: string): WiaLine | undefined {
  try {
    const line = Line.safeParse(JSON.parse(text));
    return line.success ? line.data : undefined;
  } catch {
    return undefined;
  }
}

/** WIA_ERROR_* of wiadef.h, as far as people can do something about them. */
const TROUBLE_OF_ERROR = new Map<string, ScannerTrouble>([
  ['0x80210002', 'SCANNER_JAM'],
  ['0x80210003', 'SCANNER_EMPTY'],
  // Paper problem: a sheet that lies badly, to be taken out like a jammed one.
  ['0x80210004', 'SCANNER_JAM'],
  ['0x80210005', 'SCANNER_UNPLUGGED'],
  ['0x80210006', 'SCANNER_BUSY'],
  // Warming up.
  ['0x80210007', 'SCANNER_BUSY'],
  // Locked by another program.
  ['0x8021000D', 'SCANNER_BUSY'],
  ['0x8021000A', 'SCANNER_UNPLUGGED'],
  ['0x80210015', 'SCANNER_UNPLUGGED'],
  // The header counts in decimal (16 and 20), the documentation prints the same digits as
  // hexadecimal; drivers were written from either.
  ['0x80210010', 'SCANNER_COVER_OPEN'],
  ['0x80210016', 'SCANNER_COVER_OPEN'],
  ['0x80210014', 'SCANNER_DOUBLE_FEED'],
  ['0x80210020', 'SCANNER_DOUBLE_FEED'],
]);

/** The reason for a WIA error; SCANNER_FAILED for those nobody at a counter can act on. */
export function troubleOfWiaError(error: string): ScannerTrouble {
  return TROUBLE_OF_ERROR.get(error) ?? 'SCANNER_FAILED';
}

export type WiaDevice = {
  /** WIA's own name of the device, for the script. */
  deviceId: string;
  id: ScannerId;
  label: string;
  sources: ScanSource[];
  duplex: boolean;
};

/** Bits of WIA_DPS_DOCUMENT_HANDLING_CAPABILITIES. */
const HANDLING = { feeder: 1, flatbed: 2, duplex: 4 };

/** The device of a line, known by maker, model and the serial number in its Plug and Play name. */
export function wiaDevice(line: Extract<WiaLine, { device: unknown }>): WiaDevice {
  const { id, vendor, product, pnp, handling } = line.device;
  const sources: ScanSource[] = [];
  if (handling & HANDLING.flatbed) sources.push('flatbed');
  if (handling & HANDLING.feeder) sources.push('feeder');
  return {
    deviceId: id,
    id: { vendor: deviceName(vendor), product: deviceName(product), serial: serialIn(pnp) },
    label: deviceName(product) || deviceName(vendor),
    // A driver that says nothing has at least a glass.
    sources: sources.length === 0 ? ['flatbed'] : sources,
    duplex: (handling & HANDLING.duplex) !== 0,
  };
}

/**
 * `\\?\usb#vid_04a9&pid_190a#SERIAL#{…}`: the third part is the serial number, unless Windows made
 * it up, which shows by an ampersand and changes with the socket.
 */
function serialIn(pnp: string): string {
  const part = pnp.split('#')[2] ?? '';
  return /^[\w.-]{1,64}$/.test(part) ? part : '';
}
