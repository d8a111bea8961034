/** Receipt printers by a listener on the AppSocket port, with and without answers. */
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rasterOf } from '../../../../../tests/support/pictures/receipt-paper';
import { ok } from '../../../../contract/result';
import type { JobProgress } from '../printer';
import { documentOf, IMPATIENT } from '../testing';
import { CLEAR_BUFFER, encodeReceipt, statusTrouble } from './escpos';
import { openReceiptPrinter } from './receipt-printer';

vi.setConfig({ testTimeout: 30_000 });

/** Status bytes of a printer that is well: only the fixed bits. */
const WELL = 0x12;
/** One band and a half. */
const HEIGHT = 400;

/** A picture whose every eighth line is black. */
const picture = (width: number) => {
  const grey = new Uint8Array(width * HEIGHT).fill(255);
  for (let y = 0; y < HEIGHT; y += 8) grey.fill(0, y * width, (y + 1) * width);
  return { width, height: HEIGHT, grey };
};

type Device = {
  port: number;
  received: () => Buffer;
  /** Answers to DLE EOT 2, 3, 4; null: does not answer. */
  status: [number, number, number] | null;
  /** Takes no bytes. */
  stuck: boolean;
  sockets: Set<Socket>;
  /** Called when the first band has come. */
  firstBand: () => void;
};

const servers: Server[] = [];
const devices = new Set<Device>();
afterEach(async () => {
  for (const device of devices) for (const socket of device.sockets) socket.destroy();
  devices.clear();
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

async function device(): Promise<Device> {
  const chunks: Buffer[] = [];
  const self: Device = {
    port: 0,
    received: () => Buffer.concat(chunks),
    status: [WELL, WELL, WELL],
    stuck: false,
    sockets: new Set(),
    firstBand: () => undefined,
  };
  const server = createServer((socket) => {
    self.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => self.sockets.delete(socket));
    let waiting = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      if (self.stuck) {
        socket.pause();
        return;
      }
      waiting = Buffer.concat([waiting, bytes]);
      for (let length = next(); length > 0 && length <= waiting.length; length = next()) {
        const command = waiting.subarray(0, length);
        waiting = waiting.subarray(length);
        if (command[0] === 0x10 && command[1] === 0x04) {
          if (self.status) socket.write(Uint8Array.of(self.status[(command[2] ?? 2) - 2] ?? WELL));
        } else {
          chunks.push(command);
          if (command[0] === 0x1d && command[1] === 0x76) self.firstBand();
          const isTell = command[0] === 0x1d && command[1] === 0x72;
          if (self.status && isTell) socket.write(Uint8Array.of(0));
        }
      }
    });
    /** Bytes of the command that begins here; 0 when not enough came to tell. */
    function next(): number {
      const [first, second] = waiting;
      if (first === undefined) return 0;
      if (first !== 0x10 && first !== 0x1d) return 1;
      if (second === undefined) return 0;
      if (first === 0x10) return second === 0x04 ? 3 : second === 0x14 ? 10 : 1;
      if (second === 0x72) return 3;
      if (second !== 0x76) return 1;
      if (waiting.length < 8) return 0;
      return 8 + waiting.readUInt16LE(4) * waiting.readUInt16LE(6);
    }
  });
  servers.push(server);
  devices.add(self);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  self.port = address.port;
  return self;
}

function open(port: number, more: { widthMm?: 80 | 58; height?: number } = {}) {
  const sizes: Array<{ paperDots: number; dots: number }> = [];
  const printer = openReceiptPrinter(
    { host: '127.0.0.1', port, widthMm: more.widthMm ?? 80 },
    {
      label: 'XP-80C',
      delays: IMPATIENT,
      rasterise: async (_pdf, size) => {
        sizes.push(size);
        return ok(picture(size.dots));
      },
    },
  );
  const said: JobProgress[] = [];
  const stop = new AbortController();
  const print = () =>
    printer.print(documentOf(Uint8Array.of(1), { paper: 'roll80' }), stop.signal, (one) =>
      said.push(one),
    );
  return { printer, print, said, stop, sizes };
}

