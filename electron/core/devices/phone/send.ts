/** Answers of the phone's server: few kinds, all with the same headers. */
import type { ServerResponse } from 'node:http';
import type { Failure } from '../../../contract/reasons';

/** Nothing from elsewhere, nothing inline, nothing kept, nothing told to others. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src blob: data:; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=()',
} as const;

/** Sends `body` as `type`. */
export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
): void {
  if (response.destroyed || response.headersSent) return;
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  response.setHeader('Content-Type', type);
  response.writeHead(status);
  response.end(body);
}

/** Sends an answer to the page's script. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

/**
 * Refuses. What follows on this connection was not read, so it is not used again. A reason goes
 * along only to a phone that has been let in.
 */
export function refuse(response: ServerResponse, status: number, failure?: Failure): void {
  response.setHeader('Connection', 'close');
  // Whoever goes on sending a body nobody reads is cut off.
  response.once('finish', () => response.req.socket.destroySoon());
  if (failure) sendJson(response, status, { ok: false, failure });
  else send(response, status, 'text/plain; charset=utf-8', '');
}
