/**
 * A scanner worked by a panel on the screen, for practice and for showing: a press lays one of
 * the drawn sample papers on the glass, another jams it.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScannerDelays, Timer } from './delays';
import { realTimer, SCANNER_DELAYS } from './delays';
import type { FakeState } from './fake-scan';
import { createListeners, fakeScan, healthOf, WELL } from './fake-scan';
import type { Scanner, ScanSource } from './scanner';

/** Drawn papers that belong to nobody, in `assets/samples`; A4, 200 dpi. */
export const SAMPLE_PAPERS = ['birth-notice', 'rental-contract', 'certificate'] as const;
export type SamplePaper = (typeof SAMPLE_PAPERS)[number];

export type PanelState = FakeState & {
  glass: SamplePaper | undefined;
  feeder: readonly SamplePaper[];
};

export type PanelScanner = Scanner & {
  /** What the panel shows. */
  state(): PanelState;
  /** Presses a switch of the panel, also in the middle of a scan. */
  set(change: Partial<FakeState>): void;
  /** Lays a sample on the glass; undefined clears it. */
  layOnGlass(paper: SamplePaper | undefined): void;
  /** Lays so many sheets into the feeder in place of what was there: the samples in turn. */
  feed(sheets: number): void;
};

/** As many as the panel shows. */
const MOST_SHEETS = 5;

function sample(index: number): SamplePaper {
  return SAMPLE_PAPERS[index % SAMPLE_PAPERS.length] ?? SAMPLE_PAPERS[0];
}

/**
 * A scanner that is well, with a sample on the glass and an empty feeder, so that a first scan
 * works at once and is one page. `samplesFolder` holds the pictures.
 */
export function createPanelScanner(
  samplesFolder: string,
  options: { delays?: ScannerDelays; timer?: Timer } = {},
): PanelScanner {
  const delays = options.delays ?? SCANNER_DELAYS;
  const timer = options.timer ?? realTimer;
  const listeners = createListeners();
  let state: PanelState = { ...WELL, glass: SAMPLE_PAPERS[0], feeder: [] };

  function change(part: Partial<PanelState>): void {
    state = { ...state, ...part };
    listeners.tell();
  }

  const path = {
    async take(source: ScanSource) {
      const [next, ...rest] = source === 'flatbed' ? [state.glass] : state.feeder;
      if (next === undefined) return undefined;
      if (source === 'feeder') change({ feeder: rest as SamplePaper[] });
      return Uint8Array.from(await readFile(join(samplesFolder, `${next}.jpg`)));
    },
  };

  return {
    id: { vendor: 'fake', product: 'panel', serial: '0' },
    label: 'Panel',
    abilities: { sources: ['flatbed', 'feeder'], duplex: false },
    feeder: async () => (state.feeder.length > 0 ? 'loaded' : 'empty'),
    health: () => healthOf(state),
    onHealth: (listener) => listeners.add(listener),
    scan: (job, onPage, signal) =>
      fakeScan(
        { state: () => state, setIn: () => change({ midway: false }), path, delays, timer },
        job,
        onPage,
        signal,
      ),
    close: async () => listeners.clear(),
    state: () => state,
    set: (part) => change(part),
    layOnGlass: (glass) => change({ glass }),
    feed: (sheets) =>
      change({
        feeder: Array.from({ length: Math.min(sheets, MOST_SHEETS) }, (_, index) => sample(index)),
      }),
  };
}
