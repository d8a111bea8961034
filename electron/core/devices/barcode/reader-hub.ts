/**
 * All readers of this machine: found, opened and watched, several at once. A reader that was
 * pulled out stays known and goes on when it is back, wherever it is plugged in then.
 */
import { createActor, waitFor } from 'xstate';
import type { Clock, ReaderDelays } from './delays';
import { READER_DELAYS, realClock } from './delays';
import { type HubEvent, hubMachine } from './hub-machine';
import { listen, type ManagedReader, openReader, within } from './open-reader';
import type { BarcodeReader, ReaderHealth, Scan } from './reader';
import type { Attachment, ReaderSource, SourceTrouble } from './source';

export type ReaderHub = {
  /** Every reader seen since the start, also those pulled out; keyboards only while plugged in. */
  readers(): readonly BarcodeReader[];
  /** Ready when any reader is; else the trouble that someone can do most about. */
  health(): ReaderHealth;
  /** Drivers that are missing or fail, by the name of their source. */
  troubles(): readonly (SourceTrouble & { source: string })[];
  /** Calls back when readers came, went or changed their health; returns how to stop. */
  onChange(listener: () => void): () => void;
  /** Calls back for the scans of all readers; returns how to stop. */
  onScan(listener: (scan: Scan, reader: BarcodeReader) => void): () => void;
  /** Looks for readers now, as a technician's press does, and waits until that is done. */
  look(): Promise<void>;
  /** Lets go of all devices and of everything watched. */
  close(): Promise<void>;
};

export type HubOptions = {
  /** Where readers come from, such as `[hidSource(), serialSource()]`. */
  sources: readonly ReaderSource[];
  delays?: ReaderDelays;
  clock?: Clock;
};

/** Which trouble is told when no reader works: the first that applies. */
const TELLING = [
  'READER_DENIED',
  'READER_BUSY',
  'READER_FAILED',
  'READER_OPENING',
  'READER_UNPLUGGED',
  'READER_KEYBOARD',
] as const;

/** Starts looking at once; the first look goes on when this returns. */
export function openReaderHub(options: HubOptions): ReaderHub {
  const { sources } = options;
  const delays = options.delays ?? READER_DELAYS;
  const clock = options.clock ?? realClock;
  const known = new Map<string, ManagedReader>();
  const troubles = new Map<string, SourceTrouble>();
  const changeListeners = new Set<() => void>();
  const scanListeners = new Set<(scan: Scan, reader: BarcodeReader) => void>();
  const isReady = ({ reader }: ManagedReader) => reader.health().ready;
  const all = () => [...known.values()];
  const tell = () => {
    for (const listener of [...changeListeners]) listener();
  };

  const actor = createActor(hubMachine, {
    clock,
    input: {
      delays,
      look,
      isAnyOpen: () => all().some(isReady),
      isAnyMissing: () => all().some((one) => one.reader.kind !== 'wedge' && !isReady(one)),
    },
  });
  const send = (event: HubEvent) => {
    if (actor.getSnapshot().status === 'active') actor.send(event);
  };
  const watches = sources.map((source) => source.watch?.(() => send({ type: 'CHANGED' })));
  actor.start();

  async function look(signal: AbortSignal): Promise<void> {
    const listings = await Promise.all(sources.map((source) => source.list()));
    if (signal.aborted) return;
    const before = JSON.stringify([...troubles]);
    troubles.clear();
    listings.forEach(({ trouble }, index) => {
      if (trouble) troubles.set(sources[index]?.name ?? '', trouble);
    });
    const changed = settle(listings.flatMap(({ attachments }) => attachments));
    if (changed || JSON.stringify([...troubles]) !== before) tell();
  }

  /** Gives every device to its reader. Answers whether readers came or went. */
  function settle(attachments: readonly Attachment[]): boolean {
    const listed = keyed(attachments, new Map(all().map((one) => [one.heldPath(), one])), known);
    let changed = false;
    for (const [key, one] of [...known]) {
      if (listed.has(key)) continue;
      one.detach();
      // A keyboard that is gone is of no use to anyone, perhaps it came back as another kind.
      if (one.reader.kind !== 'wedge') continue;
      known.delete(key);
      void one.reader.close();
      changed = true;
    }
    for (const [key, attachment] of listed) {
      let one = known.get(key);
      if (!one) {
        one = meet(attachment);
        known.set(key, one);
        changed = true;
      }
      if (one.heldPath() !== attachment.path) one.attach(attachment);
    }
    return changed;
  }

  function meet(attachment: Attachment): ManagedReader {
    const one = openReader(attachment, { clock, delays });
    const { reader } = one;
    let wasReady = false;
    reader.onHealth(() => {
      const ready = reader.health().ready;
      // An error is all a reader gives when it is pulled out: see whether it really is gone.
      send({ type: wasReady && !ready ? 'CHANGED' : 'HEALTH' });
      wasReady = ready;
      tell();
    });
    reader.onScan((scan) => {
      for (const listener of [...scanListeners]) listener(scan, reader);
    });
    return one;
  }

  return {
    readers: () => all().map((one) => one.reader),
    health() {
      if (all().some(isReady)) return { ready: true };
      const reasons = all().map(({ reader }) => {
        const health = reader.health();
        return health.ready ? undefined : health.reason;
      });
      const reason = TELLING.find((one) => reasons.includes(one));
      const [trouble] = troubles.values();
      return { ready: false, reason: reason ?? trouble?.reason ?? 'READER_NONE' };
    },
    troubles: () => [...troubles].map(([source, trouble]) => ({ source, ...trouble })),
    onChange: (listener) => listen(changeListeners, listener),
    onScan: (listener) => listen(scanListeners, listener),
    async look() {
      send({ type: 'LOOK' });
      await waitFor(actor, (snapshot) => snapshot.matches('waiting') || snapshot.matches('closed'));
    },
    async close() {
      changeListeners.clear();
      scanListeners.clear();
      for (const stop of watches) stop?.();
      send({ type: 'CLOSE' });
      await within(
        clock,
        delays.closeDeadlineMs,
        Promise.all(all().map((one) => one.reader.close())),
      );
    },
  };
}

/**
 * A key for each device, by what it is. Cheap readers have no serial number, so two alike are
 * told apart by number; one that is in use keeps the key it has.
 */
function keyed(
  attachments: readonly Attachment[],
  held: ReadonlyMap<string | undefined, ManagedReader>,
  known: ReadonlyMap<string, ManagedReader>,
): Map<string, Attachment> {
  const keyOf = new Map([...known].map(([key, one]) => [one, key]));
  const result = new Map<string, Attachment>();
  const base = ({ kind, id }: Attachment) => [kind, id.vendor, id.product, id.serial].join(':');
  const free: Attachment[] = [];
  for (const attachment of attachments) {
    const holder = held.get(attachment.path);
    const key = holder && keyOf.get(holder);
    const prefix = `${base(attachment)}#`;
    if (key?.startsWith(prefix) && !result.has(key)) result.set(key, attachment);
    else free.push(attachment);
  }
  for (const attachment of free) {
    let number = 1;
    while (result.has(`${base(attachment)}#${number}`)) number += 1;
    result.set(`${base(attachment)}#${number}`, attachment);
  }
  return result;
}
