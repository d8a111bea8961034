/** What comes in the place of an IPP answer: cut, hurt, invented. Nothing of it may be believed. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, IMPATIENT } from '../testing';
import { createCupsClient } from './cups-client';
import { createCupsFinder } from './cups-printers';
import { decodeAnswer, encodeRequest, type SentAttribute } from './ipp-message';

const ANSWERS = 1_000;
/** Nothing is waited for: the answers are there at once. */
const AT_ONCE = {
  ...IMPATIENT,
  answerMs: 5_000,
  pollMs: 0,
  offlinePatienceMs: 0,
  troublePatienceMs: 0,
  stopGraceMs: 0,
};

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const bytes = (length: number) => Buffer.from(Array.from({ length }, () => below(256)));
  return { below, bytes };
}
type Random = ReturnType<typeof seeded>;

/** An answer that all went well, with one group after the operation's own. */
function answerOf(id: number, attributes: readonly SentAttribute[]): Buffer {
  return encodeRequest(0x0000, id, [], attributes);
}

const WELL: readonly SentAttribute[] = [
  ['name', 'printer-name', 'KIOSK'],
  ['name', 'printer-info', 'Máy in của điểm'],
  ['enum', 'printer-state', 3],
  ['keyword', 'printer-state-reasons', 'none'],
  ['boolean', 'printer-is-accepting-jobs', true],
];
/** Three things are wrong at once: losing one of them does not make it well. */
const ILL: readonly SentAttribute[] = [
  ['name', 'printer-name', 'KIOSK'],
  ['enum', 'printer-state', 5],
  ['keyword', 'printer-state-reasons', ['media-empty-error', 'paused']],
  ['boolean', 'printer-is-accepting-jobs', false],
];

/** `whole` as it must not be: cut, invented, with bytes lost, added, changed or moved. */
function hurt(whole: Buffer, { below, bytes }: Random): Buffer {
  const at = below(whole.length);
  const length = 1 + below(16);
  switch (below(6)) {
    case 0:
      return whole.subarray(0, at);
    case 1:
      return bytes(below(400));
    case 2:
      return Buffer.concat([whole.subarray(0, at), whole.subarray(at + length)]);
    case 3:
      return Buffer.concat([whole.subarray(0, at), bytes(length), whole.subarray(at)]);
    case 4: {
      const changed = Buffer.from(whole);
      bytes(length).copy(changed, at);
      return changed;
    }
    default:
      // The head is right, and the rest is nonsense.
      return Buffer.concat([whole.subarray(0, 8), bytes(below(400))]);
  }
}

describe('an IPP answer', () => {
  it('is read whole', () => {
    const answer = decodeAnswer(answerOf(7, ILL));
    expect(answer).toMatchObject({ ok: true, status: 0, id: 7 });
    expect(Object.fromEntries(answer?.groups[0] ?? [])).toEqual({
      'printer-name': ['KIOSK'],
      'printer-state': [5],
      'printer-state-reasons': ['media-empty-error', 'paused'],
      'printer-is-accepting-jobs': [false],
    });
  });

  it('cut at any byte is none', () => {
    const whole = answerOf(7, WELL);
    for (let length = 0; length < whole.length; length += 1) {
      expect(decodeAnswer(whole.subarray(0, length))).toBeNull();
    }
  });

  it('that is garbage does not disturb, 1,000 times', () => {
    const random = seeded(8_010);
    for (let time = 0; time < ANSWERS; time += 1) {
      const answer = decodeAnswer(hurt(answerOf(time, WELL), random));
      if (answer === null) continue;
      for (const [name, values] of answer.groups.flatMap((group) => [...group])) {
        expect(typeof name).toBe('string');
        expect(values.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('a CUPS that talks nonsense', { timeout: 120_000 }, () => {
  let server: Server;
  let answer: (id: number, operation: number) => Buffer;
  let port = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const sent = Buffer.concat(chunks);
        const body = answer(sent.readInt32BE(4), sent.readUInt16BE(2));
        response.writeHead(200, { 'content-type': 'application/ipp' }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    port = address.port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const never = () => new AbortController().signal;
  const finder = () =>
    createCupsFinder({
      client: createCupsClient(AT_ONCE, () => ({ host: '127.0.0.1', port })),
      delays: AT_ONCE,
      timer: { after: async (_ms, signal) => signal?.throwIfAborted() },
    });
  async function found() {
    answer = (id) => answerOf(id, WELL);
    const [printer] = await finder().find(never());
    if (!printer) throw new Error('not found');
    return printer;
  }

  it('never makes an ill printer a ready one, and nothing is printed by it, 1,000 times', async () => {
    const printer = await found();
    expect(await printer.check()).toEqual({ ready: true });
    const random = seeded(631);
    answer = (id) => hurt(answerOf(id, ILL), random);
    for (let time = 0; time < ANSWERS; time += 1) {
      expect(await printer.check()).toMatchObject({ ready: false });
    }
    const document = documentOf(Uint8Array.of(1));
    for (let time = 0; time < 50; time += 1) {
      expect((await printer.print(document, never())).ok).toBe(false);
      expect((await finder().find(never())).every((each) => !each.health().ready)).toBe(true);
    }
    await printer.close();
  });

  it('is not believed when it answers another question', async () => {
    const printer = await found();
    answer = (id) => answerOf(id + 1, WELL);
    expect(await printer.check()).toEqual({ ready: false, reason: 'PRINTER_OFFLINE' });
    await printer.close();
  });

  it('is not believed when it does not say how the queue is', async () => {
    const printer = await found();
    answer = (id) => answerOf(id, [['name', 'printer-name', 'KIOSK']]);
    expect(await printer.check()).toEqual({ ready: false, reason: 'PRINTER_OFFLINE' });
    await printer.close();
  });

  it('that takes a job and then knows nothing of it has not printed it', async () => {
    const printer = await found();
    const PRINT_JOB = 0x0002;
    const GET_JOB = 0x0009;
    answer = (id, operation) => {
      if (operation === PRINT_JOB) return answerOf(id, [['integer', 'job-id', 4]]);
      if (operation === GET_JOB) return answerOf(id, []);
      return answerOf(id, WELL);
    };
    expect(await printer.print(documentOf(Uint8Array.of(1)), never())).toMatchObject({
      failure: { reason: 'PRINTER_FAILED' },
    });
    await printer.close();
  });
});
