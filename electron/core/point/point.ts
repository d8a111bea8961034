/** This assistance point: its name, hours and the offices that serve it. Data, not code. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LocalText } from '../../contract/pack';
import { AdministrativeUnit } from '../../contract/values';
import { OpeningTime } from '../assist/opening-hours';

export const PointFile = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().min(1),
  name: LocalText,
  shortName: LocalText,
  openingHours: LocalText,
  /** The same as data; a shift outside of them is asked why. Empty: never asked. */
  hours: z.array(OpeningTime).default([]),
  /** Residents may take a number on the welcome screen. */
  queue: z.boolean().default(false),
  /** Residents may use the machine while no helper is on shift. */
  residentsAlone: z.boolean().default(true),
  phone: z.string().optional(),
  peoplesCommittee: z.string().min(1),
  police: z.string().min(1),
  province: AdministrativeUnit.optional(),
  commune: AdministrativeUnit.optional(),
  /** Idle time before the warning, and the warning itself, in seconds. */
  idleSeconds: z.int().min(30).max(3_600).default(180),
  idleWarningSeconds: z.int().min(15).max(600).default(60),
  /** A receipt printer on the point's network; 9100 is the port such printers listen on. */
  receiptPrinter: z
    .strictObject({
      host: z.hostname().or(z.ipv4()).or(z.ipv6()),
      port: z.int().min(1).max(65_535).default(9_100),
      widthMm: z.union([z.literal(80), z.literal(58)]).default(80),
      name: z.string().min(1).max(80).optional(),
    })
    .optional(),
  /** A step unanswered for this long raises a quiet call for help, in seconds. */
  quietCallSeconds: z.int().min(15).max(3_600).default(90),
  /**
   * Residents may photograph papers with their own phone, over the point's Wi-Fi. Off unless the
   * point wants it: while the panel is open, the machine answers one phone in its network.
   */
  phoneScanner: z.boolean().default(false),
});
export type PointFile = z.infer<typeof PointFile>;

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A point, and why its own file could not be used: the file's path and what is wrong in it. */
export type LoadedPoint = { point: PointFile; problem: string | null };

async function readPoint(path: string, text: string): Promise<PointFile> {
  const parsed = PointFile.safeParse(parseJson(path, text));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/**
 * Reads `point.json` of the user-data folder, or else the fictitious point the product ships. A
 * file with a mistake must not keep a kiosk from starting: the shipped point stands in, and
 * `problem` says what to mend.
 */
export async function loadPoint(
  userDataFolder: string,
  assetsFolder: string,
): Promise<LoadedPoint> {
  const own = join(userDataFolder, 'point.json');
  const sample = join(assetsFolder, 'point', 'sample-point.json');
  const shipped = async () => readPoint(sample, await readFile(sample, 'utf8'));
  const text = await readIfThere(own);
  if (text === null) return { point: await shipped(), problem: null };
  try {
    return { point: await readPoint(own, text), problem: null };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { point: await shipped(), problem };
  }
}
