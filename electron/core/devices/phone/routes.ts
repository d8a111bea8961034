/** What the phone's page may ask. Everything else does not exist. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Failure } from '../../../contract/reasons';
import { err, type Result } from '../../../contract/result';
import { kindOf, refusalOf } from '../../papers/kind';
import { COOKIE, cookieOf, createSecret, type Gate, isSameSecret } from './guards';
import type { PhoneLimits } from './limits';
import type { PhoneEvents } from './phone';
import type { PhonePage } from './phone-page';
import { readPicture } from './read-picture';
import { refuse, send, sendJson } from './send';

/** What phones say a picture is; what it really is, its first bytes tell. */
const PICTURE_TYPES = new Set([
  'image/jpeg',
  'image/png',
  'image/heic',
  'image/heif',
  'application/octet-stream',
]);

/** HTTP status of a refusal the page explains. */
const STATUS: Partial<Record<Failure['reason'], number>> = {
  FILE_TOO_LARGE: 413,
  FILE_KIND_UNKNOWN: 415,
  FILE_HEIC: 415,
  PHONE_TAKEN: 409,
  PHONE_PICTURES_ENOUGH: 409,
  PHONE_CLOSED: 410,
  SESSION_STALE: 410,
};

export type Route = {
  method: 'GET' | 'POST';
  kind: 'document' | 'part' | 'call';
  handle(request: IncomingMessage, response: ServerResponse, from: string): void | Promise<void>;
};

export type RouteOptions = {
  page: PhonePage;
  words: readonly string[];
  limits: PhoneLimits;
  events: PhoneEvents;
  gate: Gate;
};

/** The routes of one opening, by the name after the token. */
export function createRoutes(options: RouteOptions): ReadonlyMap<string, Route> {
  const { page, words, limits, events, gate } = options;
  /** The one phone: its cookie, and the address it came from. */
  let phone: { secret: string; address: string } | null = null;
  let confirmed = false;
  let receiving = false;

  const isThePhone = (request: IncomingMessage, from: string): boolean => {
    const given = cookieOf(request.headers);
    const same = phone !== null && phone.address === from && isSameSecret(given, phone.secret);
    if (!same && given !== '') gate.wrongGuess(from);
    return same;
  };
  const state = () => ({ ok: true, words, confirmed, ...events.progress() });
  const fail = (response: ServerResponse, { failure }: { failure: Failure }, status = 422) =>
    refuse(response, STATUS[failure.reason] ?? status, failure);

  const file = (kind: Route['kind'], type: string, body: Uint8Array): Route => ({
    method: 'GET',
    kind,
    handle: (_request, response) => send(response, 200, `${type}; charset=utf-8`, body),
  });

  /** A call of the phone that was let in; it has no body. */
  const call = (
    method: Route['method'],
    run: (response: ServerResponse) => void | Promise<void>,
  ): Route => ({
    method,
    kind: method === 'GET' ? 'part' : 'call',
    handle(request, response, from) {
      if (hasBody(request)) return refuse(response, 413);
      if (!isThePhone(request, from)) return refuse(response, 401);
      return run(response);
    },
  });

  async function takePicture(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!PICTURE_TYPES.has(type)) return fail(response, err('FILE_KIND_UNKNOWN'));
    // A length is asked for, so that too large a picture is refused before it comes.
    const announced = /^\d{1,10}$/.exec(request.headers['content-length'] ?? '')?.[0];
    if (announced === undefined || request.headers['transfer-encoding'] !== undefined) {
      return refuse(response, 411);
    }
    const bytesAnnounced = Number(announced);
    if (bytesAnnounced === 0) return fail(response, err('FILE_EMPTY'));
    if (bytesAnnounced > limits.pictureBytes) {
      const maxMegabytes = Math.round(limits.pictureBytes / 1_048_576);
      return fail(response, err('FILE_TOO_LARGE', { maxMegabytes }));
    }
    if (receiving) return refuse(response, 409);
    const allowed = events.mayTake();
    if (!allowed.ok) return fail(response, allowed);
    receiving = true;
    events.receiving(true);
    try {
      const read = await readPicture(request, bytesAnnounced, limits);
      if (!read.ok) return fail(response, read, 408);
      const refusal = refusalOfPicture(read.value);
      const taken = refusal ?? (await events.picture(read.value));
      if (!taken.ok) return fail(response, taken);
      sendJson(response, 200, { ok: true, ...taken.value });
    } finally {
      receiving = false;
      events.receiving(false);
    }
  }

  return new Map<string, Route>([
    ['', file('document', 'text/html', page.html)],
    ['phone.js', file('part', 'text/javascript', page.script)],
    ['phone.css', file('part', 'text/css', page.style)],
    [
      'join',
      {
        method: 'POST',
        kind: 'call',
        handle(request, response, from) {
          if (hasBody(request)) return refuse(response, 413);
          if (phone === null) {
            phone = { secret: createSecret(), address: from };
            response.setHeader(
              'Set-Cookie',
              `${COOKIE}=${phone.secret}; Path=/; Secure; HttpOnly; SameSite=Strict`,
            );
            events.connected();
          } else if (!isThePhone(request, from)) {
            return fail(response, err('PHONE_TAKEN'));
          }
          sendJson(response, 200, state());
        },
      },
    ],
    ['state', call('GET', (response) => sendJson(response, 200, state()))],
    [
      'confirm',
      call('POST', (response) => {
        confirmed = true;
        events.confirmed();
        sendJson(response, 200, state());
      }),
    ],
    [
      'differ',
      call('POST', (response) => {
        sendJson(response, 200, { ok: true });
        // Once the answer is out: ending takes the connection with it.
        response.once('close', () => events.ended({ reason: 'PHONE_WORDS_DIFFER' }));
      }),
    ],
    [
      'active',
      call('POST', (response) => {
        events.active();
        sendJson(response, 200, state());
      }),
    ],
    [
      'picture',
      {
        method: 'POST',
        kind: 'call',
        handle(request, response, from) {
          if (!isThePhone(request, from)) return refuse(response, 401);
          // Nobody has said yet that this is the right machine.
          if (!confirmed) return refuse(response, 403);
          return takePicture(request, response);
        },
      },
    ],
  ]);
}

/** A PDF is a paper, but no picture: phones send pictures here. */
function refusalOfPicture(bytes: Uint8Array): Result<never> | undefined {
  const kind = kindOf(bytes);
  return kind === 'pdf' ? err('FILE_KIND_UNKNOWN', { kind }) : refusalOf(kind);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
}
