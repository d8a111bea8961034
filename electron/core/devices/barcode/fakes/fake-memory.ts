/** Readers in memory: tests plug them in and out, and send whatever a real one might. */
import type { ReaderId, ReaderKind, ReaderTrouble } from '../reader';
import type { Attachment, DeviceListener, Opened, ReaderSource, SourceTrouble } from '../source';
import { hidFramer } from '../wire/hid-framer';
import { serialFramer } from '../wire/serial-framer';
import { type FakeLayout, reportsOf } from './reports';

export type FakeSpec = {
  kind?: ReaderKind;
  id?: Partial<ReaderId>;
  label?: string;
  layout?: FakeLayout;
};

export type FakeDevice = {
  /** Plugs it in, at another place each time, and lets everybody know. */
  plug(): void;
  /** Pulls it out: an open one gives an error, as real ones do, and is not listed any more. */
  unplug(): void;
  /** Gives an error although it stays plugged in, as with a bad cable. */
  glitch(): void;
  /** Opening it fails for this reason from now on; undefined: it works again. */
  refuse(reason: ReaderTrouble | undefined): void;
  /** Opening it never ends from now on, or does again. */
  hang(isHanging: boolean): void;
  /** Sends chunks to whoever has it open: reports, or serial bytes. */
  send(...chunks: readonly Uint8Array[]): void;
  /** Sends a whole code, as a reader of its kind does. */
  scan(text: string): void;
  /** Whether someone has it open. */
  isOpen(): boolean;
};

export type MemoryReaders = {
  readonly source: ReaderSource;
  /** A new device, not yet plugged in. */
  device(spec?: FakeSpec): FakeDevice;
  /** The driver itself fails from now on. */
  fail(trouble: SourceTrouble | undefined): void;
  /** How often devices were listed. */
  looks(): number;
};

/**
 * @param options `silent`: the system does not tell of plugging in, as on Windows
 */
export function createMemoryReaders(options: { silent?: boolean } = {}): MemoryReaders {
  const plugged = new Map<object, Attachment>();
  const watchers = new Set<() => void>();
  let trouble: SourceTrouble | undefined;
  let looks = 0;
  let plugs = 0;
  const tell = () => {
    for (const watcher of [...watchers]) watcher();
  };
  const source: ReaderSource = {
    name: 'memory',
    async list() {
      looks += 1;
      return trouble ? { attachments: [], trouble } : { attachments: [...plugged.values()] };
    },
    watch(onChange) {
      if (options.silent) return undefined;
      watchers.add(onChange);
      return () => void watchers.delete(onChange);
    },
  };

  function device(spec: FakeSpec = {}): FakeDevice {
    const key = {};
    const kind = spec.kind ?? 'hidPos';
    let listener: DeviceListener | undefined;
    let refusal: ReaderTrouble | undefined;
    let isHanging = false;
    const lose = () => {
      const lost = listener;
      listener = undefined;
      lost?.onLost();
    };
    async function open(to: DeviceListener): Promise<Opened> {
      if (isHanging) await new Promise(() => undefined);
      if (refusal) return { ok: false, reason: refusal };
      listener = to;
      const close = async () => {
        if (listener === to) listener = undefined;
      };
      const framer = kind === 'serial' ? serialFramer() : hidFramer();
      return { ok: true, connection: { framer, close } };
    }
    const send = (chunks: readonly Uint8Array[]) => {
      for (const chunk of chunks) listener?.onChunk(chunk);
    };
    return {
      plug() {
        plugs += 1;
        plugged.set(key, {
          kind,
          id: { vendor: 'fake', product: 'memory', serial: '1', ...spec.id },
          label: spec.label ?? 'Memory',
          path: `memory${plugs}`,
          ...(kind === 'wedge' ? {} : { open }),
        });
        tell();
      },
      unplug() {
        plugged.delete(key);
        lose();
        tell();
      },
      glitch: lose,
      refuse(reason) {
        refusal = reason;
      },
      hang(hanging) {
        isHanging = hanging;
      },
      send: (...chunks) => send(chunks),
      scan: (text) =>
        send(kind === 'serial' ? [Buffer.from(`${text}\r`)] : reportsOf(text, spec.layout)),
      isOpen: () => listener !== undefined,
    };
  }

  return {
    source,
    device,
    fail(next) {
      trouble = next;
      tell();
    },
    looks: () => looks,
  };
}
