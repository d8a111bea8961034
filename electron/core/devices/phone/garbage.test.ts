/** 500 seeded pieces of nonsense over real TLS: no crash, no picture, no way in. */
import { connect } from 'node:tls';
import { afterAll, expect, it } from 'vitest';
import { jpeg, openWay, Phone } from './testing';

const REQUESTS = 500;

/** A small generator with a seed (mulberry32), so that a failure can be had again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const wide = { requestsAtOnce: 10_000, wrongGuesses: 10_000, headersMs: 500, checkMs: 50 };
const way = await openWay({ limits: { ...wide, pictureSilenceMs: 50, keepAliveMs: 50 } });
afterAll(() => way.link.close());

it(`stands ${REQUESTS} pieces of nonsense and still takes the right phone's picture`, async () => {
  const { url, seen } = way;
  const phone = new Phone(way);
  await phone.joins();
  const random = seeded(20_261_121);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const noise = (length: number) =>
    Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
  const token = url.pathname;

  function nonsense(): Buffer {
    const kind = Math.floor(random() * 4);
    if (kind === 0) return noise(1 + Math.floor(random() * 400));
    const method = pick(['GET', 'POST', 'PUT', 'BREW', '', 'get', 'POST POST']);
    const path = pick([
      token,
      `${token}picture`,
      `${token}join`,
      '/',
      '/%00',
      `${token}../..`,
      '*',
    ]);
    const host = pick([url.host, 'vi-du.example', '', `${url.host}, x`]);
    const lines = [
      `${method} ${path} ${pick(['HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9', ''])}`,
      `Host: ${host}`,
      `Origin: ${pick([url.origin, 'null', 'https://vi-du.example'])}`,
      `Content-Type: ${pick(['image/jpeg', 'text/html', '\u0001', 'image/png; x=y'])}`,
      pick([
        `Content-Length: ${pick(['5', '-1', '1e9', '99999999999999', 'x', '0x10'])}`,
        'Transfer-Encoding: chunked\r\nContent-Length: 3',
        'Expect: 100-continue',
        `X: ${'a'.repeat(Math.floor(random() * 12_000))}`,
        'Upgrade: websocket\r\nConnection: Upgrade',
      ]),
      // A guess, and sometimes no cookie at all.
      `Cookie: ${pick(['__Host-phone=', '__Host-phone=0', 'x', '__Host-phone=%00; a=b'])}`,
    ];
    const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
    return kind === 1
      ? head.subarray(0, Math.floor(random() * head.length))
      : Buffer.concat([head, noise(20)]);
  }

  const answers: number[] = [];
  for (let done = 0; done < REQUESTS; done += 5) {
    await Promise.all(
      Array.from(
        { length: 5 },
        () =>
          new Promise<void>((resolve) => {
            const bytes = nonsense();
            const socket = connect(
              { host: url.hostname, port: Number(url.port), rejectUnauthorized: false },
              () => socket.end(bytes),
            );
            let text = '';
            socket.on('data', (data) => {
              text += data;
            });
            socket.on('error', () => {});
            socket.on('close', () => {
              answers.push(Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0));
              resolve();
            });
          }),
      ),
    );
  }
  expect(answers).toHaveLength(REQUESTS);
  // The page itself may be had with the token; a call never.
  const wellKnown = [0, 200, 308, 400, 401, 403, 404, 405, 408, 409, 411, 413, 417, 421, 431];
  expect([...new Set(answers)].filter((status) => !wellKnown.includes(status))).toEqual([]);
  expect(seen).toMatchObject({ connected: 1, confirmed: 1, pictures: [], ended: [] });
  expect((await phone.sends(jpeg())).status).toBe(200);
}, 60_000);
