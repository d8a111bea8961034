/** PINs: which are too easy to guess, how they are hashed, and how long wrong tries wait. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { PIN_DIGITS } from '../../contract/plain';
import { err, ok, type Result } from '../../contract/result';

/**
 * scrypt costs (RFC 7914): 32 MB and about a tenth of a second on a donated PC. Six digits are few
 * whatever the cost, so the hash is also sealed under the machine's key (`helpers`).
 */
const COST = 2 ** 15;
const BLOCK_SIZE = 8;
const PARALLELISM = 1;
const MAX_MEMORY_BYTES = 64 * 1_024 * 1_024;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Wrong tries before the first wait. */
export const FREE_TRIES = 5;
/** Wrong tries that lock a PIN until a ward officer unlocks it. */
export const LOCK_TRIES = 15;
/** The first wait; each further wrong try doubles it, to a little over two hours. */
const FIRST_WAIT_MS = 15_000;

/** Longest pattern that counts as a repeat: 123123, 121212, 777777. */
const LONGEST_REPEAT = 3;

/** Often chosen six-digit codes that no rule below finds: keypad lines, lucky and known numbers. */
const COMMON = new Set([
  '112233',
  '123321',
  '112211',
  '111222',
  '135790',
  '135791',
  '142536',
  '147258',
  '147852',
  '159357',
  '159753',
  '246810',
  '258369',
  '357159',
  '369258',
  '456123',
  '520521',
  '521520',
  '654123',
  '686868',
  '741852',
  '753159',
  '789456',
  '789123',
  '852147',
  '888666',
  '666888',
  '951753',
  '963852',
  '987123',
]);

function isRepeat(pin: string): boolean {
  for (let length = 1; length <= LONGEST_REPEAT; length += 1) {
    if (pin === pin.slice(0, length).repeat(PIN_DIGITS / length)) return true;
  }
  return false;
}

/** 123456, 987654, and 567890 over the end of the keypad. */
function isRun(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  return steps.every((step) => step === 1) || steps.every((step) => step === 9);
}

/**
 * A date as day, month and two digits of a year. Refused although it takes 3.7 % of all codes away:
 * at a point everybody knows everybody, a birthday is on Facebook, and a birthday is what people
 * choose first, so one guess would open what fifteen must not.
 */
function isDate(pin: string): boolean {
  const [day, month, year] = [0, 2, 4].map((start) => Number(pin.slice(start, start + 2)));
  if (!day || !month || month > 12 || year === undefined) return false;
  // Year 2000 is a leap year: 29 February is a birthday whichever century the two digits mean.
  const leap = year % 4 === 0;
  return day <= new Date(Date.UTC(leap ? 2000 : 2001, month, 0)).getUTCDate();
}

/** Whether `pin` may be chosen: six digits, and not one of those tried first. */
export function checkNewPin(pin: string): Result<void> {
  if (!isPinShaped(pin)) return err('PIN_BAD_SHAPE');
  if (isRepeat(pin) || isRun(pin) || isDate(pin) || COMMON.has(pin)) return err('PIN_WEAK');
  return ok(undefined);
}

/** Whether `pin` is six ASCII digits. */
export function isPinShaped(pin: string): boolean {
  return pin.length === PIN_DIGITS && /^[0-9]+$/.test(pin);
}

function derive(pin: string, salt: Uint8Array): Promise<Buffer> {
  const options = { N: COST, r: BLOCK_SIZE, p: PARALLELISM, maxmem: MAX_MEMORY_BYTES };
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

export type PinHash = { salt: Buffer; hash: Buffer };

/** Hashes with a fresh salt. */
export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(SALT_BYTES);
  return { salt, hash: await derive(pin, salt) };
}

/** Whether the PIN is the one that was hashed; takes the same time either way. */
export async function verifyPin(pin: string, stored: PinHash): Promise<boolean> {
  const found = await derive(pin, stored.salt);
  return found.length === stored.hash.length && timingSafeEqual(found, stored.hash);
}

/** How long must be waited after this many wrong tries, in ms: 15 s after five, then doubling. */
export function waitMsAfter(wrongTries: number): number {
  return wrongTries < FREE_TRIES ? 0 : FIRST_WAIT_MS * 2 ** (wrongTries - FREE_TRIES);
}

/**
 * What is left of a wait, in ms, and the end to keep in its place. The end is a time of the clock,
 * so a clock set back makes the wait longer, never shorter; it is then shortened to one whole wait
 * from now, so that a clock that was once years ahead shuts nobody out for years. Setting the clock
 * forward takes an administrator of the machine, who could change the database as well.
 */
export function waitLeft(
  waitUntil: Date,
  wrongTries: number,
  now: Date,
): { leftMs: number; until: Date } {
  const whole = waitMsAfter(wrongTries);
  const left = waitUntil.getTime() - now.getTime();
  if (left <= whole) return { leftMs: Math.max(0, left), until: waitUntil };
  return { leftMs: whole, until: new Date(now.getTime() + whole) };
}