describe('a receipt printer', () => {
  it.each([
    [80, 640, 576],
    [58, 464, 384],
  ] as const)(
    'of %s mm prints the picture dot for dot, in bands without a gap',
    async (widthMm, paperDots, dots) => {
      const paper = await device();
      const { print, sizes } = open(paper.port, { widthMm });
      expect(await print()).toMatchObject({ ok: true });
      expect(sizes).toEqual([{ paperDots, dots }]);
      const { heights, widthBytes, rows } = rasterOf(paper.received());
      expect(heights).toEqual([240, 160]);
      expect(widthBytes).toEqual([dots / 8, dots / 8]);
      for (let y = 0; y < HEIGHT; y += 1) {
        const row = rows.subarray((y * dots) / 8, ((y + 1) * dots) / 8);
        expect(row.every((byte) => byte === (y % 8 === 0 ? 0xff : 0))).toBe(true);
      }
      // Between the bands nothing feeds the paper.
      const first = paper.received().indexOf(Buffer.of(0x1d, 0x76, 0x30, 0x00));
      const second = first + 8 + (240 * dots) / 8;
      expect(paper.received().subarray(second, second + 4)).toEqual(Buffer.of(0x1d, 0x76, 0x30, 0));
    },
  );

  it('without answers is taken to be well, and printed on', async () => {
    const paper = await device();
    paper.status = null;
    const { print, printer } = open(paper.port);
    expect(await printer.check()).toEqual({ ready: true });
    expect(await print()).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(rasterOf(paper.received()).heights).toEqual([240, 160]));
  });

  it.each([
    ['cover open', [WELL | 0x04, WELL, WELL], 'PRINTER_COVER_OPEN'],
    ['paper out', [WELL | 0x20, WELL, WELL | 0x60], 'PRINTER_PAPER_OUT'],
    ['the cutter stuck', [WELL | 0x40, WELL | 0x08, WELL], 'PRINTER_JAM'],
  ] as const)('says before printing: %s', async (_what, status, reason) => {
    const paper = await device();
    paper.status = [...status];
    const { print, printer } = open(paper.port);
    expect(await printer.check()).toEqual({ ready: false, reason });
    expect(await print()).toMatchObject({ failure: { reason } });
    expect(paper.received()).toHaveLength(0);
  });

  it('whose paper ends in the middle waits, gives up, and clears its buffer', async () => {
    const paper = await device();
    const { print, said } = open(paper.port);
    paper.firstBand = () => {
      paper.status = [WELL | 0x20, WELL, WELL | 0x60];
    };
    expect(await print()).toMatchObject({ failure: { reason: 'PRINTER_PAPER_OUT' } });
    expect(said.some(({ trouble }) => trouble === 'PRINTER_PAPER_OUT')).toBe(true);
    await vi.waitFor(() =>
      expect(paper.received().subarray(-10)).toEqual(Buffer.from(CLEAR_BUFFER)),
    );
  });

  it('that is switched off is said to be off', async () => {
    const { print, printer } = open(1);
    expect(await printer.check()).toEqual({ ready: false, reason: 'PRINTER_OFFLINE' });
    expect(await print()).toMatchObject({ failure: { reason: 'PRINTER_OFFLINE' } });
  });

  it('that is switched off in the middle ends the job', async () => {
    const paper = await device();
    const { print, printer } = open(paper.port);
    paper.firstBand = () => {
      for (const socket of paper.sockets) socket.destroy();
    };
    expect(await print()).toMatchObject({ failure: { reason: 'PRINTER_OFFLINE' } });
    expect(printer.health()).toEqual({ ready: false, reason: 'PRINTER_OFFLINE' });
    expect(await printer.check()).toEqual({ ready: true });
  });

  it('whose socket hangs is given up within its deadline', async () => {
    const paper = await device();
    paper.status = null;
    paper.stuck = true;
    const { printer, stop } = open(paper.port);
    // More than any kernel's buffers hold.
    const endless = openReceiptPrinter(
      { host: '127.0.0.1', port: paper.port, widthMm: 80 },
      {
        label: 'XP-80C',
        delays: IMPATIENT,
        rasterise: async (_pdf, { dots }) =>
          ok({ width: dots, height: 60_000, grey: new Uint8Array(dots * 60_000).fill(255) }),
      },
    );
    const started = performance.now();
    const result = await endless.print(documentOf(Uint8Array.of(1)), stop.signal);
    expect(result).toMatchObject({ failure: { reason: 'PRINTER_HANG' } });
    expect(performance.now() - started).toBeLessThan(25_000);
    await printer.close();
  });

  it('stops when the session is over', async () => {
    const paper = await device();
    const { print, stop } = open(paper.port);
    paper.firstBand = () => stop.abort(new Error('session over'));
    expect(await print()).toMatchObject({ failure: { reason: 'PRINTER_FAILED' } });
    await vi.waitFor(() => expect(paper.sockets.size).toBe(0));
  });
});

describe('ESC/POS', () => {
  it('takes grey of thin strokes for ink and light grey for paper', async () => {
    const grey = Uint8Array.from([0, 159, 160, 255, 255, 255, 255, 255]);
    const parts = await encodeReceipt({ width: 8, height: 1, grey });
    const { rows } = rasterOf(Buffer.concat(parts));
    expect(rows[0]).toBe(0b1100_0000);
  });

  it('reads garbage as status without a throw', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const trouble = statusTrouble(byte, 255 - byte, byte);
      expect(trouble === null || trouble.startsWith('PRINTER_')).toBe(true);
    }
  });
});
