/**
 * The real way: a small HTTPS server in this process, for one phone, on one address of the house's
 * network, with a certificate and a token of its own. Loaded only when somebody opens the panel.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { err, ok, type Result } from '../../../contract/result';
import { hasAddress, type Interfaces, lanAddress } from './addresses';
import { makeCertificate } from './certificate';
import { createGate, createSecret, isSameSecret, whyForeign } from './guards';
import type { PhoneLimits } from './limits';
import type { PhoneEvents, PhoneLink, PhoneScanner } from './phone';
import type { PhonePage } from './phone-page';
import { createRoutes, type Route } from './routes';
import { refuse } from './send';
import { wordsOf } from './words';

/** Bytes of all headers of a request: a browser's own are under 2 KB. */
const MAX_HEADER_BYTES = 8_192;
const MAX_HEADERS = 60;
const REQUESTS_PER_CONNECTION = 200;

export type HttpsPhoneOptions = {
  page: PhonePage;
  words: readonly string[];
  limits: PhoneLimits;
  interfaces(): Interfaces;
  now(): Date;
  /** Milliseconds that only grow, for counting requests. */
  ticks?(): number;
  /** Tests on a machine without a network listen here. */
  address?: string;
};

/** Makes the driver; nothing listens before `open`. */
export function createHttpsPhone(options: HttpsPhoneOptions): PhoneScanner {
  const { limits, interfaces } = options;

  async function open(events: PhoneEvents): Promise<Result<PhoneLink>> {
    const address = options.address ?? lanAddress(interfaces());
    if (!address) return err('PHONE_NO_NETWORK');
    const { key, cert, der } = await makeCertificate(address, options.now());
    const words = wordsOf(der, options.words);
    const token = createSecret();
    const gate = createGate(limits, options.ticks ?? (() => performance.now()));
    const routes = createRoutes({ page: options.page, words, limits, events, gate });
    let host = '';
    let closed = false;

    /** The route a request is for, or the HTTP status it is refused with. */
    function routeOf(request: IncomingMessage, from: string): Route | number {
      if (!gate.mayAsk(from)) return 429;
      // A web page's own name that was pointed here (DNS rebinding) names itself.
      if (request.headers.host !== host) return 421;
      const [path = '', ...query] = (request.url ?? '').split('?');
      // Nothing of ours has a query, and nothing is decoded: what is not plain is not known.
      const [, given = '', name, ...rest] = path.split('/');
      // Keyboards of phones begin with a capital letter.
      if (!isSameSecret(given.toLowerCase(), token)) {
        // A browser asks for an icon of its own accord: that is no guess.
        if (path !== '/favicon.ico') gate.wrongGuess(from);
        return 404;
      }
      if (query.length + rest.length > 0) return 404;
      // Typed without the last "/": the parts of the page stand beside it.
      if (name === undefined) return 308;
      const route = routes.get(name);
      if (!route) return 404;
      if (request.method !== route.method) return 405;
      return whyForeign(request.headers, host, route.kind) ?? route;
    }

    function answer(request: IncomingMessage, response: ServerResponse): void {
      const from = request.socket.remoteAddress ?? '';
      if (closed) {
        request.socket.destroy();
        return;
      }
      const route = routeOf(request, from);
      if (typeof route === 'number') {
        if (route === 308) response.setHeader('Location', `/${token}/`);
        refuse(response, route);
        return;
      }
      Promise.resolve(route.handle(request, response, from)).catch((error: unknown) => {
        // No detail may leave with a stranger, and none of the picture's may be logged.
        console.error(`phone: ${error instanceof Error ? error.name : typeof error}`);
        if (response.headersSent || response.destroyed) response.destroy();
        else refuse(response, 500);
      });
    }

    const server = createServer(
      {
        key,
        cert,
        minVersion: 'TLSv1.2',
        handshakeTimeout: limits.handshakeMs,
        headersTimeout: limits.headersMs,
        requestTimeout: limits.pictureMs,
        keepAliveTimeout: limits.keepAliveMs,
        connectionsCheckingInterval: limits.checkMs,
        maxHeaderSize: MAX_HEADER_BYTES,
        // A server without strict parsing takes requests apart differently than the next one.
        insecureHTTPParser: false,
      },
      answer,
    );
    server.maxHeadersCount = MAX_HEADERS;
    server.maxRequestsPerSocket = REQUESTS_PER_CONNECTION;
    server.maxConnections = limits.connections;
    // "Expect: 100-continue" would have the body sent before it was allowed.
    server.on('checkContinue', (_request, response: ServerResponse) => refuse(response, 417));
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    server.on('clientError', (_error, socket) => socket.destroy());

    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      const from = socket.remoteAddress;
      const ofSame = [...sockets].filter(({ remoteAddress }) => remoteAddress === from).length;
      if (closed || ofSame >= limits.connectionsPerAddress) {
        socket.destroy();
        return;
      }
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    });

    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, address, () => {
          server.off('error', reject);
          resolve();
        });
      });
    } catch {
      // The address went away in between, or the system forbids listening.
      return err('PHONE_NO_NETWORK');
    }
    host = `${address}:${(server.address() as AddressInfo).port}`;

    async function close(): Promise<void> {
      if (closed) return;
      closed = true;
      clearInterval(looking);
      const gone = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await gone;
    }
    function end(reason: 'PHONE_NETWORK_LOST'): void {
      if (closed) return;
      void close();
      events.ended({ reason });
    }
    server.on('error', () => end('PHONE_NETWORK_LOST'));
    const looking = setInterval(() => {
      if (!hasAddress(interfaces(), address)) end('PHONE_NETWORK_LOST');
    }, limits.networkLookMs);
    looking.unref();

    return ok({ url: `https://${host}/${token}/`, words, close });
  }

  return { open };
}
