/**
 * Sealing of everything personal in the practice portal's file.
 *
 * Secure deletion inside a file cannot reach what a solid-state disk moved away, so persons are
 * also encrypted under a key of their own "era": forgetting them replaces that key, and whatever
 * copies a disk still holds can no longer be opened by this application.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
/** AES-GCM's own nonce and tag sizes (NIST SP 800-38D). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts with AES-256-GCM: nonce, tag and ciphertext in one blob.
 * @param context where the value lives; a blob moved to another place does not open
 */
export function sealBytes(key: Uint8Array, context: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/**
 * Opens what {@link sealBytes} made.
 * @throws Error when the key, the context or one bit of the blob is another
 */
export function openBytes(key: Uint8Array, context: string, sealed: Uint8Array): Buffer {
  const blob = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(blob.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(blob.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

/** Seals, opens and finds personal values under one era's key. */
export type Sealer = {
  sealJson(context: string, value: unknown): Buffer;
  /** The value that was sealed; the caller knows its shape, as only this process writes it. */
  openJson(context: string, sealed: Uint8Array): unknown;
  seal(context: string, plain: Uint8Array): Buffer;
  open(context: string, sealed: Uint8Array): Buffer;
  /** A fingerprint to look a value up by; without the key it says nothing about the value. */
  index(context: string, value: string): Buffer;
};

/** Makes the sealer of one era. @param eraKey 32 random bytes */
export function createSealer(eraKey: Uint8Array): Sealer {
  const indexKey = Buffer.from(hkdfSync('sha256', eraKey, '', 'practice-portal/index', KEY_BYTES));
  const seal = (context: string, plain: Uint8Array) => sealBytes(eraKey, context, plain);
  const open = (context: string, sealed: Uint8Array) => openBytes(eraKey, context, sealed);
  return {
    seal,
    open,
    sealJson: (context, value) => seal(context, Buffer.from(JSON.stringify(value), 'utf8')),
    openJson: (context, sealed) => JSON.parse(open(context, sealed).toString('utf8')) as unknown,
    index: (context, value) =>
      createHmac('sha256', indexKey).update(`${context}\u0000${value}`).digest(),
  };
}

/** A fresh era key. */
export function createEraKey(): Buffer {
  return randomBytes(KEY_BYTES);
}
