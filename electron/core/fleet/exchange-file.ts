/**
 * What a machine needs to reach the exchange: the file that is carried to it once. At the next
 * start the machine takes it over, sealed under the machine's key, and removes the file.
 */
import { existsSync } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openJson, sealJson, type VaultKey } from '../storage/vault';

export const ExchangeFile = z.strictObject({
  format: z.literal(1),
  /** "192.168.1.10:4222" */
  server: z.string().regex(/^[\w.:[\]-]{1,120}:\d{1,5}$/),
  /** The one root this machine trusts for the exchange, PEM. */
  ca: z.string().startsWith('-----BEGIN CERTIFICATE-----').max(8_000),
  point: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** "Máy 2" */
  machine: z.int().min(1).max(99),
  /** NKey seed of a user; a secret. */
  seed: z.string().regex(/^SU[A-Z2-7]{56}$/),
});
export type ExchangeFile = z.infer<typeof ExchangeFile>;

const PURPOSE = 'exchange';
/** A file of ours has some 700 bytes. */
const MOST_BYTES = 20_000;

export type TakenOver = {
  /** null where this machine belongs to no exchange. */
  file: ExchangeFile | null;
  /** For the technician: which file, and what is wrong. Never its content. */
  problem: string | null;
};

const NOTHING: TakenOver = { file: null, problem: null };

const paths = (userDataFolder: string) => ({
  carried: join(userDataFolder, 'exchange.json'),
  sealed: join(userDataFolder, 'data', 'exchange.sealed'),
});

/** Whether this machine belongs to an exchange; two looks at the disk. */
export function hasExchange(userDataFolder: string): boolean {
  const { carried, sealed } = paths(userDataFolder);
  return existsSync(carried) || existsSync(sealed);
}

/** Reads the file: a carried one replaces the sealed one and is removed once that is on disk. */
export async function takeOverExchange(
  userDataFolder: string,
  machineKey: VaultKey,
): Promise<TakenOver> {
  const { carried, sealed } = paths(userDataFolder);
  const problem = existsSync(carried) ? await takeOver(carried, sealed, machineKey) : null;
  if (!existsSync(sealed)) return { ...NOTHING, problem };
  try {
    const file = ExchangeFile.parse(openJson(machineKey, await readFile(sealed), PURPOSE));
    return { file, problem };
  } catch {
    // Another machine's key, or a damaged disk: the technician carries a new file here.
    return { ...NOTHING, problem: problem ?? sealed };
  }
}

async function takeOver(
  carried: string,
  sealed: string,
  machineKey: VaultKey,
): Promise<string | null> {
  try {
    if ((await stat(carried)).size > MOST_BYTES) return carried;
    const bytes = await readFile(carried);
    const parsed = ExchangeFile.safeParse(JSON.parse(bytes.toString('utf8')));
    // Its places only: a message of the check may quote the seed.
    if (!parsed.success) {
      const places = parsed.error.issues.map(({ path }) => path.join('.') || 'format');
      return `${carried}: ${[...new Set(places)].join(', ')}`;
    }
    await writeFile(`${sealed}.new`, sealJson(machineKey, parsed.data, PURPOSE), { mode: 0o600 });
    await rename(`${sealed}.new`, sealed);
    // Overwritten before it goes: on a plain disk its blocks would keep the seed.
    await writeFile(carried, Buffer.alloc(bytes.length));
    await rm(carried);
    return null;
  } catch {
    return carried;
  }
}
