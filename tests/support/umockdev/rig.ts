/**
 * A pretended USB reader for the real node-hid: `umockdev-run` gives a program its own /sys and
 * /dev. The program under it is `reader-program.ts`, bundled from source.
 *
 * What it cannot show: Windows, and a cable that is pulled while the rest of the machine goes on.
 * Ending the rig has the same effect on the reading program (its read fails), and that is used.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, readlink, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Report descriptor of layout A, as real readers have it. */
export const DESCRIPTOR_A =
  '058c0902a1010912a1028502150026ff00750895010501093b81029503058c09fb09fc09fd' +
  '8102953809fe82020195020666ff090409008102058c95017501250109ff810275078103c0c0';
/** The same with feature report 254, by which Honeywell's readers change their mode. */
export const DESCRIPTOR_A_MODE = `${DESCRIPTOR_A.slice(0, -2)}85fe0666ff090175089501b102c0`;

export type RigReader = {
  serial: string;
  /** At /dev/hidraw<number>, or as USB-COM at /dev/ttyACM<number>; HID when not said. */
  line?: 'hidraw' | 'ttyACM';
  descriptor?: string;
  /** What the device sends: each step waits for "go", or some time and sends a report (bytes). */
  steps: readonly RigStep[];
};
export type RigStep = 'go' | { afterMs: number; report: Uint8Array };

/** Why the rig cannot be used here; undefined when it can. */
export function rigMissing(): string | undefined {
  if (process.platform !== 'linux') return 'umockdev works on Linux only';
  const found = (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, 'umockdev-run'), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  return found ? undefined : 'umockdev-run is not installed (Debian: apt-get install umockdev)';
}

/** Bundles the program once. `remove` deletes it again. */
export async function buildReaderProgram(): Promise<{ file: string; remove(): Promise<void> }> {
  const folder = join(ROOT, 'node_modules/.cache', `reader-program-${process.pid}-${Date.now()}`);
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(ROOT, 'tests/support/umockdev/reader-program.ts'),
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'reader-program.mjs' } },
    },
  });
  return {
    file: join(folder, 'reader-program.mjs'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** One line of the program under the rig. */
export type RigLine =
  | { event: 'started'; root: string }
  | {
      event: 'change';
      health: string;
      readers: { label: string; serial: string; ready: boolean }[];
    }
  | { event: 'scan'; text: string; symbology: string; serial: string }
  /** The hub looked for readers and will do so again only when the system tells of something. */
  | { event: 'looked'; readers: number }
  | { event: 'feature'; data: number[]; sent: number }
  | { event: 'closed' };

export type Rig = {
  lines: RigLine[];
  /** Opens the hub; readers may be hidden before. */
  open(): void;
  /** Lets a reader's script go on past its next "go". */
  go(reader: number): void;
  /** Takes a reader out of /dev and /sys, as the kernel does when its cable is pulled. */
  hide(reader: number): Promise<void>;
  show(reader: number): Promise<void>;
  /** Ends every pretended device at once: reading them fails from now on. */
  cut(): void;
  /** Ends the program and the rig; the exit code of the rig, null when it was cut. */
  close(): Promise<number | null>;
};

/** Starts the program with these readers plugged in; the hub waits for `open`. */
export async function startRig(program: string, readers: readonly RigReader[]): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'rig-'));
  const args: string[] = [];
  for (const [index, reader] of readers.entries()) {
    const file = (kind: string) => join(folder, `${index}.${kind}`);
    await writeFile(file('umockdev'), device(index, reader));
    await writeFile(file('ioctl'), ioctls(index, reader));
    await writeFile(file('script'), script(index, reader));
    const path = devicePath(index, reader);
    args.push('-d', file('umockdev'), '-s', `${path}=${file('script')}`);
    if (!isSerial(reader)) args.push('-i', `${path}=${file('ioctl')}`);
  }
  const child: ChildProcess = spawn('umockdev-run', [...args, '--', process.execPath, program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: RigLine[] = [];
  let root = '';
  const started = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`umockdev-run ended with ${code}`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as RigLine;
      lines.push(line);
      if (line.event === 'started') {
        root = line.root;
        resolve();
      }
    });
  });
  // The program goes on when the rig under it is cut: its own end is the end of its output.
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  await started;
  const say = (word: string) => child.stdin?.write(`${word}\n`);
  const places = (reader: number) => ({
    file: join(root, 'dev', `hidraw${reader}`),
    hidden: join(root, `hidraw${reader}`),
    entry: join(root, 'sys/class/hidraw', `hidraw${reader}`),
  });
  const targets = new Map<number, string>();
  return {
    lines,
    open: () => say('open'),
    go: (reader) => say(`go ${reader}`),
    async hide(reader) {
      const { file, hidden, entry } = places(reader);
      targets.set(reader, await readlink(entry));
      await unlink(entry);
      await rename(file, hidden);
    },
    async show(reader) {
      const { file, hidden, entry } = places(reader);
      await mkdir(join(entry, '..'), { recursive: true });
      await symlink(targets.get(reader) ?? '', entry);
      await rename(hidden, file);
    },
    cut: () => void child.kill('SIGKILL'),
    async close() {
      child.stdin?.end();
      const code = await exited;
      await rm(folder, { recursive: true, force: true });
      await rm(root, { recursive: true, force: true });
      return code;
    },
  };
}

