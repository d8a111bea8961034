/**
 * Finds eSCL devices: on the network by DNS-SD, behind ipp-usb on this machine (USB devices that
 * speak IPP over USB), and at addresses a technician typed.
 */

import { networkInterfaces } from 'node:os';
import type { Service } from 'bonjour-service';
import { Bonjour } from 'bonjour-service';
import { realTimer, SCANNER_DELAYS } from '../delays';
import type { FoundScanner, ScannerFinder } from '../driver';
import type { EsclDevice, EsclOptions } from './escl-scanner';
import { askEsclDevice, openEsclScanner, sourcesOf } from './escl-scanner';

/** ipp-usb serves its first device at this port and the following ones above it (ipp-usb.conf). */
const IPP_USB_FIRST_PORT = 60_000;
/** More than are ever plugged into one kiosk. */
const IPP_USB_PORTS = 4;
/** Answers of a whole office, bounded because anyone may answer. */
const MOST_DEVICES = 24;

export type EsclSearch = EsclOptions & {
  /** Base addresses a technician typed, for instance http://192.0.2.7/eSCL. */
  addresses?: () => readonly string[];
  /** Ports of 127.0.0.1 where ipp-usb may serve. */
  localPorts?: readonly number[];
  /** Addresses on the network; replaced in tests. */
  browse?: (signal: AbortSignal) => Promise<string[]>;
  discoverMs?: number;
};

/** Looks for eSCL devices in all three places at once. */
export function createEsclFinder(search: EsclSearch = {}): ScannerFinder {
  const discoverMs = search.discoverMs ?? SCANNER_DELAYS.discoverMs;
  const browse = search.browse ?? ((signal) => browseNetwork(discoverMs, signal));
  const ports =
    search.localPorts ?? Array.from({ length: IPP_USB_PORTS }, (_, at) => IPP_USB_FIRST_PORT + at);
  return {
    driver: 'escl',
    async find(signal) {
      const ask = (url: string) => askEsclDevice(url, { ...search, signal });
      const known = [
        ...(search.addresses?.() ?? []).filter((url) => URL.parse(url)?.protocol === 'http:'),
        ...ports.map((port) => `http://127.0.0.1:${port}/eSCL`),
      ].map((url) => url.replace(/\/+$/, ''));
      const [near, far] = await Promise.all([
        Promise.all(known.map(ask)),
        browse(signal).then((urls) => Promise.all(urls.slice(0, MOST_DEVICES).map(ask))),
      ]);
      return withoutTwins([...near, ...far]).map((device) => found(device, search));
    },
  };
}

function found(device: EsclDevice, options: EsclOptions): FoundScanner {
  const { capabilities } = device;
  return {
    id: capabilities.id,
    label: capabilities.label,
    driver: 'escl',
    sources: sourcesOf(capabilities),
    duplex: capabilities.duplex !== undefined,
    open: () => openEsclScanner(device, options),
  };
}

/** A device may answer on two networks, or by USB and network: the first address is kept. */
function withoutTwins(devices: readonly (EsclDevice | undefined)[]): EsclDevice[] {
  const kept = new Map<string, EsclDevice>();
  for (const device of devices) {
    if (!device) continue;
    const { id } = device.capabilities;
    const key = id.serial === '' ? device.address.baseUrl : JSON.stringify(id);
    if (!kept.has(key)) kept.set(key, device);
  }
  return [...kept.values()];
}

/** Where to listen; tests use a port and an interface of their own. */
export type BrowseOptions = { port?: number; interfaces?: readonly string[] };

/**
 * Base addresses of the devices that answer to `_uscan._tcp` (RFC 6763) within `discoverMs`, on
 * every network of this machine: a kiosk often has a cable to the office and a Wi-Fi. A machine
 * without a network finds none.
 */
export async function browseNetwork(
  discoverMs: number,
  signal: AbortSignal,
  options: BrowseOptions = {},
): Promise<string[]> {
  const urls = new Set<string>();
  const interfaces = (options.interfaces ?? ownAddresses()).slice(0, MOST_INTERFACES);
  const open = interfaces.map((address) => {
    const bonjour = openBonjour(address, options.port);
    const browser = bonjour.find({ type: 'uscan' }, (service) => {
      const url = serviceUrl(service);
      if (url !== undefined && urls.size < MOST_DEVICES) urls.add(url);
    });
    return { bonjour, browser };
  });
  try {
    // A question by UDP may be lost: it is asked a second time half-way.
    await realTimer.after(discoverMs / 2, signal);
    for (const { browser } of open) browser.update();
    await realTimer.after(discoverMs / 2, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    for (const { bonjour } of open) bonjour.destroy();
  }
  return [...urls];
}

/** Virtual machines and containers add networks without end. */
const MOST_INTERFACES = 8;

function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter((each) => each.family === 'IPv4')
    .map((each) => each.address);
}

/** DNS-SD on one network. A network that goes away errors: nothing is found, nothing falls over. */
export function openBonjour(address: string, port = MDNS_PORT): Bonjour {
  const sockets = { interface: address, bind: '0.0.0.0', port };
  return new Bonjour(sockets, () => undefined);
}

/** RFC 6762, 3. */
const MDNS_PORT = 5_353;

const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
/** Path of the eSCL root as TXT record `rs` says it. */
const RESOURCE = /^\/?[\w.~-]{1,64}(?:\/[\w.~-]{1,64}){0,4}\/?$/;

/** Base address of an announced device; undefined when it does not make one. */
export function serviceUrl(
  service: Pick<Service, 'port' | 'txt' | 'addresses' | 'referer'>,
): string | undefined {
  const { port } = service;
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return undefined;
  const txt: unknown = service.txt;
  const rs = typeof txt === 'object' && txt !== null && 'rs' in txt ? String(txt.rs) : 'eSCL';
  if (!RESOURCE.test(rs)) return undefined;
  // The name in the record is not asked for again: the address that answered is known to work.
  const address =
    service.addresses?.find((each) => IPV4.test(each)) ??
    (service.referer?.family === 'IPv4' ? service.referer.address : undefined);
  if (address === undefined || !IPV4.test(address)) return undefined;
  const path = rs.replace(/^\/+|\/+$/g, '');
  return URL.parse(`http://${address}:${port}/${path}`)?.href.replace(/\/+$/, '');
}
