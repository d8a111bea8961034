/** The portal's HTTP server: guards, limits, time-outs, faults, then one route. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from '../../node-http';
import type { PracticeFaults } from '../faults';
import { whyRefused } from './guards';
import { readBody } from './read-body';
import { sendReply, sendSpoiled } from './send-reply';
import type { PortalReply, Route } from './types';

/** Time-outs and bounds of the server, each with its reason. */
const SERVER_LIMITS = {
  /** Headers come at once from the same machine. */
  headersTimeoutMs: 10_000,
  /** A 10 MB file from a slow disk, with room. */
  requestTimeoutMs: 60_000,
  /** Idle connections of a target that sends once in a while. */
  keepAliveTimeoutMs: 5_000,
  /** The kiosk uses a handful; other programs get no more. */
  maxConnections: 64,
} as const;

export type HttpServer = {
  /** Listens on 127.0.0.1, on a port the system picks; returns `http://127.0.0.1:port`. */
  listen(): Promise<string>;
  /** Ends every connection and stops. */
  close(): Promise<void>;
};

/**
 * Makes the server.
 * @param era changes when persons are forgotten: a request begun before is not carried out after
 */
export function createHttpServer(
  routes: readonly Route[],
  token: string,
  faults: PracticeFaults,
  era: () => number,
): HttpServer {
  let host = '';
  const stopping = new AbortController();
  const server: Server = createServer((request, response) => {
    answer(request, response).catch(() => {
      // The sender went away, or something nobody foresaw: no detail may leave with a stranger.
      if (response.headersSent || response.destroyed) response.destroy();
      else sendReply(response, { status: 500, json: {} });
    });
  });
  server.headersTimeout = SERVER_LIMITS.headersTimeoutMs;
  server.requestTimeout = SERVER_LIMITS.requestTimeoutMs;
  server.keepAliveTimeout = SERVER_LIMITS.keepAliveTimeoutMs;
  server.maxConnections = SERVER_LIMITS.maxConnections;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = whyRefused(request, host, token);
    if (refusal) return refuse(response, refusal);
    const eraAtStart = era();
    const url = new URL(request.url ?? '/', `http://${host}`);
    const here = routes.filter((route) => route.path.test(url.pathname));
    const route = here.find((each) => each.method === request.method);
    if (!route) return refuse(response, here.length > 0 ? 405 : 404);

    const body = await readBody(request, route.body.kind === 'none' ? 0 : route.body.maxBytes);
    if (!body) return refuse(response, 413);
    const json = route.body.kind === 'json' ? parseJson(body) : undefined;
    if (route.body.kind === 'json' && json === undefined) return refuse(response, 400);

    const service = typeof route.service === 'function' ? route.service(json) : route.service;
    const fault = faults.take(service);
    if (fault?.kind === 'refuseConnection') return void request.socket.destroy();
    if (fault?.kind === 'error500') return sendReply(response, { status: 500, json: {} });
    if (fault?.kind === 'slow') await pause(fault.milliseconds ?? 0, stopping.signal);

    if (era() !== eraAtStart) return refuse(response, 503);
    const params = (route.path.exec(url.pathname) ?? []).slice(1).map(decode);
    const reply: PortalReply = await route.handle({
      params,
      query: url.searchParams,
      headers: request.headers,
      body,
      json,
      origin: `http://${host}`,
    });
    if (fault) sendSpoiled(response, reply, fault.kind);
    else sendReply(response, reply);
  }

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', () => {
          server.off('error', reject);
          host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
          resolve(`http://${host}`);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        stopping.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuse(response: ServerResponse, status: number): void {
  // What follows on this connection was not read: it is not used again.
  response.setHeader('connection', 'close');
  sendReply(response, { status, json: {} });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part).normalize('NFC');
  } catch {
    return '';
  }
}

/** Waits, or rejects as soon as the server stops. */
function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Error('the server stopped'));
    };
    const timer = setTimeout(() => {
      stopped.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (stopped.aborted) stop();
    else stopped.addEventListener('abort', stop, { once: true });
  });
}
