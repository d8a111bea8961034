/**
 * The kiosk's one scanner, whatever happens to it: found at the start, looked for again when it is
 * gone, asked how it is while nobody scans. Nothing here ever waits for a device to answer before
 * the kiosk may go on.
 */

import type { Result } from '../../../contract/result';
import { err, ok } from '../../../contract/result';
import type { SearchDelays, Timer } from './delays';
import { realTimer, SCANNER_DELAYS } from './delays';
import type { CheckedScanner, FoundScanner, ScannerFinder } from './driver';
import { createListeners } from './fake-scan';
import { chooseScanner, findScanners } from './find-scanners';
import { sweepScanFolders } from './scan-folder';
import type { Scanner, ScannerAbilities, ScannerHealth, ScannerId } from './scanner';
import { scannerAddress } from './scanner-address';

export type ChosenScannerOptions = {
  finders: readonly ScannerFinder[];
  /** The scanner chosen at another time, if any. */
  remembered?: ScannerId | undefined;
  /** Called when a scanner was chosen that was not remembered, to keep it. */
  remember?: (id: ScannerId) => void;
  /** Where typed addresses are kept, and how one is asked whether a scanner answers there. */
  typed?: TypedAddresses;
  delays?: Pick<SearchDelays, 'lookAgainMs' | 'checkEveryMs'>;
  timer?: Timer;
  /** Where folders of pages of a killed core may lie; the system's temporary folder by default. */
  temporaryFolder?: string;
};

export type TypedAddresses = {
  list(): readonly string[];
  keep(addresses: readonly string[]): void;
  answers(address: string, signal: AbortSignal): Promise<boolean>;
};

/** More than one point has; a list that grew beyond was not typed by a person. */
const MOST_ADDRESSES = 16;

export type ChosenScanner = Scanner & {
  /** The device in use and the way to it, if one answers. */
  current(): FoundScanner | undefined;
  /** What the last look found, for the technician's page. */
  found(): readonly FoundScanner[];
  /** Looks now; resolves when it has looked. */
  look(): Promise<readonly FoundScanner[]>;
  /** Uses another of the scanners found, and remembers it. */
  choose(id: ScannerId): Promise<void>;
  /** Base addresses of network scanners that a technician typed. */
  addresses(): readonly string[];
  /**
   * Keeps the address of a network scanner ("192.168.1.20", "http://192.168.1.20:8080/eSCL") and
   * looks at once. SCANNER_ADDRESS_BAD when it is none; SCANNER_NONE when no scanner answers there,
   * and then it is not kept.
   */
  addAddress(typed: string): Promise<Result<void>>;
  /** Forgets an address; a scanner in use stays in use until it is gone. */
  removeAddress(address: string): void;
};

const NOBODY: ScannerId = { vendor: '', product: '', serial: '' };
const NOTHING: ScannerAbilities = { sources: [], duplex: false };

/**
 * Starts looking and returns at once. Health is SCANNER_NONE until a first scanner was ever found,
 * SCANNER_UNPLUGGED while the remembered one does not answer. Wrap it in `guardedScanner`.
 */
export function openChosenScanner(options: ChosenScannerOptions): ChosenScanner {
  const delays = options.delays ?? SCANNER_DELAYS;
  const timer = options.timer ?? realTimer;
  const listeners = createListeners();
  const closing = new AbortController();
  let remembered = options.remembered;
  let found: readonly FoundScanner[] = [];
  let current: { found: FoundScanner; scanner: CheckedScanner } | undefined;
  let looking: Promise<readonly FoundScanner[]> | undefined;
  let scans = 0;

  function missing(): ScannerHealth {
    return { ready: false, reason: remembered ? 'SCANNER_UNPLUGGED' : 'SCANNER_NONE' };
  }

  function use(next: FoundScanner): void {
    const scanner = next.open();
    scanner.onHealth(() => listeners.tell());
    current = { found: next, scanner };
    if (JSON.stringify(remembered) !== JSON.stringify(next.id)) {
      remembered = next.id;
      options.remember?.(next.id);
    }
    listeners.tell();
  }

  async function letGo(): Promise<void> {
    const old = current?.scanner;
    current = undefined;
    await old?.close();
  }

  function look(): Promise<readonly FoundScanner[]> {
    looking ??= findScanners(options.finders, closing.signal)
      .then((answers) => {
        if (closing.signal.aborted) return found;
        found = answers;
        const next = current ? undefined : chooseScanner(found, remembered);
        if (next) use(next);
        return found;
      })
      .finally(() => {
        looking = undefined;
      });
    return looking;
  }

  /** A device that went away may come back by another way: it is let go and looked for. */
  async function lookAfter(): Promise<void> {
    while (!closing.signal.aborted) {
      // A driver that throws is met again at the next turn; it must not end the watch.
      if (!current) await look().catch(() => found);
      await timer.after(current ? delays.checkEveryMs : delays.lookAgainMs, closing.signal);
      if (!current || scans > 0) continue;
      const { scanner } = current;
      const health = await scanner.check().catch(() => scanner.health());
      const isGone = !health.ready && health.reason === 'SCANNER_UNPLUGGED';
      if (isGone && scans === 0 && current?.scanner === scanner) {
        await letGo();
        listeners.tell();
      }
    }
  }

  void sweepScanFolders(options.temporaryFolder);
  // It ends when the timer rejects because this was closed.
  lookAfter().catch(() => undefined);

  return {
    get id() {
      return current?.scanner.id ?? remembered ?? NOBODY;
    },
    get label() {
      return current?.scanner.label ?? '';
    },
    get abilities() {
      return current?.scanner.abilities ?? NOTHING;
    },
    async feeder(signal) {
      if (!current) await Promise.race([look(), aborted(signal)]);
      return current?.scanner.feeder(signal) ?? 'unknown';
    },
    health: () => current?.scanner.health() ?? missing(),
    onHealth: (listener) => listeners.add(listener),
    async scan(job, onPage, signal) {
      if (!current) await Promise.race([look(), aborted(signal)]);
      if (signal.aborted) return err('SCANNER_FAILED');
      if (!current) return err(remembered ? 'SCANNER_UNPLUGGED' : 'SCANNER_NONE');
      scans += 1;
      try {
        return await current.scanner.scan(job, onPage, signal);
      } finally {
        scans -= 1;
      }
    },
    async close() {
      closing.abort(new Error('closed'));
      listeners.clear();
      await letGo();
    },
    current: () => current?.found,
    found: () => found,
    look,
    async choose(id) {
      await letGo();
      remembered = id;
      options.remember?.(id);
      const next = chooseScanner(found, id);
      if (next) use(next);
      else listeners.tell();
    },
    addresses: () => options.typed?.list() ?? [],
    async addAddress(typed) {
      const address = scannerAddress(typed);
      if (address === undefined || !options.typed) return err('SCANNER_ADDRESS_BAD');
      const kept = options.typed.list();
      if (!kept.includes(address)) {
        if (!(await options.typed.answers(address, closing.signal))) return err('SCANNER_NONE');
        options.typed.keep([...kept, address].slice(-MOST_ADDRESSES));
      }
      // A look that is under way does not know the address yet.
      await looking?.catch(() => found);
      await look();
      return ok(undefined);
    },
    removeAddress(address) {
      options.typed?.keep(options.typed.list().filter((each) => each !== address));
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
