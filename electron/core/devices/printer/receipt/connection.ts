/** One TCP connection to a receipt printer: bytes with a deadline, and answers where it gives any. */
import { connect, type Socket } from 'node:net';
import type { ReceiptDelays } from '../delays';
import type { PrinterTrouble } from '../printer';
import { ASK, isRealTimeAnswer, statusTrouble } from './escpos';

/** `lost`: the printer closed or was switched off. `stuck`: it takes no bytes. */
export type Sent = 'sent' | 'lost' | 'stuck';

export type ReceiptConnection = {
  send(bytes: Uint8Array): Promise<Sent>;
  /**
   * What the printer says of itself: null when well, `silent` when it does not answer such
   * questions (or not any more).
   */
  status(): Promise<PrinterTrouble | null | 'silent'>;
  /** Whether the answer to TELL_WHEN_DONE has come. */
  isDone(): boolean;
  isLost(): boolean;
  /** Lets go; `last` is still sent where the printer takes it. */
  close(last?: Uint8Array): void;
};

/** Opens a connection; null when nobody answers in time. */
export function openReceiptConnection(
  address: { host: string; port: number },
  delays: ReceiptDelays,
  signal: AbortSignal,
): Promise<ReceiptConnection | null> {
  return new Promise((resolve) => {
    const socket = connect({ ...address, noDelay: true });
    const deadline = setTimeout(() => give(null), delays.connectMs);
    const refuse = () => give(null);
    const give = (connection: ReceiptConnection | null) => {
      clearTimeout(deadline);
      signal.removeEventListener('abort', refuse);
      socket.off('error', refuse);
      if (!connection) socket.on('error', () => undefined).destroy();
      resolve(connection);
    };
    if (signal.aborted) return give(null);
    signal.addEventListener('abort', refuse, { once: true });
    socket.once('error', refuse);
    socket.once('connect', () => give(wrap(socket, delays)));
  });
}

function wrap(socket: Socket, delays: ReceiptDelays): ReceiptConnection {
  let lost = false;
  let done = false;
  const answers: number[] = [];
  let heard: (() => void) | null = null;
  socket.on('error', () => undefined);
  socket.on('close', () => {
    lost = true;
    heard?.();
  });
  socket.on('end', () => socket.destroy());
  socket.on('data', (bytes) => {
    for (const byte of bytes) {
      if (isRealTimeAnswer(byte)) answers.push(byte);
      else if ((byte & 0x90) === 0) done = true;
    }
    heard?.();
  });

  async function ask(question: Uint8Array): Promise<number | null> {
    if (lost) return null;
    answers.length = 0;
    socket.write(question);
    if (answers.length === 0) {
      await new Promise<void>((resolve) => {
        const late = setTimeout(finish, delays.statusMs);
        function finish() {
          clearTimeout(late);
          heard = null;
          resolve();
        }
        heard = () => (answers.length > 0 || lost) && finish();
      });
    }
    return answers[0] ?? null;
  }

  return {
    send(bytes) {
      if (lost) return Promise.resolve('lost');
      return new Promise((resolve) => {
        const end = (sent: Sent) => {
          clearTimeout(silence);
          socket.off('close', gone);
          resolve(sent);
        };
        const gone = () => end('lost');
        const silence = setTimeout(() => end('stuck'), delays.sendSilenceMs);
        socket.once('close', gone);
        socket.write(bytes, (error) => end(error ? 'lost' : 'sent'));
      });
    },
    async status() {
      const cause = await ask(ASK.offlineCause);
      if (cause === null) return 'silent';
      const error = await ask(ASK.error);
      const paper = await ask(ASK.paper);
      // A printer that answers only some of them has nothing to say about the rest.
      return statusTrouble(cause, error ?? 0, paper ?? 0);
    },
    isDone: () => done,
    isLost: () => lost,
    close(last) {
      if (lost) return;
      // Not cut off: what is still on its way would be lost with the connection.
      if (last === undefined) socket.end();
      else socket.end(last);
      // A printer that does not take it keeps nothing of ours open.
      setTimeout(() => socket.destroy(), delays.finishMs).unref();
    },
  };
}
