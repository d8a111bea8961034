/** Sends a reply, whole or with the fault that was asked for. */
import type { ServerResponse } from 'node:http';
import type { Fault } from '../faults';
import type { PortalReply } from './types';

/** A page as a firewall in between sends it in place of the portal's answer. */
const FIREWALL_PAGE = Buffer.from('<html><title>Request Rejected</title></html>', 'utf8');

/** Sends the reply whole. */
export function sendReply(response: ServerResponse, reply: PortalReply): void {
  const [bytes, type] = encode(reply);
  response.writeHead(reply.status, headersFor(bytes, type)).end(bytes);
}

/** Sends what the fault makes of the reply; `acceptedNoAnswer` sends nothing and stays open. */
export function sendSpoiled(
  response: ServerResponse,
  reply: PortalReply,
  kind: Fault['kind'],
): void {
  if (kind === 'acceptedNoAnswer') return;
  if (kind === 'wrongJson') {
    response.writeHead(200, headersFor(FIREWALL_PAGE, 'application/json')).end(FIREWALL_PAGE);
  } else if (kind === 'wrongShape') {
    sendReply(response, { status: 200, json: [{ error_code: null }] });
  } else if (kind === 'cutReply') {
    const [bytes, type] = encode(reply);
    response.writeHead(reply.status, headersFor(bytes, type));
    const half = bytes.subarray(0, Math.floor(bytes.length / 2));
    response.write(half, () => response.destroy());
  } else {
    sendReply(response, reply);
  }
}

function encode(reply: PortalReply): [Buffer, string] {
  if ('bytes' in reply) return [reply.bytes, reply.contentType];
  return [Buffer.from(JSON.stringify(reply.json), 'utf8'), 'application/json; charset=utf-8'];
}

function headersFor(bytes: Buffer, type: string): Record<string, string | number> {
  return {
    'content-type': type,
    'content-length': bytes.length,
    // Answers are about persons: nothing on the way keeps them.
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
}
