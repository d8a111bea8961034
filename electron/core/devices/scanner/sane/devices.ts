/** Lists SANE's devices, and finds out which one is the one that is remembered. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ForeignProgramDelays } from '../delays';
import { deviceName } from '../driver';
import type { Command } from '../foreign-program';
import { runProgram } from '../foreign-program';
import type { ScannerId } from '../scanner';

export type SaneSettings = {
  /** The program, for instance `['scanimage']`; tests replace it. */
  command?: Command;
  /** SANE's configuration folder; also taken from the environment when not given. */
  configFolder?: string;
  delays: Pick<
    ForeignProgramDelays,
    'programListMs' | 'programSilenceMs' | 'exitGraceMs' | 'killGraceMs'
  >;
  /** Where the kernel tells about USB devices. */
  usbFolder?: string;
  /** More arguments for a device, where it needs them. */
  extraArguments?: readonly string[];
};

export type SaneDevice = { name: string; id: ScannerId; label: string };

const DEFAULT_COMMAND: Command = ['scanimage'];
/** Device, vendor and model, one device a line; nothing in them is a tab. */
const LIST_FORMAT = '%d\t%v\t%m%n';
/** Backends that are no scanners: cameras, and drivers made for trying SANE out. */
const NOT_SCANNERS = /^(?:v4l|gphoto2|dc\d+|qcam):/;
const MOST_DEVICES = 16;

/** Program, environment and deadlines for one run of scanimage. */
export function saneProgram(settings: SaneSettings): { command: Command; env: NodeJS.ProcessEnv } {
  return {
    command: settings.command ?? DEFAULT_COMMAND,
    env: {
      ...process.env,
      // Numbers with points, messages as they are written.
      LC_ALL: 'C',
      ...(settings.configFolder === undefined ? {} : { SANE_CONFIG_DIR: settings.configFolder }),
    },
  };
}

/** All scanners that SANE sees; none when scanimage is missing, hangs or fails. */
export async function listSaneDevices(
  settings: SaneSettings,
  signal?: AbortSignal,
): Promise<SaneDevice[]> {
  const { command, env } = saneProgram(settings);
  const run = await runProgram(command, ['-f', LIST_FORMAT], {
    env,
    silenceMs: settings.delays.programListMs,
    delays: settings.delays,
    closeInput: true,
    ...(signal === undefined ? {} : { signal }),
  });
  if (run.end.kind !== 'exited' || run.end.code !== 0) return [];
  const devices: SaneDevice[] = [];
  for (const line of run.lines.slice(0, MOST_DEVICES)) {
    const [name, vendor, model, ...more] = line.split('\t');
    if (!name || vendor === undefined || model === undefined || more.length > 0) continue;
    // A name that begins with a dash would be taken for an option.
    if (NOT_SCANNERS.test(name) || name.startsWith('-')) continue;
    const serial = await serialOf(name, settings.usbFolder);
    const id = { vendor: deviceName(vendor), product: deviceName(model), serial };
    devices.push({ name, id, label: deviceName(`${vendor} ${model}`) });
  }
  return devices;
}

/** SANE gives no serial numbers, but the kernel does for USB devices (`libusb:BUS:DEVICE`). */
async function serialOf(name: string, usbFolder = '/sys/bus/usb/devices'): Promise<string> {
  const usb = /libusb:(\d{3}):(\d{3})/.exec(name);
  if (!usb) return '';
  const read = (folder: string, file: string) =>
    readFile(join(usbFolder, folder, file), 'utf8').then(
      (text) => text.trim(),
      () => '',
    );
  for (const folder of await readdir(usbFolder).catch(() => [])) {
    const [bus, device] = await Promise.all([read(folder, 'busnum'), read(folder, 'devnum')]);
    if (Number(bus) === Number(usb[1]) && Number(device) === Number(usb[2])) {
      return deviceName(await read(folder, 'serial'));
    }
  }
  return '';
}

/** The device that is `id` now: its name holds the bus number and changes with every plug. */
export async function findSaneDevice(
  id: ScannerId,
  settings: SaneSettings,
  signal?: AbortSignal,
): Promise<SaneDevice | undefined> {
  const devices = await listSaneDevices(settings, signal);
  return devices.find(
    (each) =>
      each.id.vendor === id.vendor &&
      each.id.product === id.product &&
      each.id.serial === id.serial,
  );
}

/** The text of `scanimage -A`; empty when the device cannot be opened. */
export async function saneHelp(
  name: string,
  settings: SaneSettings,
  signal?: AbortSignal,
): Promise<{ text: string; stderr: string }> {
  const { command, env } = saneProgram(settings);
  const run = await runProgram(command, ['-d', name, '-A'], {
    env,
    silenceMs: settings.delays.programListMs,
    delays: settings.delays,
    closeInput: true,
    ...(signal === undefined ? {} : { signal }),
  });
  const text = run.end.kind === 'exited' && run.end.code === 0 ? run.lines.join('\n') : '';
  return { text, stderr: run.stderr };
}
