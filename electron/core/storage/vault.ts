/**
 * Sealing of personal data: AES-256-GCM under a random key per session and per queued dossier,
 * those keys wrapped by the machine key. Destroying the wrapped key erases what it sealed on any
 * disk (crypto-shredding).
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** AES-256. */
const KEY_BYTES = 32;
/** NIST SP 800-38D 5.2.1.1 recommends 96-bit initialisation vectors for GCM. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of everything sealed, so that a later format can be told apart. */
const FORMAT = 1;

/** A 256-bit key that seals and opens. Call `destroy` when its time is over. */
export type VaultKey = {
  /** Seals `plain` for one `purpose`; what was sealed for one purpose does not open for another. */
  seal(plain: Uint8Array, purpose: string): Buffer;
  /** Opens what `seal` made. Throws when it was changed, cut, or sealed for another purpose. */
  open(sealed: Uint8Array, purpose: string): Buffer;
  /** The key itself, to be wrapped by another. */
  export(): Buffer;
  /** Overwrites the key in memory; sealing and opening throw afterwards. */
  destroy(): void;
};

/** Wraps 32 raw bytes as a key. Copies them. Throws RangeError on any other length. */
export function importKey(raw: Uint8Array): VaultKey {
  if (raw.byteLength !== KEY_BYTES) {
    throw new RangeError(`a vault key has ${KEY_BYTES} bytes, not ${raw.byteLength}`);
  }
  const key = Buffer.from(raw);
  let destroyed = false;
  const assertAlive = () => {
    if (destroyed) throw new Error('the vault key was destroyed');
  };
  return {
    seal(plain, purpose) {
      assertAlive();
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      cipher.setAAD(Buffer.from(purpose, 'utf8'));
      const body = cipher.update(plain);
      const end = cipher.final();
      return Buffer.concat([Buffer.of(FORMAT), iv, cipher.getAuthTag(), body, end]);
    },
    open(sealed, purpose) {
      assertAlive();
      if (sealed.byteLength < 1 + IV_BYTES + TAG_BYTES || sealed[0] !== FORMAT) {
        throw new Error('not a sealed block');
      }
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const iv = bytes.subarray(1, 1 + IV_BYTES);
      const tag = bytes.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(purpose, 'utf8'));
      decipher.setAuthTag(tag);
      const body = decipher.update(bytes.subarray(1 + IV_BYTES + TAG_BYTES));
      return Buffer.concat([body, decipher.final()]);
    },
    export() {
      assertAlive();
      return Buffer.from(key);
    },
    destroy() {
      key.fill(0);
      destroyed = true;
    },
  };
}

/** A new random key. */
export function createKey(): VaultKey {
  const raw = randomBytes(KEY_BYTES);
  const key = importKey(raw);
  raw.fill(0);
  return key;
}

/** Wraps `key` under `machineKey`, bound to the row it belongs to. */
export function wrapKey(machineKey: VaultKey, key: VaultKey, owner: string): Buffer {
  const raw = key.export();
  const wrapped = machineKey.seal(raw, `key:${owner}`);
  raw.fill(0);
  return wrapped;
}

/** Opens a wrapped key. Throws when the machine key or the owner is another. */
export function unwrapKey(machineKey: VaultKey, wrapped: Uint8Array, owner: string): VaultKey {
  const raw = machineKey.open(wrapped, `key:${owner}`);
  const key = importKey(raw);
  raw.fill(0);
  return key;
}

/** Seals a value as JSON. */
export function sealJson(key: VaultKey, value: unknown, purpose: string): Buffer {
  return key.seal(Buffer.from(JSON.stringify(value), 'utf8'), purpose);
}

/** Opens what `sealJson` made. The caller checks the shape. */
export function openJson(key: VaultKey, sealed: Uint8Array, purpose: string): unknown {
  return JSON.parse(key.open(sealed, purpose).toString('utf8'));
}
