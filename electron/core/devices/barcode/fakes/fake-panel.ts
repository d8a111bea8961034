/**
 * A reader worked by a panel on the screen, for practice and for showing: a press holds a card
 * under it, another pulls its plug or spoils the scan.
 */
import type { ReaderTrouble } from '../reader';
import type { ReaderSource } from '../source';
import { createMemoryReaders } from './fake-memory';
import { type FakeLayout, reportsOf } from './reports';

export type PanelReaderState = {
  plugged: boolean;
  layout: FakeLayout;
  /** Why it cannot be opened; undefined when it can. */
  trouble: ReaderTrouble | undefined;
};

/** How a scan goes wrong: broken off, not UTF-8, or no report at all. */
export type Mishap = 'half' | 'garbled' | 'garbage';

export type PanelReader = {
  readonly source: ReaderSource;
  /** What the panel shows. */
  state(): PanelReaderState;
  /** Turns a switch of the panel. */
  set(change: Partial<PanelReaderState>): void;
  /** Holds a code under it. */
  scan(text: string, mishap?: Mishap): void;
};

/** A reader that is plugged in and well. */
export function createPanelReader(): PanelReader {
  const memory = createMemoryReaders();
  const id = { vendor: 'fake', product: 'panel', serial: '0' };
  const device = memory.device({ id, label: 'Panel' });
  let state: PanelReaderState = { plugged: true, layout: 'A', trouble: undefined };
  device.plug();
  return {
    source: { ...memory.source, name: 'panel' },
    state: () => state,
    set(change) {
      const before = state;
      state = { ...state, ...change };
      device.refuse(state.trouble);
      if (before.plugged && !state.plugged) device.unplug();
      if (!before.plugged && state.plugged) device.plug();
      if (before.plugged && state.plugged && before.trouble !== state.trouble) {
        // Plugged in anew, so that the trouble shows, or goes, at once.
        device.unplug();
        device.plug();
      }
    },
    scan(text, mishap) {
      const reports = reportsOf(text, state.layout);
      device.send(...(mishap ? spoil(reports, mishap) : reports));
    },
  };
}

function spoil(reports: readonly Uint8Array[], mishap: Mishap): Uint8Array[] {
  const first = Uint8Array.from(reports[0] ?? []);
  if (mishap === 'garbled') {
    // Never part of UTF-8, wherever the data begins.
    first.fill(0xff, 10, 12);
    return [first, ...reports.slice(1)];
  }
  if (mishap === 'garbage') first[1] = 0xff;
  // Half of a code in one report is that report with "more follows".
  else first[63] = 1;
  return [first];
}
