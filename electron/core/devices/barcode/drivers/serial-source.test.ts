import { SerialPortMock } from 'serialport';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openReaderHub, type ReaderHub } from '../reader-hub';
import { CARD_X, CARD_Y, outcome } from '../testing';
import { type SerialDriver, serialSource } from './serial-source';

const NEWLAND = {
  vendorId: '1EAB',
  productId: '1a06',
  manufacturer: 'Newland',
};
const PATH = '/dev/ttyACM7';

let hub: ReaderHub;
afterEach(async () => {
  await hub.close();
  SerialPortMock.binding.reset();
});
beforeEach(() => SerialPortMock.binding.reset());

/** serialport's own stream over its own pretended binding. */
async function openHub(options: Parameters<typeof serialSource>[0] = {}) {
  const ports: SerialPortMock[] = [];
  class Recorded extends SerialPortMock {
    constructor(...args: ConstructorParameters<typeof SerialPortMock>) {
      super(...args);
      ports.push(this);
    }
  }
  const load = async () => ({ SerialPort: Recorded }) as SerialDriver;
  hub = openReaderHub({
    sources: [serialSource({ load, hasLine: async () => true, ...options })],
  });
  const texts: string[] = [];
  hub.onScan((scan) => void texts.push(outcome(scan)));
  await hub.look();
  return { texts, port: () => ports.at(-1)?.port };
}

describe('a reader at USB-COM', () => {
  it('gives whole cards, with or without Enter, also in pieces', async () => {
    SerialPortMock.binding.createPort(PATH, NEWLAND);
    const { texts, port } = await openHub();
    await vi.waitFor(() => expect(hub.health()).toEqual({ ready: true }), 5_000);
    expect(hub.readers()[0]).toMatchObject({
      kind: 'serial',
      id: { vendor: '1eab', product: '1a06' },
    });
    const bytes = Buffer.from(`${CARD_X}\r`);
    port()?.emitData(bytes.subarray(0, 22));
    port()?.emitData(bytes.subarray(22));
    await vi.waitFor(() => expect(texts).toEqual([CARD_X]), 5_000);
    port()?.emitData(Buffer.from(CARD_Y));
    await vi.waitFor(() => expect(texts).toEqual([CARD_X, CARD_Y]), 5_000);
  });

  it('that is pulled out is lost, and half a card with it', async () => {
    SerialPortMock.binding.createPort(PATH, NEWLAND);
    const { texts, port } = await openHub();
    await vi.waitFor(() => expect(hub.health()).toEqual({ ready: true }), 5_000);
    // The line ends while half a card is on it, as the system tells it: reading fails.
    const line = port();
    if (line) line.read = () => Promise.reject(new Error('EIO: i/o error, read'));
    SerialPortMock.binding.reset();
    line?.emitData(Buffer.from(CARD_X.slice(0, 20)));
    await vi.waitFor(
      () => expect(hub.health()).toEqual({ ready: false, reason: 'READER_UNPLUGGED' }),
      5_000,
    );
    expect(texts).toEqual([]);
  });

  it('is not any other line, unless a technician chose it', async () => {
    const modem = { vendorId: '1a86', productId: '7523' };
    SerialPortMock.binding.createPort('/dev/ttyUSB0', modem);
    await openHub();
    expect(hub.readers()).toEqual([]);
    await hub.close();
    const [info] = await SerialPortMock.list();
    const serial = info?.serialNumber ?? '';
    await openHub({ chosen: [{ vendor: '1a86', product: '7523', serial }] });
    expect(hub.readers()).toHaveLength(1);
  });

  it('without serialport says so, but only where there is a line', async () => {
    const load = () => Promise.reject(new Error("Cannot find package 'serialport'"));
    await openHub({ load });
    expect(hub.troubles()).toMatchObject([{ source: 'serial', reason: 'READER_DRIVER_MISSING' }]);
    await hub.close();
    await openHub({ load, hasLine: async () => false });
    expect(hub.troubles()).toEqual([]);
    expect(hub.health()).toEqual({ ready: false, reason: 'READER_NONE' });
  });
});