const isSerial = ({ line }: RigReader) => line === 'ttyACM';

function devicePath(index: number, { line = 'hidraw' }: RigReader): string {
  return `/dev/${line}${index}`;
}

/** A CDC line as udev describes one; `E:` lines are what serialport reads from udevadm. */
function serialDevice(index: number, { serial }: RigReader): string {
  const usb = `/devices/pci0000:00/0000:00:14.0/usb1/1-${index + 1}/1-${index + 1}:1.0`;
  return `P: ${usb}/tty/ttyACM${index}
N: ttyACM${index}
E: DEVNAME=/dev/ttyACM${index}
E: SUBSYSTEM=tty
E: ID_BUS=usb
E: ID_VENDOR=Vi_Du
E: ID_VENDOR_ID=1eab
E: ID_MODEL_ID=1a06
E: ID_SERIAL_SHORT=${serial}
A: dev=166:${index}\n
`;
}

function device(index: number, reader: RigReader): string {
  if (isSerial(reader)) return serialDevice(index, reader);
  const { serial, descriptor = DESCRIPTOR_A } = reader;
  const port = index + 1;
  const usb = `/devices/pci0000:00/0000:00:14.0/usb1/1-${port}`;
  const hid = `0003:0C2E:0B61.000${port}`;
  const name = 'Vi Du HID POS reader';
  return `P: ${usb}
N: bus/usb/001/00${port}
E: BUSNUM=001
E: DEVNUM=00${port}
E: DEVTYPE=usb_device
E: DRIVER=usb
E: SUBSYSTEM=usb
A: idVendor=0c2e\\n
A: idProduct=0b61\\n
A: manufacturer=Vi Du\\n
A: product=HID POS reader\\n
A: serial=${serial}\\n
A: bcdDevice=0100\\n

P: ${usb}/1-${port}:1.0
E: DEVTYPE=usb_interface
E: SUBSYSTEM=usb
A: bInterfaceNumber=00\\n

P: ${usb}/1-${port}:1.0/${hid}
E: HID_ID=0003:00000C2E:00000B61
E: HID_NAME=${name}
E: HID_UNIQ=${serial}
E: SUBSYSTEM=hid
H: report_descriptor=${descriptor}
A: uevent=HID_ID=0003:00000C2E:00000B61\\nHID_NAME=${name}\\nHID_PHYS=usb-${port}/input0\\nHID_UNIQ=${serial}\\n

P: ${usb}/1-${port}:1.0/${hid}/hidraw/hidraw${index}
N: hidraw${index}
E: DEVNAME=/dev/hidraw${index}
E: SUBSYSTEM=hidraw
A: dev=243:${index}\\n
L: device=../../../${hid}
`;
}

/** HIDIOCGRDESC hands out a length and a buffer of this size (linux/hid.h). */
const DESCRIPTOR_BUFFER_BYTES = 4096;

function ioctls(index: number, { descriptor = DESCRIPTOR_A }: RigReader): string {
  const bytes = Buffer.from(descriptor, 'hex');
  const answer = Buffer.alloc(4 + DESCRIPTOR_BUFFER_BYTES);
  answer.writeUInt32LE(bytes.length, 0);
  bytes.copy(answer, 4);
  const hex = (buffer: Buffer) => buffer.toString('hex').toUpperCase();
  return [
    `@DEV /dev/hidraw${index}`,
    `HIDIOCGRDESCSIZE 0 ${hex(answer.subarray(0, 4))}`,
    `HIDIOCGRDESC 0 ${hex(answer)}`,
    // Takes the two bytes FE 01 and nothing else.
    'HIDIOCSFEATURE 2 FE01',
    '',
  ].join('\n');
}

/** Bytes below 0x20 are written "^" and the letter 64 further on, "^" itself with a backtick. */
function script(index: number, reader: RigReader): Buffer {
  const escaped = (bytes: Uint8Array) =>
    Buffer.from(
      [...bytes].flatMap((byte) =>
        byte < 0x20 ? [0x5e, byte + 64] : byte === 0x5e ? [0x5e, 0x60] : [byte],
      ),
    );
  const lines = reader.steps.map((step) =>
    step === 'go'
      ? Buffer.from('w 0 go\n')
      : Buffer.concat([Buffer.from(`r ${step.afterMs} `), escaped(step.report), Buffer.from('\n')]),
  );
  return Buffer.concat([Buffer.from(`d 0 ${devicePath(index, reader)}\n`), ...lines]);
}
