/** Who may talk to the way that is open, checked before anything of a request is used. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { PhoneLimits } from './limits';

/** 128 bits: nobody guesses them in the minutes a way is open. */
const SECRET_BYTES = 16;
/** No letters that are taken for digits: a person may have to type it (Crockford's base 32). */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const SECOND_MS = 1_000;
/** Addresses remembered at once: more than a house's network has phones. */
const MAX_ADDRESSES = 256;

/** `__Host-`: the browser itself holds it to this address, to HTTPS and to the whole of it. */
export const COOKIE = '__Host-phone';

/** A secret of 26 letters and digits. */
export function createSecret(): string {
  let bits = 0n;
  for (const byte of randomBytes(SECRET_BYTES)) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let left = SECRET_BYTES * 8; left > 0; left -= 5) {
    text += LETTERS[Number(bits & 31n)];
    bits >>= 5n;
  }
  return text;
}

/** Compares without telling, by its duration, how much was right. */
export function isSameSecret(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** The value of our cookie, or the empty text. */
export function cookieOf(headers: IncomingHttpHeaders): string {
  for (const part of (headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === COOKIE) return value ?? '';
  }
  return '';
}

/**
 * Whether another page made the browser send this: then 403. The Host has been checked before, so
 * no foreign name points here.
 */
export function whyForeign(
  headers: IncomingHttpHeaders,
  host: string,
  kind: 'document' | 'part' | 'call',
): 403 | undefined {
  const origin = headers.origin;
  // Browsers name the origin of every POST; without one it was no page of ours.
  if (kind === 'call' ? origin !== `https://${host}` : origin && origin !== `https://${host}`) {
    return 403;
  }
  const site = headers['sec-fetch-site'];
  if (site === undefined) return undefined;
  if (kind === 'document') {
    // A link, a QR reader or a reload; never a frame or a script of another page.
    return headers['sec-fetch-dest'] === 'document' ? undefined : 403;
  }
  return site === 'same-origin' ? undefined : 403;
}

export type Gate = {
  /** Whether a request of `address` may be looked at now. */
  mayAsk(address: string): boolean;
  /** A wrong secret came from there. */
  wrongGuess(address: string): void;
};

/** Counts requests and wrong guesses by address. `now` in milliseconds. */
export function createGate(limits: PhoneLimits, now: () => number): Gate {
  const known = new Map<string, { tokens: number; at: number; wrong: number }>();
  const of = (address: string) => {
    const found = known.get(address);
    if (found) return found;
    const oldest = known.keys().next();
    if (known.size >= MAX_ADDRESSES && !oldest.done) known.delete(oldest.value);
    const fresh = { tokens: limits.requestsAtOnce, at: now(), wrong: 0 };
    known.set(address, fresh);
    return fresh;
  };
  return {
    mayAsk(address) {
      const entry = of(address);
      const earned = ((now() - entry.at) / SECOND_MS) * limits.requestsPerSecond;
      entry.tokens = Math.min(limits.requestsAtOnce, entry.tokens + earned);
      entry.at = now();
      if (entry.wrong >= limits.wrongGuesses || entry.tokens < 1) return false;
      entry.tokens -= 1;
      return true;
    },
    wrongGuess(address) {
      of(address).wrong += 1;
    },
  };
}
