/**
 * The page's line to the core. The core may die and come back while the page stays: calls then
 * wait for the new one and are made again, which every call of the contract allows.
 */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { createLine, type Line } from '../../electron/contract/line';
import type { PageContract } from '../../electron/contract/page';
import {
  type CoreStateMessage,
  PORT_MESSAGE,
  PORT_REQUEST,
} from '../../electron/contract/page-line';
import type { SessionView } from '../../electron/contract/view';

export type CoreClient = ContractRouterClient<PageContract>;
export type ConnectionState = 'connecting' | 'connected';

/** A call that meets a dying core is made again this many times before it fails. */
const MAX_TRIES = 5;

function isCoreState(data: unknown): data is CoreStateMessage {
  return typeof data === 'object' && data !== null && 'coreState' in data;
}

/**
 * Connects the page to the core. `onView` is called with every new view; `onState` when the core
 * goes and comes. The client answered can be used at once: calls wait for the connection.
 */
export function connectCore(
  onView: (view: SessionView) => void,
  onState: (state: ConnectionState) => void,
): CoreClient {
  let line: Line | null = null;
  let client: CoreClient | null = null;
  let waiting: Array<(client: CoreClient) => void> = [];

  const clientReady = () =>
    client ? Promise.resolve(client) : new Promise<CoreClient>((resolve) => waiting.push(resolve));

  function disconnect(): void {
    client = null;
    line?.close();
    line = null;
    onState('connecting');
  }

  function connect(port: MessagePort): void {
    if (line) disconnect();
    const connected = createLine((data) => port.postMessage(data));
    line = connected;
    const fresh: CoreClient = createORPCClient(new RPCLink({ port: connected.port }));
    client = fresh;
    onState('connected');
    void follow(fresh);
    for (const resolve of waiting) resolve(fresh);
    waiting = [];
  }

  async function follow(followed: CoreClient): Promise<void> {
    try {
      for await (const view of await followed.view.watch()) {
        if (followed !== client) return;
        onView(view);
      }
    } catch {
      // The core is gone; its successor is followed anew.
    }
  }

  window.addEventListener('message', (event) => {
    const [port] = event.ports;
    if (event.source !== window || event.data !== PORT_MESSAGE || !port) return;
    port.onmessage = ({ data }) => {
      if (!isCoreState(data)) line?.receive(data);
      else if (data.coreState === 'up') connect(port);
      else disconnect();
    };
  });
  window.postMessage(PORT_REQUEST, window.location.origin);

  async function call(path: readonly string[], args: unknown[]): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      const used = await clientReady();
      try {
        let target: unknown = used;
        for (const name of path) target = (target as Record<string, unknown>)[name];
        return await (target as (...args: unknown[]) => Promise<unknown>)(...args);
      } catch (error) {
        if (used === client || tries >= MAX_TRIES) throw error;
      }
    }
  }

  const callable = (path: readonly string[]): unknown =>
    new Proxy(() => {}, {
      // Never a thenable: a client that is awaited by mistake must not become a call.
      get: (_target, name) =>
        typeof name === 'string' && name !== 'then' ? callable([...path, name]) : undefined,
      apply: (_target, _self, args: unknown[]) => call(path, args),
    });
  return callable([]) as CoreClient;
}
