import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { capabilitiesXml, statusXml } from '../../../../../tests/support/escl/fake-escl-server';
import { isScannerTrouble } from '../driver';
import { readCapabilities } from './capabilities';
import { hastyTimer, SHORT_DELAYS, smallPage } from './escl.test-support';
import { askEsclDevice, openEsclScanner } from './escl-scanner';
import { readStatus } from './status';

/** Mulberry32: the same garbage at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const CAPABILITIES = capabilitiesXml({ hasFeeder: true, makeAndModel: 'Thử M1', serial: 'T1' });
const STATUS = statusXml('Processing', 'ScannerAdfLoaded', new Map([['1', 'Processing']]));
const TRUE_PAGE = Buffer.from(smallPage(7));

function answer(status: number, headers: string[], body: Buffer | string): Buffer {
  const bytes = Buffer.from(body);
  const lines = [`HTTP/1.1 ${status} X`, `Content-Length: ${bytes.length}`, ...headers, '', ''];
  return Buffer.concat([Buffer.from(lines.join('\r\n')), bytes]);
}

/** What a well device would answer to this request. */
function truth(request: string): Buffer {
  if (request.includes('ScannerStatus')) return answer(200, [], STATUS);
  if (request.startsWith('POST')) return answer(201, ['Location: /eSCL/ScanJobs/1'], '');
  if (request.includes('NextDocument')) return answer(200, [], TRUE_PAGE);
  if (request.startsWith('DELETE')) return answer(200, [], '');
  return answer(200, [], CAPABILITIES);
}

/** What a request asks for. */
function kindOf(request: string): string {
  if (request.includes('ScannerStatus')) return 'status';
  if (request.startsWith('POST')) return 'job';
  if (request.includes('NextDocument')) return 'page';
  return request.startsWith('DELETE') ? 'end' : 'capabilities';
}

/** Spoils an answer in one of the ways wires, faults and ill will do. */
function spoil(bytes: Buffer, random: () => number): Buffer {
  const below = (most: number) => Math.floor(random() * most);
  const spoilt = Buffer.from(bytes);
  switch (below(9)) {
    case 0:
      return spoilt.subarray(0, below(spoilt.length));
    case 1:
      for (let times = below(20); times >= 0; times -= 1) {
        spoilt[below(spoilt.length)] = below(256);
      }
      return spoilt;
    case 2:
      return Buffer.from(Array.from({ length: below(400) }, () => below(256)));
    case 3:
      return answer(
        [100, 204, 302, 404, 409, 410, 500, 503, 999][below(9)] ?? 0,
        [
          `Location: http://198.51.100.1/${below(9)}`,
          `Retry-After: ${['0', '-1', '99999', 'mai', ''][below(5)]}`,
        ],
        'không',
      );
    case 4:
      return answer(200, [], '<a>'.repeat(below(30_000)));
    case 5:
      return answer(200, [], Buffer.concat([TRUE_PAGE.subarray(0, below(20)), spoilt]));
    case 6:
      return answer(
        201,
        [`Location: ${'/..'.repeat(below(300))}${String.fromCharCode(below(90) + 33)}`],
        STATUS,
      );
    case 7:
      return Buffer.concat([spoilt, spoilt]);
    default:
      return Buffer.from(bytes.toString('latin1').replaceAll(/\d+/g, String(below(1e9))), 'latin1');
  }
}

describe('1,000 spoilt dialogues with an eSCL device', () => {
  it('neither crash nor hang, and no page is taken that the device did not send whole', async () => {
    let random = seeded(1);
    const sockets = new Set<Socket>();
    const spoilt = new Map<string, number>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => undefined);
      let request = '';
      socket.on('data', (chunk) => {
        request += chunk.toString('latin1');
        // The body of a POST is known by its end; other requests have none.
        if (!/\r\n\r\n$|ScanSettings>$/.test(request)) return;
        if (request.startsWith('POST') && !request.endsWith('ScanSettings>')) return;
        const right = truth(request);
        const isSpoilt = random() < 0.5;
        if (isSpoilt) spoilt.set(kindOf(request), (spoilt.get(kindOf(request)) ?? 0) + 1);
        socket.end(isSpoilt ? spoil(right, random) : right);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/eSCL`;
    const capabilities = readCapabilities(Buffer.from(CAPABILITIES));
    if (!capabilities) throw new Error('no capabilities');
    const delays = { ...SHORT_DELAYS, answerMs: 500, pageDeadlineMs: 500, deleteMs: 500 };
    const outcomes = new Map<string, number>();
    for (let seed = 1; seed <= 1_000; seed += 1) {
      random = seeded(seed);
      const asked = await askEsclDevice(baseUrl, { delays });
      const device = asked ?? { address: { baseUrl }, capabilities };
      const scanner = openEsclScanner(device, { delays, timer: hastyTimer() });
      const stop = new AbortController();
      let pages = 0;
      const source = seed % 2 === 0 ? 'flatbed' : 'feeder';
      const result = await scanner.scan(
        { source, dpi: 200, colour: true },
        ({ bytes }) => {
          const view = Buffer.from(bytes);
          expect(view.subarray(0, 2).toString('hex') + view.subarray(-2).toString('hex')).toBe(
            'ffd8ffd9',
          );
          pages += 1;
          // The fake's feeder has no end.
          if (pages === 3) stop.abort(new Error('enough'));
        },
        stop.signal,
      );
      const outcome = result.ok ? 'ok' : result.failure.reason;
      expect(result.ok || isScannerTrouble(result.failure.reason)).toBe(true);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      await scanner.check();
      expect(['loaded', 'empty', 'unknown']).toContain(await scanner.feeder(stop.signal));
      await scanner.close();
    }
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    // The garbage is neither all harmless nor all fatal, else this would prove little.
    expect(outcomes.get('ok')).toBeGreaterThan(100);
    expect(outcomes.get('SCANNER_FAILED')).toBeGreaterThan(100);
    // Every kind of answer was spoilt often.
    for (const kind of ['capabilities', 'status', 'job', 'page']) {
      expect(spoilt.get(kind), kind).toBeGreaterThan(200);
    }
  }, 240_000);

  it('spoilt texts are read or refused, never thrown at', () => {
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const random = seeded(seed);
      readCapabilities(spoil(Buffer.from(CAPABILITIES), random));
      readStatus(spoil(Buffer.from(STATUS), random));
    }
    expect(readStatus(Buffer.from(STATUS))).toBeDefined();
  });
});
