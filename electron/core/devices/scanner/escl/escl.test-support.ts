/** What the tests of eSCL misfortunes share: the fake device, our driver, and a clock that runs. */

import { onTestFinished, vi } from 'vitest';
import type { EsclQuirks } from '../../../../../tests/support/escl/fake-escl-server';
import { startFakeEscl } from '../../../../../tests/support/escl/fake-escl-server';
import type { Timer } from '../delays';
import { SCANNER_DELAYS } from '../delays';
import { guardedScanner } from '../guarded-scanner';
import type { ScanSource } from '../scanner';
import { askEsclDevice, openEsclScanner } from './escl-scanner';

/** Programs and sockets of a loaded machine take their time. */
vi.setConfig({ testTimeout: 30_000 });

/** The smallest thing that begins and ends like a JPEG; its number tells pages apart. */
export function smallPage(number: number): Uint8Array {
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, ...Array(16).fill(number), 0xff, 0xd9);
}

/** A timer whose waits are over at once, and remembered. */
export type HastyTimer = Timer & {
  waited: number[];
  /** Called at each wait, so that a test can change the device in the middle of one. */
  onWait: () => void;
};

export function hastyTimer(): HastyTimer {
  return {
    waited: [],
    onWait: () => undefined,
    after(ms, signal) {
      this.waited.push(ms);
      this.onWait();
      return new Promise((resolve, reject) =>
        setImmediate(() => (signal?.aborted ? reject(signal.reason) : resolve())),
      );
    },
  };
}

/** Short enough for a test, long enough for a loaded machine to answer. */
export const SHORT_DELAYS = { ...SCANNER_DELAYS, connectMs: 2_000, deleteMs: 1_000 };

/** The fake with these quirks, opened by our driver; all is closed when the test ends. */
export async function esclUnderTest(
  quirks: Partial<EsclQuirks> = {},
  delays: typeof SHORT_DELAYS = SHORT_DELAYS,
) {
  const fake = await startFakeEscl(quirks);
  onTestFinished(() => fake.close());
  const timer = hastyTimer();
  const device = await askEsclDevice(fake.url, { delays, timer });
  if (!device) throw new Error('the fake did not answer');
  const driver = openEsclScanner(device, { delays, timer });
  onTestFinished(() => driver.close());
  const scanner = guardedScanner(driver, { delays });
  const pages: number[] = [];
  const abort = new AbortController();
  const scan = (source: ScanSource, extra: { duplex?: boolean; dpi?: 200 | 300 } = {}) =>
    scanner.scan(
      { source, dpi: 200, colour: true, ...extra },
      (page) => void pages.push(page.bytes[4] ?? -1),
      abort.signal,
    );
  return { fake, device, driver, scanner, timer, pages, abort, scan };
}
