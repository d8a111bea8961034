/** One bounded HTTP request to a scanner: small, without redirects, over a connection of its own. */

import type { IncomingMessage } from 'node:http';
import { request } from '../../../node-http';

export type HttpAnswer = {
  kind: 'answer';
  status: number;
  body: Uint8Array;
  location: string | undefined;
  /** In milliseconds; undefined when the device says nothing or a date. */
  retryAfterMs: number | undefined;
};

export type HttpFailure =
  /** Nothing listens there, or no route: switched off, unplugged, another address. */
  | { kind: 'unreachable' }
  /** The connection ended before the answer did. */
  | { kind: 'cut' }
  /** Connected, and no whole answer in time. */
  | { kind: 'slow' }
  /** An answer that is not HTTP, or has no end. */
  | { kind: 'garbage' }
  /** The caller's signal was aborted. */
  | { kind: 'aborted' };

export type HttpRequest = {
  url: URL;
  method: 'GET' | 'POST' | 'DELETE';
  body?: string;
  /** Replaces the host in the Host header: some HP devices only serve "localhost". */
  host?: 'localhost';
  connectMs: number;
  /** From connected to the last byte. */
  answerMs: number;
  mostBytes: number;
  signal?: AbortSignal;
};

/** Codes of a connection that was never made. */
const NEVER_CONNECTED: readonly string[] = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
];
/** Codes of a connection that the other side ended. */
const CUT: readonly string[] = ['ECONNRESET', 'EPIPE', 'ECONNABORTED'];

/** Sends one request and takes the whole answer. Resolves always. */
export function send(asked: HttpRequest): Promise<HttpAnswer | HttpFailure> {
  return new Promise((resolve) => {
    if (asked.signal?.aborted) return resolve({ kind: 'aborted' });
    let timer: NodeJS.Timeout | undefined;
    const outgoing = request(asked.url, {
      method: asked.method,
      // Small devices forget to close kept connections and then answer on the wrong one.
      agent: false,
      headers: {
        Host: hostHeader(asked),
        Accept: '*/*',
        Connection: 'close',
        ...(asked.body === undefined
          ? {}
          : { 'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(asked.body) }),
      },
    });
    const end = (result: HttpAnswer | HttpFailure) => {
      clearTimeout(timer);
      asked.signal?.removeEventListener('abort', abort);
      resolve(result);
      outgoing.destroy();
    };
    const abort = () => end({ kind: 'aborted' });
    asked.signal?.addEventListener('abort', abort, { once: true });
    timer = setTimeout(() => end({ kind: 'unreachable' }), asked.connectMs);
    outgoing.once('socket', (socket) =>
      socket.once('connect', () => {
        clearTimeout(timer);
        timer = setTimeout(() => end({ kind: 'slow' }), asked.answerMs);
      }),
    );
    outgoing.on('error', (error) => end(failureOf(error)));
    outgoing.once('response', (answer) => takeBody(answer, asked.mostBytes, end));
    outgoing.end(asked.body);
  });
}

function takeBody(
  answer: IncomingMessage,
  mostBytes: number,
  end: (result: HttpAnswer | HttpFailure) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostBytes) return end({ kind: 'garbage' });
    chunks.push(chunk);
  });
  answer.on('error', (error) => end(failureOf(error)));
  answer.once('close', () => {
    if (!answer.complete) return end({ kind: 'cut' });
    end({
      kind: 'answer',
      status: answer.statusCode ?? 0,
      body: new Uint8Array(Buffer.concat(chunks)),
      location: answer.headers.location,
      retryAfterMs: retryAfterMs(answer.headers['retry-after']),
    });
  });
}

function failureOf(error: Error): HttpFailure {
  const code = 'code' in error ? String(error.code) : '';
  if (NEVER_CONNECTED.includes(code)) return { kind: 'unreachable' };
  return { kind: CUT.includes(code) ? 'cut' : 'garbage' };
}

function hostHeader({ url, host }: HttpRequest): string {
  if (host === undefined) return url.host;
  return url.port === '' ? host : `${host}:${url.port}`;
}

/** Retry-After as seconds (RFC 9110, 10.2.3); its date form needs the device's clock to be right. */
function retryAfterMs(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,5}$/.test(header) ? Number(header) * 1_000 : undefined;
}
