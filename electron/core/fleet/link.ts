/**
 * The line to the point's `nats-server`: TLS under the point's own root, this machine's NKey, plain
 * core subjects. It never holds anybody up: what cannot be sent now is not sent later either, the
 * next beat says it anew.
 */
import { type NatsConnection, nkeyAuthenticator, connect as reach } from '@nats-io/transport-node';
import { createActor } from 'xstate';
import type { FleetDelays } from './delays';
import type { ExchangeFile } from './exchange-file';
import { type LinkState, type LinkTrouble, linkMachine } from './link-machine';

export type Link = {
  state(): LinkState;
  /** Answers whether it went out. */
  publish(subject: string, bytes: Uint8Array): boolean;
  /** Sends `goodbye`, waits no longer than a moment, and lets go. */
  close(goodbye?: { subject: string; bytes: Uint8Array }): Promise<void>;
};

export type LinkOptions = {
  file: ExchangeFile;
  subjects: readonly string[];
  delays: FleetDelays;
  received(subject: string, bytes: Uint8Array): void;
  changed(): void;
  /** The server refused a subject: somebody changed what this machine may do. */
  refusedSubject(): void;
};

/**
 * Given on to `tls.connect` with the root. The name stands in the server's certificate: addresses in
 * a small network change, and the root vouches for nobody else.
 */
export const TLS = { servername: 'dong-hanh-exchange', minVersion: 'TLSv1.3' } as const;

/** Opens the line; it goes on trying until it is closed. */
export function openLink(options: LinkOptions): Link {
  const { file, delays } = options;
  const seed = new TextEncoder().encode(file.seed);
  let connection: NatsConnection | null = null;

  const dial = async (signal: AbortSignal): Promise<void> => {
    const made = await reach({
      servers: [file.server],
      tls: { ca: file.ca, ...TLS },
      authenticator: nkeyAuthenticator(seed),
      name: `m${file.machine}`,
      timeout: delays.connectMs,
      pingInterval: delays.pingMs,
      maxPingOut: 2,
      // Trying again is our own machine's work: the library would keep old messages meanwhile.
      reconnect: false,
      noEcho: true,
      noAsyncTraces: true,
      ignoreClusterUpdates: true,
    });
    if (signal.aborted) {
      await made.close();
      return;
    }
    for (const subject of options.subjects) {
      made.subscribe(subject, {
        callback: (error, message) => {
          if (error) options.refusedSubject();
          else options.received(message.subject, message.data);
        },
      });
    }
    void listenForErrors(made, options.refusedSubject);
    connection = made;
  };
  const over = async (): Promise<void> => {
    await connection?.closed();
    connection = null;
  };

  const actor = createActor(linkMachine, {
    input: { delays, dial, over, troubleOf, random: Math.random },
  });
  const state = (): LinkState => {
    const { value, context } = actor.getSnapshot();
    if (value === 'connected') return 'connected';
    return context.trouble ?? 'connecting';
  };
  let told: LinkState = 'connecting';
  actor.subscribe(() => {
    const now = state();
    if (now === told) return;
    told = now;
    options.changed();
  });
  actor.start();

  const publish = (subject: string, bytes: Uint8Array): boolean => {
    if (!connection || connection.isClosed()) return false;
    try {
      connection.publish(subject, bytes);
      return true;
    } catch {
      // Closed between two lines: the next beat says it anew.
      return false;
    }
  };
  return {
    state,
    publish,
    async close(goodbye) {
      const last = connection;
      if (last && goodbye && publish(goodbye.subject, goodbye.bytes)) {
        await Promise.race([last.flush().catch(() => {}), patience(delays.goodbyeMs)]);
      }
      actor.send({ type: 'CLOSE' });
      actor.stop();
      if (last) await Promise.race([last.close().catch(() => {}), patience(delays.goodbyeMs)]);
      connection = null;
      seed.fill(0);
    },
  };
}

function patience(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

async function listenForErrors(connection: NatsConnection, refused: () => void): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === 'error') refused();
  }
}

/** Names OpenSSL's refusals of a certificate by their code (ERR_TLS_…, …_CERT…, …VERIFY…). */
const UNTRUSTED = /CERT|ERR_TLS|VERIFY|SIGNATURE/;

function troubleOf(error: unknown): LinkTrouble {
  if (!(error instanceof Error)) return 'unreachable';
  if (error.name === 'AuthorizationError' || /authorization violation/i.test(error.message)) {
    return 'refused';
  }
  const cause = error.cause as { code?: unknown } | undefined;
  const code = String((error as { code?: unknown }).code ?? cause?.code ?? '');
  const plain = /does not support 'tls'/.test(error.message);
  return plain || UNTRUSTED.test(code) ? 'untrusted' : 'unreachable';
}
