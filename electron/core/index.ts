/**
 * The core's entry: waits for main's start message, opens the kiosk and serves the contract to
 * pages. Runs as Electron's utility process or under plain Node; it knows only the line.
 */
import './inherited-files';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { type CoreMessage, CoreStart, coreContract, type HostContract } from '../contract/host';
import { createLine, type Line } from '../contract/line';
import { createPageRouter } from './api/page-router';
import type { ReaderHub } from './devices/barcode/reader-hub';
import { createPageIntake } from './dossiers/page-intake';
import { type OpenedKiosk, openKiosk } from './kiosk/open-kiosk';
import { readPhoneSwitch } from './kiosk/open-phone';
import { readTestSwitches } from './kiosk/test-switches';
import { followReaders } from './sessions/card-readers';

type ParentPort = {
  on(event: 'message', listener: (event: { data: CoreMessage }) => void): void;
  postMessage(message: CoreMessage): void;
};
const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort;

const send = (message: CoreMessage): void => {
  if (parentPort) parentPort.postMessage(message);
  else if (process.connected) process.send?.(message);
};

const hostLine = createLine((data) => send({ channel: 'host', data }));
const host: ContractRouterClient<HostContract> = createORPCClient(
  new RPCLink({ port: hostLine.port }),
);

let opened: OpenedKiosk | null = null;
let readers: ReaderHub | null = null;
let handler: RPCHandler<Record<never, never>> | null = null;
const pages = new Map<number, Line>();

const coreLine = createLine((data) => send({ channel: 'core', data }));
const coreOs = implement(coreContract);
new RPCHandler(
  coreOs.router({
    stop: coreOs.stop.handler(async () => {
      await readers?.close();
      await opened?.close();
      opened = null;
    }),
  }),
).upgrade(coreLine.port);

function pageLine(page: number): Line {
  const known = pages.get(page);
  if (known) return known;
  // A page that loaded again is a new connection; the one before is over.
  for (const [id, line] of pages) {
    line.close();
    pages.delete(id);
  }
  const line = createLine((data) => send({ channel: 'page', page, data }));
  handler?.upgrade(line.port);
  pages.set(page, line);
  return line;
}

async function start(message: unknown): Promise<void> {
  opened = await openKiosk({
    start: CoreStart.parse(message),
    host,
    papersWorker: new URL('./papers-worker.js', import.meta.url),
    phonePage: new URL('./phone/', import.meta.url),
    phone: readPhoneSwitch(process.env),
    practice: readTestSwitches(process.env),
  });
  const { kiosk, views } = opened;
  handler = new RPCHandler(createPageRouter(kiosk, createPageIntake(kiosk), views));
  send({ channel: 'ready' });
  // Drivers are loaded after the first screen can show, and a machine without one works on.
  void openReaders(kiosk);
}

async function openReaders(kiosk: OpenedKiosk['kiosk']): Promise<void> {
  try {
    const { openMachineReaders } = await import('./devices/barcode/machine-readers');
    const opening = await openMachineReaders(process.env, kiosk.sample !== null);
    readers = opening.hub;
    kiosk.devices.attachReaders(opening.hub, opening.panel);
    followReaders(kiosk, opening.hub);
  } catch (error) {
    console.error('readers', error instanceof Error ? error.message : typeof error);
  }
}

function receive(message: CoreMessage): void {
  if (message.channel === 'start') {
    start(message.start).catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  } else if (message.channel === 'page' && handler) {
    pageLine(message.page).receive(message.data);
  } else if (message.channel === 'pageClosed') {
    pages.get(message.page)?.close();
    pages.delete(message.page);
  } else if (message.channel === 'host') {
    hostLine.receive(message.data);
  } else if (message.channel === 'core') {
    coreLine.receive(message.data);
  }
}

if (parentPort) parentPort.on('message', ({ data }) => receive(data));
else process.on('message', (message) => receive(message as CoreMessage));
// Main is gone: nothing is left to serve, and what matters is on disk.
process.on('disconnect', () => process.exit(0));
