/**
 * Readers in USB-COM mode, through serialport, an optional package: where it is missing the source
 * says so as soon as there is a serial line it would be needed for.
 */
import { readdir } from 'node:fs/promises';
import type { ReaderId } from '../reader';
import type { Attachment, DeviceListener, Listing, Opened, ReaderSource } from '../source';
import { serialFramer } from '../wire/serial-framer';
import { looksLikeReader } from './known-makers';
import { describe, openTrouble } from './open-trouble';
import { watchDevices } from './watch-devices';

export type SerialPortInfo = {
  path: string;
  manufacturer?: string | undefined;
  serialNumber?: string | undefined;
  vendorId?: string | undefined;
  productId?: string | undefined;
  /** Windows only. */
  friendlyName?: string | undefined;
};

/** The part of serialport that is used, so that tests can bring their own. */
export type SerialDriver = {
  SerialPort: {
    new (options: { path: string; baudRate: number; autoOpen: false }): SerialHandle;
    list(): Promise<SerialPortInfo[]>;
  };
};
export type SerialHandle = {
  on(event: 'data', listener: (bytes: Buffer) => void): unknown;
  on(event: 'error' | 'close', listener: (error?: unknown) => void): unknown;
  open(done: (error: Error | null) => void): void;
  close(done: (error: Error | null) => void): void;
  readonly isOpen: boolean;
};

export type SerialOptions = {
  /** Lines the technician named as readers although maker and name do not tell. */
  chosen?: readonly ReaderId[];
  load?: () => Promise<SerialDriver>;
  /** Whether this machine has any serial line from USB; cheap, asked before each listing. */
  hasLine?: () => Promise<boolean>;
};

/** USB-COM lines ignore the speed; readers at real lines leave the factory with this one. */
const BAUD_RATE = 9_600;
const DEVICE_FILE = /^tty(?:ACM|USB)\d+$/;

async function loadSerialPort(): Promise<SerialDriver> {
  return import('serialport');
}

/** On Linux listing starts a program (udevadm), so the folder is asked first. */
async function hasUsbLine(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const names = await readdir('/dev').catch(() => []);
  return names.some((name) => DEVICE_FILE.test(name));
}

/** All USB-COM readers of this machine. Lines that are no readers are never opened. */
export function serialSource(options: SerialOptions = {}): ReaderSource {
  const load = options.load ?? loadSerialPort;
  const hasLine = options.hasLine ?? hasUsbLine;
  const isReader = (port: SerialPortInfo) =>
    looksLikeReader(Number.parseInt(port.vendorId ?? '', 16), nameOf(port)) ||
    (options.chosen ?? []).some((id) => isSameId(id, idOf(port)));
  return {
    name: 'serial',
    async list(): Promise<Listing> {
      if (!(await hasLine())) return { attachments: [] };
      let driver: SerialDriver;
      try {
        driver = await load();
      } catch (error) {
        const trouble = { reason: 'READER_DRIVER_MISSING', detail: describe(error) } as const;
        return { attachments: [], trouble };
      }
      try {
        const ports = (await driver.SerialPort.list()).filter(isReader);
        return { attachments: ports.map((port) => attachment(driver, port)) };
      } catch (error) {
        return { attachments: [], trouble: { reason: 'READER_FAILED', detail: describe(error) } };
      }
    },
    watch: (onChange) => watchDevices(DEVICE_FILE, onChange),
  };
}

function nameOf(port: SerialPortInfo): string {
  return `${port.manufacturer ?? ''} ${port.friendlyName ?? ''}`.trim().normalize('NFC');
}

function idOf(port: SerialPortInfo): ReaderId {
  return {
    vendor: (port.vendorId ?? '').toLowerCase(),
    product: (port.productId ?? '').toLowerCase(),
    serial: port.serialNumber ?? '',
  };
}

function isSameId(one: ReaderId, other: ReaderId): boolean {
  return (
    one.vendor === other.vendor && one.product === other.product && one.serial === other.serial
  );
}

function attachment(driver: SerialDriver, port: SerialPortInfo): Attachment {
  const id = idOf(port);
  return {
    kind: 'serial',
    id,
    label: nameOf(port) || `${id.vendor}:${id.product}`,
    path: port.path,
    open: (listener) => open(driver, port.path, listener),
  };
}

async function open(driver: SerialDriver, path: string, listener: DeviceListener): Promise<Opened> {
  let handle: SerialHandle;
  try {
    handle = new driver.SerialPort({ path, baudRate: BAUD_RATE, autoOpen: false });
    handle.on('error', () => listener.onLost());
    handle.on('close', () => listener.onLost());
    await new Promise<void>((resolve, reject) => {
      handle.open((error) => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    return { ok: false, reason: openTrouble(error) };
  }
  handle.on('data', (bytes) => listener.onChunk(bytes));
  const close = () =>
    new Promise<void>((resolve) => {
      if (handle.isOpen) handle.close(() => resolve());
      else resolve();
    });
  return { ok: true, connection: { framer: serialFramer(), close } };
}
