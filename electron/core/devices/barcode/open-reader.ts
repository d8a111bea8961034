/** A reader for the rest of the core, with its machine behind it. */
import { createActor, type SnapshotFrom } from 'xstate';
import type { Clock, ReaderDelays } from './delays';
import type { BarcodeReader, ReaderHealth, Scan } from './reader';
import { readerMachine } from './reader-machine';
import type { Attachment } from './source';

/** A reader and what only the hub may do with it. */
export type ManagedReader = {
  readonly reader: BarcodeReader;
  /** Where it is open, being opened or typing; undefined while it is lost or failed. */
  heldPath(): string | undefined;
  attach(attachment: Attachment): void;
  detach(): void;
};

/** Makes a reader of something that was found. It is not opened before `attach`. */
export function openReader(
  first: Attachment,
  options: { clock: Clock; delays: ReaderDelays },
): ManagedReader {
  const closings = new Set<Promise<void>>();
  const healthListeners = new Set<() => void>();
  const scanListeners = new Set<(scan: Scan) => void>();
  const onClosing = (closing: Promise<void>) => {
    closings.add(closing);
    void closing.finally(() => closings.delete(closing));
  };
  const actor = createActor(readerMachine, {
    clock: options.clock,
    input: { ...options, onClosing },
  });
  let health: ReaderHealth = { ready: false, reason: 'READER_UNPLUGGED' };
  actor.subscribe((snapshot) => {
    const now = healthOf(snapshot);
    if (JSON.stringify(now) === JSON.stringify(health)) return;
    health = now;
    for (const listener of [...healthListeners]) listener();
  });
  actor.on('SCAN', ({ scan }) => {
    for (const listener of [...scanListeners]) listener(scan);
  });
  actor.start();

  const current = () => actor.getSnapshot().context.attachment;
  const { switchMode } = first;
  const reader: BarcodeReader = {
    id: first.id,
    label: first.label,
    kind: first.kind,
    health: () => health,
    onHealth: (listener) => listen(healthListeners, listener),
    onScan: (listener) => listen(scanListeners, listener),
    ...(switchMode ? { switchMode: async () => (await current()?.switchMode?.()) ?? false } : {}),
    async close() {
      healthListeners.clear();
      scanListeners.clear();
      if (actor.getSnapshot().status === 'active') actor.send({ type: 'CLOSE' });
      await within(options.clock, options.delays.closeDeadlineMs, Promise.all(closings));
    },
  };
  return {
    reader,
    heldPath: () => {
      const snapshot = actor.getSnapshot();
      const isHeld =
        snapshot.matches('open') || snapshot.matches('opening') || snapshot.matches('keyboard');
      return isHeld ? current()?.path : undefined;
    },
    attach: (attachment) => actor.send({ type: 'ATTACH', attachment }),
    detach: () => actor.send({ type: 'DETACH' }),
  };
}

function healthOf(snapshot: SnapshotFrom<typeof readerMachine>): ReaderHealth {
  if (snapshot.matches('open')) return { ready: true };
  return { ready: false, reason: snapshot.context.trouble };
}

/** Adds a listener; answers how to take it away. */
export function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Waits for something, but not longer than this. */
export async function within(clock: Clock, ms: number, waited: Promise<unknown>): Promise<void> {
  let timer: unknown;
  const late = new Promise<void>((resolve) => {
    timer = clock.setTimeout(resolve, ms);
  });
  await Promise.race([waited, late]);
  clock.clearTimeout(timer);
}
