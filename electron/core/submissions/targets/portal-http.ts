/** HTTP to a portal with every trouble as a reason: nothing a network does is thrown. */
import type { z } from 'zod';
import { err, ok, type Result } from '../../../contract/result';

/** Replies are a few hundred bytes a dossier; anything beyond is not the portal's. */
const MAX_REPLY_BYTES = 4 * 1024 * 1024;

export type PortalCall = {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  bytes?: Uint8Array;
  signal?: AbortSignal | undefined;
};

/** An answer whose body is JSON, whatever its status below 500. */
export type PortalAnswer = { status: number; json: unknown };

export type PortalHttp = {
  /**
   * PORTAL_UNREACHABLE: no connection, or the caller ended it. PORTAL_SLOW: not done in time.
   * PORTAL_BAD_ANSWER: 5xx, cut off, too long or not JSON. PORTAL_REFUSED: this caller may not
   * (401, 403, 421), which says nothing about what was sent.
   */
  call(call: PortalCall): Promise<Result<PortalAnswer>>;
};

/**
 * Makes a client of one start of a portal.
 * @param timeoutMs deadline of each request, reply included
 */
export function createPortalHttp(origin: string, token: string, timeoutMs: number): PortalHttp {
  return {
    async call({ method, path, headers = {}, json, bytes, signal }) {
      const deadline = AbortSignal.timeout(timeoutMs);
      const body = json === undefined ? bytes : JSON.stringify(json);
      let response: Response;
      try {
        response = await fetch(new URL(path, origin), {
          method,
          headers: {
            ...headers,
            authorization: `Bearer ${token}`,
            ...(json !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
          },
          ...(body !== undefined && { body: body as BodyInit }),
          redirect: 'error',
          signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
        });
      } catch {
        return err(deadline.aborted ? 'PORTAL_SLOW' : 'PORTAL_UNREACHABLE');
      }
      try {
        const text = await readText(response);
        if (response.status >= 500) return err('PORTAL_BAD_ANSWER');
        if ([401, 403, 421].includes(response.status)) return err('PORTAL_REFUSED');
        return ok({ status: response.status, json: JSON.parse(text) as unknown });
      } catch {
        if (deadline.aborted) return err('PORTAL_SLOW');
        return err(signal?.aborted ? 'PORTAL_UNREACHABLE' : 'PORTAL_BAD_ANSWER');
      }
    },
  };
}

/** Reads a JSON answer of a known shape; anything else is PORTAL_BAD_ANSWER. */
export function parseAnswer<Schema extends z.ZodType>(
  schema: Schema,
  json: unknown,
): Result<z.output<Schema>> {
  const parsed = schema.safeParse(json);
  return parsed.success ? ok(parsed.data) : err('PORTAL_BAD_ANSWER');
}

async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString('utf8');
    size += value.length;
    if (size > MAX_REPLY_BYTES) {
      await reader.cancel();
      throw new Error('the reply does not end');
    }
    chunks.push(value);
  }
}
