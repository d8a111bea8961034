/** What a route of the portal gets and gives. */
import type { IncomingHttpHeaders } from 'node:http';
import type { PortalService } from '../faults';

export type PortalRequest = {
  /** What the path's brackets caught, decoded. */
  params: readonly string[];
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The raw body; empty for GET. */
  body: Buffer;
  /** The parsed body of a JSON route. */
  json: unknown;
  /** `http://127.0.0.1:port`, for links in replies. */
  origin: string;
};

export type PortalReply =
  | { status: number; json: unknown }
  | { status: number; bytes: Buffer; contentType: string };

export type Route = {
  method: 'GET' | 'POST';
  path: RegExp;
  body: { kind: 'none' } | { kind: 'json' | 'bytes'; maxBytes: number };
  /** Which part of the portal this is, for faults; of one URL with many services, by the body. */
  service: PortalService | ((json: unknown) => PortalService);
  handle(request: PortalRequest): PortalReply | Promise<PortalReply>;
};
