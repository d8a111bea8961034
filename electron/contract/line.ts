/**
 * A message port made of two functions, for the contract library: `send` carries what it posts,
 * `receive` is fed with what arrives.
 */
type Listener = (event?: { data: unknown }) => void;

export type Line = {
  port: {
    on(name: string, listener: (event?: { data: unknown }) => void): void;
    postMessage(data: unknown): void;
  };
  receive(data: unknown): void;
  /** Tells the library that the other side is gone; calls under way fail. */
  close(): void;
};

/** Makes a line whose posts go to `send`. */
export function createLine(send: (data: unknown) => void): Line {
  const messageListeners: Listener[] = [];
  const closeListeners: Listener[] = [];
  let closed = false;
  return {
    port: {
      on(name, listener) {
        if (name === 'message') messageListeners.push(listener);
        if (name === 'close') closeListeners.push(listener);
      },
      postMessage(data) {
        if (!closed) send(data);
      },
    },
    receive(data) {
      if (closed) return;
      for (const listener of messageListeners) listener({ data });
    },
    close() {
      if (closed) return;
      closed = true;
      for (const listener of closeListeners) listener();
    },
  };
}
