/**
 * The machine key: 32 random bytes that wrap the keys of sessions and queued dossiers. Kept by the
 * operating system's keystore where there is a real one. A bare Linux kiosk has none (Electron
 * then reports the backend `basic_text`, which is a fixed password): there the key lies in a file
 * only this user can read, and the technician is told, because the disk must then be encrypted.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';

const KEY_BYTES = 32;
const FILE_NAME = 'machine-key.json';

type KeyFile = { kind: 'keystore' | 'file'; key: string };

export type MachineKey = { key: Buffer; weak: boolean };

function hasRealKeystore(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function writeWhole(path: string, text: string): void {
  const part = `${path}.part`;
  const handle = openSync(part, 'w', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(part, path);
}

function readKey(path: string): MachineKey | null {
  if (!existsSync(path)) return null;
  const file = JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
  const raw = Buffer.from(file.key, 'base64');
  const key =
    file.kind === 'keystore' ? Buffer.from(safeStorage.decryptString(raw), 'base64') : raw;
  if (key.byteLength !== KEY_BYTES) throw new Error('the machine key has a wrong length');
  return { key, weak: file.kind === 'file' };
}

function createKeyFile(path: string): MachineKey {
  const key = randomBytes(KEY_BYTES);
  const strong = hasRealKeystore();
  const stored = strong ? safeStorage.encryptString(key.toString('base64')) : key;
  writeWhole(
    path,
    JSON.stringify({ kind: strong ? 'keystore' : 'file', key: stored.toString('base64') }),
  );
  return { key, weak: !strong };
}

/**
 * The machine key of this user-data folder, made on first use. A key file that can no longer be
 * opened (another user, a restored backup) is set aside: what it sealed is lost either way, and
 * the kiosk must start.
 */
export function loadMachineKey(userDataFolder: string, now: () => Date): MachineKey {
  const path = join(userDataFolder, FILE_NAME);
  try {
    const found = readKey(path);
    if (found) return found;
  } catch {
    renameSync(path, `${path}.unreadable-${now().getTime()}`);
  }
  return createKeyFile(path);
}
