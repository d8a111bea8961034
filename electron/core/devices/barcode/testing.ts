/** What the tests of misfortunes share: readers in memory and a clock that stands still. */
import type { Clock } from './delays';
import { READER_DELAYS } from './delays';
import { createMemoryReaders } from './fakes/fake-memory';
import type { BarcodeReader, Scan } from './reader';
import { openReaderHub } from './reader-hub';

/** Fictitious cards; the address's first letters are cut between two reports in layout A. */
export const CARD_X =
  '079199000000||Nguyễn Thị Thử Nghiệm|01011999|Nữ|12 Đường Mẫu, Phường Giả Định, Quận 1, TP. Hồ Chí Minh|15082025||||';
export const CARD_Y =
  '079158000111|012345678|Trần Thị Kiều Ví Dụ|15081958|Nữ|34 Phố Thử, Phường 4, Quận Phú Nhuận, TP. Hồ Chí Minh|15082021';

export type ManualClock = Clock & {
  /** Lets time pass: whatever falls due runs, and what that starts is waited for. */
  pass(ms: number): Promise<void>;
};

/** A clock that stands still until it is told to go on. */
export function createManualClock(): ManualClock {
  type Due = { at: number; run: () => void };
  let now = Date.UTC(2026, 0, 5);
  const waiting = new Set<Due>();
  /** Long enough for chains of promises to settle: a turn of the event loop runs them all. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    setTimeout(run, ms) {
      const due = { at: now + ms, run };
      waiting.add(due);
      return due;
    },
    clearTimeout: (id) => void waiting.delete(id as Due),
    async pass(ms) {
      const until = now + ms;
      await settled();
      for (;;) {
        const [next] = [...waiting].filter((due) => due.at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        now = Math.max(now, next.at);
        waiting.delete(next);
        next.run();
        await settled();
      }
      now = until;
    },
  };
}

/** A hub over readers in memory, with everything it told. */
export function hubUnderTest(options: { silent?: boolean } = {}) {
  const clock = createManualClock();
  const memory = createMemoryReaders(options);
  const hub = openReaderHub({ sources: [memory.source], clock });
  const scans: { scan: Scan; reader: BarcodeReader }[] = [];
  hub.onScan((scan, reader) => void scans.push({ scan, reader }));
  return {
    clock,
    memory,
    hub,
    scans,
    /** Texts of the scans, or the reason where there is none. */
    texts: () => scans.map(({ scan }) => outcome(scan)),
    /** Until what was plugged in is seen, opened and listened to. */
    settle: () => clock.pass(READER_DELAYS.settleMs),
  };
}

/** A scan's text, or its reason. */
export function outcome({ text }: Scan): string {
  return text.ok ? text.value : text.failure.reason;
}

/** A plugged-in reader under test, open. */
export async function readerUnderTest(
  spec: Parameters<ReturnType<typeof createMemoryReaders>['device']>[0] = {},
) {
  const test = hubUnderTest();
  const device = test.memory.device(spec);
  device.plug();
  await test.settle();
  return { ...test, device };
}
