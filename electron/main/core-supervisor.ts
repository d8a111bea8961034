/**
 * Keeps a core running: starts it, hands it what it needs, starts another when it dies, and passes
 * messages. The window stays up meanwhile.
 */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import {
  type CoreContract,
  type CoreMessage,
  type CoreStart,
  type HostContract,
  hostContract,
} from '../contract/host';
import { createLine } from '../contract/line';
import { type CoreProcess, startCoreProcess } from './core-process';

/** Wait before another start after a death, so that a core that dies at once does not spin. */
const RESTART_DELAY_MS = 100;
const LONGEST_RESTART_DELAY_MS = 5_000;
/** A core that lived this long was healthy; the next death waits the short delay again. */
const HEALTHY_AFTER_MS = 10_000;
/** How long the core may take to close its files when the application quits. */
const STOP_DEADLINE_MS = 3_000;

export type HostHandlers = {
  [K in keyof HostContract]: Parameters<
    ReturnType<typeof implement<typeof hostContract>>[K]['handler']
  >[0];
};

export type CoreSupervisor = {
  sendFromPage(page: number, data: unknown): void;
  pageClosed(page: number): void;
  state(): 'up' | 'down';
  pid(): number | undefined;
  stop(): Promise<void>;
};

export type CoreSupervisorOptions = {
  entry: string;
  coreNode: string | null;
  /** A core that was started already and waits for its start message. */
  early?: CoreProcess | null;
  start: Omit<CoreStart, 'recovery'>;
  host: HostHandlers;
  toPage(page: number, data: unknown): void;
  stateChanged(state: 'up' | 'down'): void;
};

/** Starts the first core and watches it. */
export function superviseCore(options: CoreSupervisorOptions): CoreSupervisor {
  let early = options.early ?? null;
  let core: CoreProcess | null = null;
  let stopping = false;
  let ready = false;
  /** A core has asked whether a session left open is to go on; only then may another continue it. */
  let asked = false;
  let restartDelayMs = RESTART_DELAY_MS;
  let coreClient: ContractRouterClient<CoreContract> | null = null;
  let exited: Promise<void> = Promise.resolve();

  const router = (() => {
    const os = implement(hostContract);
    return os.router({
      printers: os.printers.handler(options.host.printers),
      print: os.print.handler(options.host.print),
      makePdf: os.makePdf.handler(options.host.makePdf),
      savePdf: os.savePdf.handler(options.host.savePdf),
      saveFile: os.saveFile.handler(options.host.saveFile),
      allowCamera: os.allowCamera.handler(options.host.allowCamera),
      wipePage: os.wipePage.handler(options.host.wipePage),
    });
  })();

  function launch(recovery: CoreStart['recovery']): void {
    const process = early ?? startCoreProcess(options.entry, options.coreNode);
    early = null;
    const startedAt = performance.now();
    core = process;
    const hostLine = createLine((data) => process.send({ channel: 'host', data }));
    new RPCHandler(router).upgrade(hostLine.port);
    const coreLine = createLine((data) => process.send({ channel: 'core', data }));
    coreClient = createORPCClient<ContractRouterClient<CoreContract>>(
      new RPCLink({ port: coreLine.port }),
    );

    process.onMessage((message: CoreMessage) => {
      if (message.channel === 'page') options.toPage(message.page, message.data);
      else if (message.channel === 'host') hostLine.receive(message.data);
      else if (message.channel === 'core') coreLine.receive(message.data);
      else if (message.channel === 'ready') {
        ready = true;
        asked = true;
        options.stateChanged('up');
      }
    });
    exited = new Promise((resolve) => {
      process.onExit(() => {
        hostLine.close();
        coreLine.close();
        core = null;
        ready = false;
        coreClient = null;
        resolve();
        if (stopping) return;
        options.stateChanged('down');
        if (performance.now() - startedAt > HEALTHY_AFTER_MS) restartDelayMs = RESTART_DELAY_MS;
        setTimeout(() => !stopping && launch(asked ? 'continue' : 'ask'), restartDelayMs);
        restartDelayMs = Math.min(restartDelayMs * 2, LONGEST_RESTART_DELAY_MS);
      });
    });
    process.send({ channel: 'start', start: { ...options.start, recovery } });
  }

  launch('ask');

  return {
    sendFromPage: (page, data) => core?.send({ channel: 'page', page, data }),
    pageClosed: (page) => core?.send({ channel: 'pageClosed', page }),
    state: () => (ready ? 'up' : 'down'),
    pid: () => core?.pid,
    async stop() {
      stopping = true;
      if (!core) return;
      const last = core;
      const deadline = setTimeout(() => last.kill(), STOP_DEADLINE_MS);
      await coreClient?.stop().catch(() => {});
      last.kill();
      await exited;
      clearTimeout(deadline);
    },
  };
}
