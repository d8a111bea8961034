/** Reads a request's body up to a limit. */
import type { IncomingMessage } from 'node:http';

/**
 * What is read and thrown away beyond a limit before the connection is cut: enough for an honest
 * sender of a too large file to finish and hear the answer, not enough to fill memory or time.
 */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

/**
 * Reads the whole body.
 * @returns the bytes, or undefined when there were more than `maxBytes`
 * @throws Error when the sender goes away in the middle
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > maxBytes + MAX_DISCARDED_BYTES) throw new Error('the body does not end');
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined;
}
