/** A real nats-server on loopback, set up by the same code as a point's own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addMachine, makeExchange, revokeMachine } from '../../../build/nats/exchange-folder.mjs';
import { findNatsServer } from '../../../build/nats/find-server.mjs';
import type { ExchangeFile } from '../../../electron/core/fleet/exchange-file';

/** Where the program is, or null: then tests that need it say so and are skipped. */
export const NATS_SERVER = findNatsServer();
export const NATS_MISSING = 'nats-server is not on this machine (Debian: apt install nats-server)';

export const POINT = 'diem-thu';
/** A user that hears everything, for tests that search what is on the wire; never in a real file. */
const LISTENER = { user: 'nghe-thu', pass: 'chi-de-thu' };

export type TestServer = {
  folder: string;
  port: number;
  /** The file carried to machine `number`. */
  file(number: number): ExchangeFile;
  /** Path of that file. */
  path(number: number): string;
  listener: { user: string; pass: string; ca: string; server: string };
  start(): Promise<void>;
  /** As a pulled plug. */
  kill(): Promise<void>;
  /** Shuts machine `number` out while the server runs. */
  revoke(number: number): void;
  add(): number;
  remove(): Promise<void>;
};

/** A port nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  server.close();
  await once(server, 'close');
  return address.port;
}

/** Makes an exchange with `machines` machines in a folder of its own; `start` runs it. */
export async function makeServer(machines: number): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'dong-hanh-exchange-'));
  const port = await freePort();
  await makeExchange(folder, {
    point: POINT,
    addresses: ['127.0.0.1'],
    listen: '127.0.0.1',
    port,
    machines,
  });
  const conf = join(folder, 'nats-server.conf');
  const path = (number: number) => join(folder, 'machines', `m${number}`, 'exchange.json');
  const file = (number: number) => JSON.parse(readFileSync(path(number), 'utf8')) as ExchangeFile;
  const first = file(1);
  // The listener is written beside the machines' own lines, which stay as they are.
  const withListener = () => {
    const text = readFileSync(conf, 'utf8');
    return text.replace(
      '  users: [\n',
      `  users: [\n    { user: "${LISTENER.user}", password: "${LISTENER.pass}" }\n`,
    );
  };
  const testConf = join(folder, 'test.conf');
  const writeConf = () => {
    rmSync(testConf, { force: true });
    appendFileSync(testConf, withListener());
  };
  let child: ChildProcess | null = null;

  const stop = async (signal: NodeJS.Signals) => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    running.kill(signal);
    await gone;
  };
  return {
    folder,
    port,
    file,
    path,
    listener: { ...LISTENER, ca: first.ca, server: first.server },
    async start() {
      if (!NATS_SERVER) throw new Error(NATS_MISSING);
      writeConf();
      child = spawn(NATS_SERVER, ['-c', testConf], { stdio: 'ignore' });
      await reachable(port, child);
    },
    kill: () => stop('SIGKILL'),
    revoke(number) {
      revokeMachine(folder, number);
      writeConf();
      child?.kill('SIGHUP');
    },
    add() {
      const { number } = addMachine(folder);
      writeConf();
      child?.kill('SIGHUP');
      return number;
    },
    async remove() {
      await stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the server takes connections. */
async function reachable(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`nats-server ended with ${child.exitCode}`);
    const socket = createConnection(port, '127.0.0.1');
    const open = await new Promise<boolean>((resolve) => {
      socket.once('data', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
