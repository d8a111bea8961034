/**
 * The one place that knows how all devices of this machine are. It drives none of them: it listens
 * to who does, keeps a log of changes, and holds what a technician is trying out.
 */
import type { Kiosk } from '../../kiosk/kiosk';
import type { PanelReader } from '../barcode/fakes/fake-panel';
import type { ReaderHub } from '../barcode/reader-hub';
import { garblingOf } from '../barcode/typed-text';
import { isCardTestPassed, judgeCard } from './card-test';
import { deviceLines, listDevices, logStates, readersByKey } from './device-list';
import type { DeviceHealth, Trials } from './health-handle';
import { createLogRing } from './log-ring';
import { createTestBook } from './test-book';

const noTrials = (): Trials => ({
  looking: false,
  card: { waiting: false, result: null },
  print: null,
  savedAs: null,
});

/** Begins to watch; `kiosk` is asked for when it is complete. */
export function createDeviceHealth(options: {
  kiosk: () => Kiosk;
  notes: Kiosk['notes'];
  now: () => Date;
}): DeviceHealth {
  const { kiosk, notes, now } = options;
  const log = createLogRing(now);
  const tests = createTestBook(notes, now);
  const listeners = new Set<() => void>();
  let hub: ReaderHub | null = null;
  let panel: PanelReader | null = null;
  let known = new Map<string, string>();

  const sources = () => ({ ...kiosk(), hub });
  const sampleCard = () => kiosk().sample?.cardText ?? null;

  /** Writes down what is another state than before. */
  function note(): void {
    const present = logStates(sources());
    for (const [name, state] of present) {
      if (known.get(name) !== state) log.add(`${name} ${state}`);
    }
    for (const name of known.keys()) {
      if (!present.has(name)) log.add(`${name} gone`);
    }
    known = present;
  }
  function changed(): void {
    note();
    for (const listener of [...listeners]) listener();
  }

  const health: DeviceHealth = {
    list: () => listDevices(sources()),
    lines: () => deviceLines(sources()),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    readers: () => hub,
    readerPanel: () => panel,
    attachReaders(nextHub, nextPanel) {
      hub = nextHub;
      panel = nextPanel;
      hub.onChange(changed);
      hub.onScan(({ text, symbology }, reader) => {
        if (kiosk().runtime.current()) return;
        const [key] = [...readersByKey(hub)].find(([, each]) => each === reader) ?? [];
        const view = health.list().find(({ kind, id }) => kind === 'reader' && id === key);
        if (health.tryCard(text, 'reader', view?.label ?? '', symbology)) changed();
      });
      changed();
    },
    reader: (id) => readersByKey(hub).get(id),
    follow(screen) {
      // Printers and scanners tell everybody by a new view: it is looked at here, too.
      note();
      if (screen.name === 'office' && screen.office.page === 'devices') return;
      health.trials = noTrials();
    },
    trials: noTrials(),
    typed(text) {
      const letters = garblingOf(text);
      if (letters !== 'none') log.add(`reader wedge ${letters}`);
    },
    tryCard(text, via, label, symbology) {
      if (!health.trials.card.waiting) return false;
      const result = judgeCard(text, via, sampleCard(), symbology);
      health.trials.card = { waiting: false, result };
      const passed = isCardTestPassed(result);
      tests.note('reader', label, passed ? null : (result.reason ?? 'CARD_NOT_A_CARD'));
      return true;
    },
    tests,
    log,
  };
  return health;
}
