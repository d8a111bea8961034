/** A printer worked by a panel on the screen, for practice and for showing. No paper comes out. */
import type { PrinterPanel } from '../../../contract/printers';
import type { Timer } from '../scanner/delays';
import { realTimer } from '../scanner/delays';
import { createListeners } from '../scanner/fake-scan';
import type { PrinterDelays } from './delays';
import { PRINTER_DELAYS } from './delays';
import type { FakePrinterState } from './fake-print';
import { fakePrint, healthOf, WELL } from './fake-print';
import type { Printer } from './printer';

export const PANEL_PRINTER_ID = 'fake:panel';

export type PanelPrinter = Printer & {
  /** What the panel shows. */
  state(): PrinterPanel;
  /** Presses a switch of the panel, also in the middle of a job. */
  set(change: Partial<PrinterPanel>): void;
};

/** A practice printer that is well. */
export function createPanelPrinter(
  options: { delays?: PrinterDelays; timer?: Timer } = {},
): PanelPrinter {
  const delays = options.delays ?? PRINTER_DELAYS;
  const timer = options.timer ?? realTimer;
  const listeners = createListeners();
  let state: FakePrinterState = { ...WELL };
  return {
    id: PANEL_PRINTER_ID,
    label: 'Panel',
    kind: 'page',
    roll: null,
    health: () => healthOf(state),
    check: async () => healthOf(state),
    onHealth: (listener) => listeners.add(listener),
    print: (document, signal, onProgress) =>
      fakePrint(
        { state: () => state, queue: new Map(), comesOut: () => undefined, delays, timer },
        document,
        signal,
        onProgress,
      ),
    close: async () => listeners.clear(),
    state() {
      const { inkOut: _, ...shown } = state;
      return shown;
    },
    set(change) {
      state = { ...state, ...change };
      listeners.tell();
    },
  };
}
