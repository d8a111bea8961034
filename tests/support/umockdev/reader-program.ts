/**
 * Runs under the rig: the hub as the kiosk opens it, with the real node-hid. Says on standard
 * output what happens, one line of JSON each, and takes words from standard input:
 * "open", "go <number>"; its end closes everything.
 */
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import hid from 'node-hid';
import { READER_DELAYS } from '../../../electron/core/devices/barcode/delays';
import {
  type HidDriver,
  hidSource,
} from '../../../electron/core/devices/barcode/drivers/hid-source';
import { serialSource } from '../../../electron/core/devices/barcode/drivers/serial-source';
import { openReaderHub, type ReaderHub } from '../../../electron/core/devices/barcode/reader-hub';
import type { RigLine } from './rig';

/** So long that what is found was found because the system told of it. */
const NEVER_POLL_MS = 3_600_000;
const delays = { ...READER_DELAYS, nonePollMs: NEVER_POLL_MS, missingPollMs: NEVER_POLL_MS };

/** Where the rig keeps its /dev and /sys; listing /dev itself still shows the machine's own. */
const root = process.env.UMOCKDEV_DIR ?? '';
const hasLine = async () => true;

const say = (line: RigLine) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** The real node-hid, with an ear on what is sent to the device. */
const driver: HidDriver = {
  devicesAsync: () => hid.devicesAsync(),
  HIDAsync: {
    async open(path) {
      const handle = await hid.HIDAsync.open(path);
      const send = handle.sendFeatureReport;
      handle.sendFeatureReport = async (data) => {
        const sent = await send.call(handle, data);
        say({ event: 'feature', data: [...data], sent });
        return sent;
      };
      return handle;
    },
  },
};

let hub: ReaderHub | undefined;

function openHub(): void {
  const opened = openReaderHub({
    sources: [hidSource(async () => driver), serialSource({ hasLine })],
    delays,
  });
  hub = opened;
  opened.onChange(() => {
    const health = opened.health();
    say({
      event: 'change',
      health: health.ready ? 'ready' : health.reason,
      readers: opened.readers().map(({ label, id, ...reader }) => ({
        label,
        serial: id.serial,
        ready: reader.health().ready,
      })),
    });
  });
  opened.onScan(({ text, symbology = '' }, { id }) => {
    const said = text.ok ? text.value : text.failure.reason;
    say({ event: 'scan', text: said, symbology, serial: id.serial });
  });
  void opened.look().then(() => say({ event: 'looked', readers: opened.readers().length }));
}

/** Opened before anyone else: a serial line is exclusive once serialport has it. */
const lines = new Map<string, FileHandle>();
for (const name of await readdir(join(root, 'dev'))) {
  const number = /^(?:hidraw|ttyACM)(\d+)$/.exec(name)?.[1];
  if (number) lines.set(number, await open(`/dev/${name}`, 'r+'));
}

/** The rig's scripts wait for these two letters at the device. */
async function go(reader: string): Promise<void> {
  await lines.get(reader)?.write('go');
}

const input = createInterface({ input: process.stdin });
input.on('line', (line) => {
  const [word, reader = ''] = line.split(' ');
  if (word === 'open') openHub();
  if (word === 'go') void go(reader);
});
input.on('close', () => {
  void hub?.close().then(async () => {
    for (const line of lines.values()) await line.close();
    say({ event: 'closed' });
  });
});
say({ event: 'started', root });
