/** What drivers of real scanners share beyond `Scanner`, and how they are looked for. */

import type { Reason } from '../../../contract/reasons';
import type { Result } from '../../../contract/result';
import { createListeners } from './fake-scan';
import type { Scanner, ScannerHealth, ScannerId, ScannerTrouble, ScanSource } from './scanner';

export const DRIVERS = ['escl', 'sane', 'wia', 'naps2'] as const;
/** The way to a scanner, the best one first. */
export type ScannerDriver = (typeof DRIVERS)[number];

/** A scanner that can be asked how it is; real devices do not tell by themselves. */
export type CheckedScanner = Scanner & {
  /** Asks the device, keeps the answer as its health and tells listeners when it changed. */
  check(): Promise<ScannerHealth>;
};

/** A scanner that answered, not yet opened. */
export type FoundScanner = {
  id: ScannerId;
  label: string;
  driver: ScannerDriver;
  sources: readonly ScanSource[];
  /** Whether its feeder takes both sides. */
  duplex: boolean;
  open(): CheckedScanner;
};

/** One way of looking for scanners. It never throws for what a device or driver does. */
export type ScannerFinder = {
  driver: ScannerDriver;
  find(signal: AbortSignal): Promise<FoundScanner[]>;
};

const TROUBLES: readonly Reason[] = [
  'SCANNER_NONE',
  'SCANNER_FAILED',
  'SCANNER_EMPTY',
  'SCANNER_JAM',
  'SCANNER_DOUBLE_FEED',
  'SCANNER_COVER_OPEN',
  'SCANNER_BUSY',
  'SCANNER_UNPLUGGED',
] satisfies ScannerTrouble[];

/** Whether a reason is one of a scanner's. */
export function isScannerTrouble(reason: Reason): reason is ScannerTrouble {
  return TROUBLES.includes(reason);
}

/** Keeps a driver's health and tells listeners when it changes. */
export function createHealthKeeper(): {
  health(): ScannerHealth;
  onHealth(listener: () => void): () => void;
  set(health: ScannerHealth): ScannerHealth;
  /** Takes what a scan says about the device's health; `lasting` are the reasons that stay. */
  learn(result: Result<unknown>, lasting: readonly ScannerTrouble[]): void;
  clear(): void;
} {
  const listeners = createListeners();
  let health: ScannerHealth = { ready: true };
  function set(next: ScannerHealth): ScannerHealth {
    const changed =
      next.ready !== health.ready ||
      (!next.ready && !health.ready && next.reason !== health.reason);
    health = next;
    if (changed) listeners.tell();
    return next;
  }
  return {
    health: () => health,
    onHealth: (listener) => listeners.add(listener),
    set,
    learn(result, lasting) {
      if (result.ok) return void set({ ready: true });
      const { reason } = result.failure;
      if (!isScannerTrouble(reason)) return;
      if (lasting.includes(reason)) set({ ready: false, reason });
    },
    clear: () => listeners.clear(),
  };
}

/** Longest name of a device that is shown or remembered. */
const LONGEST_NAME = 120;
/** C0 and C1 controls, and the marks that turn the direction of text: never part of a name. */
const UNSHOWN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A device's own words, safe to show and to compare: NFC, no controls, single spaces, bounded. */
export function deviceName(text: string): string {
  return text
    .slice(0, 4 * LONGEST_NAME)
    .normalize('NFC')
    .replace(UNSHOWN, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME);
}
