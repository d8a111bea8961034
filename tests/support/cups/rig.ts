/**
 * A private CUPS on loopback, with two printers: `PDF` (cups-pdf) and `KIOSK` (ippeveprinter, an
 * IPP printer whose paper can be taken away). Nothing of the machine's own CUPS is touched.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PROGRAMS = ['cupsd', 'lpadmin', 'cupsdisable', 'cupsreject', 'ippeveprinter', 'dbus-daemon'];
const FILES = ['/usr/lib/cups/backend/cups-pdf', '/usr/lib/cups/filter/pdftopdf'];
const PDF_MODELS = ['lsb/usr/cups-pdf/CUPS-PDF_noopt.ppd', 'CUPS-PDF_noopt.ppd'];
/** Programs of a loaded machine take their time; the wait ends as soon as they are there. */
const READY_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 50;
/** Programs get this long to leave by themselves. */
const STOP_WITHIN_MS = 3_000;

function findProgram(name: string): string | undefined {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin']
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/** Which programs the rig needs and this machine has not got. */
export function missingPrograms(): string[] {
  return [
    ...PROGRAMS.filter((name) => !findProgram(name)),
    ...FILES.filter((path) => !existsSync(path)),
  ];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + READY_WITHIN_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

export type CupsRig = {
  port: number;
  /** Documents in the spool. */
  spooled(): Promise<string[]>;
  /** Records of jobs in the spool: title and user, no content. */
  records(): Promise<string[]>;
  /** What `queue` printed, oldest first; `title` is part of the job's name. */
  printed(queue: 'PDF' | 'KIOSK', title: string): Promise<string[]>;
  /** Runs cupsdisable, cupsenable, cupsreject, cupsaccept or lpadmin. */
  admin(program: string, ...args: string[]): Promise<void>;
  /** A state reason of the IPP printer; its paper stands still until it is null again. */
  trouble(reason: string | null): Promise<void>;
  /** The IPP printer is switched off at once. */
  switchOffPrinter(): Promise<void>;
  switchOnPrinter(): Promise<void>;
  /** cupsd dies at once. */
  killCups(): Promise<void>;
  startCups(): Promise<void>;
  log(): Promise<string>;
  close(): Promise<void>;
};

/** Starts it all below `parent`; ask `missingPrograms` before. */
export async function startCupsRig(parent: string): Promise<CupsRig> {
  const root = await mkdtemp(join(parent, 'cups-rig-'));
  // Filters run as another user than root.
  await chmod(root, 0o755);
  const at = (...parts: string[]) => join(root, ...parts);
  for (const part of ['etc', 'spool', 'spool/tmp', 'cache', 'state', 'log', 'kiosk']) {
    await mkdir(at(part), { recursive: true });
    await chmod(at(part), 0o777);
  }
  const [port, printerPort] = [await freePort(), await freePort()];
  const isRoot = process.getuid?.() === 0;
  await writeFile(
    at('etc/cupsd.conf'),
    [
      `Listen 127.0.0.1:${port}`,
      'Browsing Off',
      'WebInterface No',
      'DefaultAuthType None',
      // As Debian ships it: documents stay for a day unless somebody takes them out.
      'ErrorPolicy retry-job',
      'JobRetryInterval 2',
      'JobKillDelay 1',
      // Records at once: a cupsd killed before would leave documents that no job belongs to.
      'DirtyCleanInterval 0',
      'LogLevel debug',
      '<Location />\n  Order allow,deny\n  Allow localhost\n</Location>',
      '<Policy default>\n  JobPrivateAccess all\n  JobPrivateValues none',
      // The rule of the shipped file: only whoever handed a job over may cancel it.
      '  <Limit Cancel-Job>\n    Require user @OWNER @SYSTEM\n    Order deny,allow\n  </Limit>',
      '  <Limit All>\n    Order deny,allow\n  </Limit>\n</Policy>',
      '',
    ].join('\n'),
  );
  await writeFile(
    at('etc/cups-files.conf'),
    [
      `ServerRoot ${at('etc')}`,
      `RequestRoot ${at('spool')}`,
      `TempDir ${at('spool/tmp')}`,
      `CacheDir ${at('cache')}`,
      `StateDir ${at('state')}`,
      ...['Access', 'Error', 'Page'].map(
        (kind) => `${kind}Log ${at('log', `${kind.toLowerCase()}_log`)}`,
      ),
      'Sandboxing relaxed',
      ...(isRoot ? ['User lp', 'Group lp', 'SystemGroup root'] : []),
      '',
    ].join('\n'),
  );
  await writeFile(
    at('sheet.sh'),
    [
      '#!/bin/sh',
      // What was wrong with the last job is mended; one a line, only words ippeveprinter knows.
      ...['media-empty', 'media-jam', 'cover-open', 'media-low'].map(
        (reason) => `echo "STATE: -${reason}" >&2`,
      ),
      // The printer begins, and says what stands in its way for as long as it does.
      `while [ -s "${at('trouble')}" ]; do`,
      `  echo "STATE: +$(cat "${at('trouble')}")" >&2; sleep 0.2`,
      'done',
      'exit 0',
      '',
    ].join('\n'),
    { mode: 0o755 },
  );

  const bus = spawn(
    findProgram('dbus-daemon') ?? '',
    ['--session', '--nofork', '--nopidfile', `--address=unix:path=${at('bus')}`],
    { stdio: 'ignore' },
  );
  let printer: ChildProcess | null = null;
  let cups: ChildProcess | null = null;

  async function stop(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await gone;
    clearTimeout(late);
  }

  async function switchOnPrinter(): Promise<void> {
    printer = spawn(
      findProgram('ippeveprinter') ?? '',
      [
        ...['-p', String(printerPort), '-n', 'localhost', '-r', 'off', '-k', '-d', at('kiosk')],
        ...['-f', 'application/pdf', '-c', at('sheet.sh'), 'Kiosk'],
      ],
      {
        stdio: 'ignore',
        env: { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${at('bus')}` },
      },
    );
    await until('the IPP printer', () => listens(printerPort));
  }

  async function startCups(): Promise<void> {
    cups = spawn(
      findProgram('cupsd') ?? '',
      ['-f', '-c', at('etc/cupsd.conf'), '-s', at('etc/cups-files.conf')],
      { stdio: 'ignore' },
    );
    await until('cupsd', () => listens(port));
  }

  async function admin(program: string, ...args: string[]): Promise<void> {
    await run(findProgram(program) ?? program, ['-h', `127.0.0.1:${port}`, ...args]);
  }

  async function close(): Promise<void> {
    // The filters and backends of cupsd are its children and end with it.
    await stop(cups, 'SIGTERM');
    await stop(printer, 'SIGKILL');
    await stop(bus, 'SIGTERM');
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }

  try {
    await until('the bus', () => existsSync(at('bus')));
    await Promise.all([switchOnPrinter(), startCups()]);
    const uri = `ipp://localhost:${printerPort}/ipp/print`;
    await admin(
      'lpadmin',
      '-p',
      'KIOSK',
      '-D',
      'Máy in của điểm',
      '-E',
      '-v',
      uri,
      '-m',
      'everywhere',
    );
    for (const model of PDF_MODELS) {
      const made = await admin('lpadmin', '-p', 'PDF', '-E', '-v', 'cups-pdf:/', '-m', model).then(
        () => true,
        () => false,
      );
      if (made) break;
    }
    await admin('lpadmin', '-d', 'KIOSK');
  } catch (error) {
    const log = await readFile(at('log/error_log'), 'utf8').catch(() => '');
    await close();
    throw new Error(`${error}\n${log.slice(-2_000)}`);
  }

  return {
    port,
    async spooled() {
      return (await readdir(at('spool'))).filter((name) => /^d\d+/.test(name));
    },
    async records() {
      return (await readdir(at('spool'))).filter((name) => /^c\d+/.test(name));
    },
    async printed(queue, title) {
      const folder = queue === 'PDF' ? await cupsPdfFolder() : at('kiosk');
      const names = await readdir(folder).catch(() => []);
      return names
        .filter((name) => name.includes(title) && name.endsWith('.pdf'))
        .sort()
        .map((name) => join(folder, name));
    },
    admin,
    async trouble(reason) {
      await writeFile(at('trouble'), reason ?? '');
    },
    async switchOffPrinter() {
      await stop(printer, 'SIGKILL');
    },
    switchOnPrinter,
    async killCups() {
      await stop(cups, 'SIGKILL');
    },
    startCups,
    log: () => readFile(at('log/error_log'), 'utf8'),
    close,
  };
}

/** cups-pdf reads the machine's own settings, wherever cupsd's are, and writes below the home. */
async function cupsPdfFolder(): Promise<string> {
  const settings = await readFile('/etc/cups/cups-pdf.conf', 'utf8').catch(() => '');
  const out = /^Out\s+(\S+)/m.exec(settings)?.[1] ?? '/var/spool/cups-pdf/${USER}';
  const { username, homedir } = userInfo();
  return out.replace('${HOME}', homedir).replace('${USER}', username);
}

async function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
