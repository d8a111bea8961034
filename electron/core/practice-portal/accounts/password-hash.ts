/** Passwords are kept only as a salted scrypt hash, and that only until the person is forgotten. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * scrypt costs (RFC 7914): 32 MB and about a tenth of a second on a donated PC. The hash lives for
 * one session, sealed, so more would only make residents wait.
 */
const COST = 2 ** 15;
const BLOCK_SIZE = 8;
const PARALLELISM = 1;
const MAX_MEMORY_BYTES = 64 * 1024 * 1024;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

export type PasswordHash = { salt: string; hash: string };

function derive(password: string, salt: Buffer): Promise<Buffer> {
  const options = { N: COST, r: BLOCK_SIZE, p: PARALLELISM, maxmem: MAX_MEMORY_BYTES };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** Hashes with a fresh salt; both come back as base64. */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt);
  return { salt: salt.toString('base64'), hash: hash.toString('base64') };
}

/** Whether the password is the one that was hashed; takes the same time either way. */
export async function verifyPassword(password: string, stored: PasswordHash): Promise<boolean> {
  const found = await derive(password, Buffer.from(stored.salt, 'base64'));
  const wanted = Buffer.from(stored.hash, 'base64');
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}
