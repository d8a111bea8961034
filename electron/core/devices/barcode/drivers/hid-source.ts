/**
 * Readers at USB HID, through node-hid: those in HID POS mode are opened, by usage page and not by
 * maker; those in keyboard mode are recognised so that someone can be shown how to change them.
 */
import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Device } from 'node-hid';
import type { ReaderId } from '../reader';
import type { Attachment, DeviceListener, Listing, Opened, ReaderSource } from '../source';
import { BAR_CODE_PAGE, BAR_CODE_SCANNER, describedLayout } from '../wire/described-layout';
import { hidFramer } from '../wire/hid-framer';
import type { Layout } from '../wire/layouts';
import { readReportDescriptor } from '../wire/report-descriptor';
import {
  looksLikeReader,
  MODE_REPORT_ID,
  MODE_SWITCH,
  understandsModeSwitch,
} from './known-makers';
import { describe, openTrouble } from './open-trouble';
import { watchDevices } from './watch-devices';

/** The part of node-hid that is used, so that tests can bring their own. */
export type HidDriver = {
  devicesAsync(): Promise<Device[]>;
  HIDAsync: { open(path: string): Promise<HidHandle> };
};
export type HidHandle = {
  on(event: 'data', listener: (report: Buffer) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  sendFeatureReport(data: number[]): Promise<number>;
  close(): Promise<void>;
};

const KEYBOARD = { page: 0x01, usage: 0x06 };
const DEVICE_FILE = /^hidraw\d+$/;
const SYSFS = '/sys/class/hidraw';

/** Loaded on first use: without it the kiosk works on, and says so. */
async function loadNodeHid(): Promise<HidDriver> {
  const module = await import('node-hid');
  return module.default ?? module;
}

/** All HID readers of this machine. `load` is for tests. */
export function hidSource(load: () => Promise<HidDriver> = loadNodeHid): ReaderSource {
  return {
    name: 'hid',
    async list(): Promise<Listing> {
      let driver: HidDriver;
      try {
        driver = await load();
      } catch (error) {
        const trouble = { reason: 'READER_DRIVER_MISSING', detail: describe(error) } as const;
        return { attachments: [], trouble };
      }
      try {
        return { attachments: attachments(driver, await driver.devicesAsync()) };
      } catch (error) {
        return { attachments: [], trouble: { reason: 'READER_FAILED', detail: describe(error) } };
      }
    },
    watch: (onChange) => watchDevices(DEVICE_FILE, onChange),
  };
}

function attachments(driver: HidDriver, devices: readonly Device[]): Attachment[] {
  const found = new Map<string, Attachment>();
  const points = devices.filter(isPointOfSale);
  for (const device of points) {
    const path = device.path ?? '';
    // A device with several collections is listed once for each.
    if (path === '' || found.has(path)) continue;
    found.set(path, {
      ...described(device, 'hidPos'),
      open: (to) => open(driver, device, path, to),
    });
  }
  for (const device of devices) {
    const path = device.path ?? '';
    if (path === '' || found.has(path) || !isKeyboardReader(device)) continue;
    // Beside its HID POS interface a reader may keep a keyboard for its own set-up.
    if (points.some((point) => isSameDevice(point, device))) continue;
    const control = controlOf(device, devices);
    found.set(path, {
      ...described(device, 'wedge'),
      ...(control ? { switchMode: () => switchMode(driver, control) } : {}),
    });
  }
  return [...found.values()];
}

function isPointOfSale(device: Device): boolean {
  return device.usagePage === BAR_CODE_PAGE && device.usage === BAR_CODE_SCANNER;
}

function isKeyboardReader(device: Device): boolean {
  const isKeyboard = device.usagePage === KEYBOARD.page && device.usage === KEYBOARD.usage;
  return isKeyboard && looksLikeReader(device.vendorId, nameOf(device));
}

function isSameDevice(one: Device, other: Device): boolean {
  return (
    one.vendorId === other.vendorId &&
    one.productId === other.productId &&
    (one.serialNumber ?? '') === (other.serialNumber ?? '')
  );
}

/** The interface beside the keyboard that takes commands: a keyboard itself cannot be opened. */
function controlOf(keyboard: Device, devices: readonly Device[]): string | undefined {
  if (!understandsModeSwitch(keyboard.vendorId)) return undefined;
  const control = devices.find(
    (device) =>
      isSameDevice(device, keyboard) &&
      device.path !== keyboard.path &&
      (device.usagePage ?? 0) > 1,
  );
  return control?.path;
}

function nameOf(device: Device): string {
  return `${device.manufacturer ?? ''} ${device.product ?? ''}`.trim().normalize('NFC');
}

function described(device: Device, kind: 'hidPos' | 'wedge') {
  const id: ReaderId = {
    vendor: hex(device.vendorId),
    product: hex(device.productId),
    serial: (device.serialNumber ?? '').trim(),
  };
  return {
    kind,
    id,
    label: nameOf(device) || `${id.vendor}:${id.product}`,
    path: device.path ?? '',
  };
}

function hex(number: number): string {
  return number.toString(16).padStart(4, '0');
}

async function open(
  driver: HidDriver,
  device: Device,
  path: string,
  listener: DeviceListener,
): Promise<Opened> {
  let handle: HidHandle;
  try {
    // hidapi does not always say why it failed; the file system does.
    if (process.platform === 'linux') await access(path, constants.R_OK | constants.W_OK);
    handle = await driver.HIDAsync.open(path);
  } catch (error) {
    return { ok: false, reason: openTrouble(error) };
  }
  // Before "data": a device pulled out right now gives nothing but an error.
  handle.on('error', () => listener.onLost());
  const descriptor = await readDescriptor(path);
  if (understandsModeSwitch(device.vendorId) && takesModeReport(descriptor)) {
    // Some of its models also type as a keyboard until they are told. Refusing is no trouble.
    await handle.sendFeatureReport(MODE_SWITCH).catch(() => 0);
  }
  handle.on('data', (report) => listener.onChunk(report));
  return {
    ok: true,
    connection: { framer: hidFramer(layoutOf(descriptor)), close: () => handle.close() },
  };
}

type Descriptor = ReturnType<typeof readReportDescriptor> | undefined;

/** Unknown (Windows): asking costs nothing. */
function takesModeReport(descriptor: Descriptor): boolean {
  return descriptor === undefined || descriptor.featureReports.has(MODE_REPORT_ID);
}

function layoutOf(descriptor: Descriptor): Layout | undefined {
  return descriptor && describedLayout(descriptor);
}

/** From sysfs, which needs no rights; undefined on other systems. */
async function readDescriptor(path: string): Promise<Descriptor> {
  if (process.platform !== 'linux') return undefined;
  try {
    const file = `${SYSFS}/${basename(path)}/device/report_descriptor`;
    return readReportDescriptor(await readFile(file));
  } catch {
    return undefined;
  }
}

async function switchMode(driver: HidDriver, path: string): Promise<boolean> {
  let handle: HidHandle | undefined;
  try {
    handle = await driver.HIDAsync.open(path);
    // It unplugs itself at once.
    handle.on('error', () => undefined);
    return (await handle.sendFeatureReport(MODE_SWITCH)) > 0;
  } catch {
    return false;
  } finally {
    await handle?.close().catch(() => undefined);
  }
}
