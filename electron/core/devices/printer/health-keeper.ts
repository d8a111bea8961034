/** Keeps a printer's health and tells listeners when it changes. */
import { createListeners } from '../scanner/fake-scan';
import type { PrinterHealth, PrinterTrouble } from './printer';

export type HealthKeeper = {
  health(): PrinterHealth;
  onHealth(listener: () => void): () => void;
  /** Takes what is wrong now, or null. */
  set(trouble: PrinterTrouble | null): PrinterHealth;
  clear(): void;
};

/** A keeper for a printer that is taken to be well until it is asked. */
export function createHealthKeeper(first: PrinterTrouble | null = null): HealthKeeper {
  const listeners = createListeners();
  let trouble = first;
  const health = (): PrinterHealth =>
    trouble === null ? { ready: true } : { ready: false, reason: trouble };
  return {
    health,
    onHealth: (listener) => listeners.add(listener),
    set(next) {
      const changed = next !== trouble;
      trouble = next;
      if (changed) listeners.tell();
      return health();
    },
    clear: () => listeners.clear(),
  };
}
