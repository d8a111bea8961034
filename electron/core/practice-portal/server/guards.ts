/** Who may talk to the portal: this application alone, not other programs and not web pages. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A secret of one start of the portal. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares without telling, by its duration, how much was right. */
export function isSameSecret(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/**
 * Checks a request before anything of it is read.
 * @returns the HTTP status to refuse it with, or undefined when it may go on. 421: the Host is not
 * this very address, as when a web page's own name was pointed here (DNS rebinding). 403: a
 * browser sent it for a page. 401: no or a wrong secret.
 */
export function whyRefused(
  request: IncomingMessage,
  host: string,
  token: string,
): 401 | 403 | 421 | undefined {
  const { headers } = request;
  if (headers.host !== host) return 421;
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) return 403;
  const given = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  return isSameSecret(given, token) ? undefined : 401;
}
