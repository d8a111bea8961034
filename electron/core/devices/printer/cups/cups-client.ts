/** Talks IPP to CUPS on this machine, over its socket or where `CUPS_SERVER` says. */
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { request } from '../../../node-http';
import type { IppDelays } from '../delays';
import { decodeAnswer, encodeRequest, type IppAnswer, type SentAttribute } from './ipp-message';

/** Where cupsd listens: Debian, older Debian, macOS. */
const SOCKETS = ['/run/cups/cups.sock', '/var/run/cups/cups.sock', '/private/var/run/cupsd'];
/** RFC 8010: the port of IPP. */
const IPP_PORT = 631;
/** A list of fifty queues with the attributes asked for is 60 KB. */
const MOST_ANSWER_BYTES = 2_000_000;

export type CupsPlace = { socketPath: string } | { host: string; port: number };

/** `CUPS_SERVER` as CUPS's own programs read it: a path, a host, or host and port. */
export function cupsPlace(server = process.env.CUPS_SERVER): CupsPlace {
  const named = server?.trim().replace(/\/version=.*$/, '');
  if (named?.startsWith('/')) return { socketPath: named };
  if (named) {
    const [, host = named, port] = /^(.*?)(?::(\d{1,5}))?$/.exec(named) ?? [];
    return { host, port: port === undefined ? IPP_PORT : Number(port) };
  }
  const socketPath = SOCKETS.find((path) => existsSync(path));
  return socketPath === undefined ? { host: 'localhost', port: IPP_PORT } : { socketPath };
}

export type CupsCall = {
  operation: number;
  /** Path of the request: `/`, `/jobs/` or `/printers/NAME`. */
  path?: string;
  attributes?: readonly SentAttribute[];
  job?: readonly SentAttribute[];
  document?: Uint8Array;
  deadlineMs?: number;
  signal?: AbortSignal;
};

export type CupsClient = {
  /** The name under which jobs are handed over, and may be cancelled. */
  readonly user: string;
  /** The answer, or null when there was none in time or it was no answer. */
  call(call: CupsCall): Promise<IppAnswer | null>;
};

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'kiosk';
  }
}

/** A client; it keeps no connection between calls. */
export function createCupsClient(
  delays: IppDelays,
  place: () => CupsPlace = () => cupsPlace(),
): CupsClient {
  let nextId = 1;
  return {
    user: userName(),
    call({ operation, path = '/', attributes = [], job = [], document, deadlineMs, signal }) {
      nextId = (nextId % 0x7fff_ffff) + 1;
      const id = nextId;
      const body = encodeRequest(operation, id, attributes, job, document);
      return new Promise((resolve) => {
        const to = place();
        const sent = request({
          ...to,
          path,
          method: 'POST',
          // cupsd refuses hosts it does not know itself by.
          headers: {
            host: 'host' in to ? `${to.host}:${to.port}` : 'localhost',
            'content-type': 'application/ipp',
            'content-length': body.length,
          },
          agent: false,
        });
        const end = (answer: IppAnswer | null) => {
          clearTimeout(deadline);
          signal?.removeEventListener('abort', stop);
          sent.destroy();
          resolve(answer);
        };
        const stop = () => end(null);
        const deadline = setTimeout(stop, deadlineMs ?? delays.answerMs);
        if (signal?.aborted) return stop();
        signal?.addEventListener('abort', stop, { once: true });
        sent.on('error', stop);
        sent.on('response', (response) => {
          const chunks: Buffer[] = [];
          let bytes = 0;
          if (response.statusCode !== 200) return stop();
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes > MOST_ANSWER_BYTES) return stop();
            chunks.push(chunk);
          });
          response.on('error', stop);
          response.on('end', () => {
            const answer = decodeAnswer(Buffer.concat(chunks));
            end(answer?.id === id ? answer : null);
          });
        });
        sent.end(body);
      });
    },
  };
}
