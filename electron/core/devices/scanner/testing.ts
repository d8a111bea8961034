/** What the tests of misfortunes share: a guarded scanner in memory and a clock that stands still. */

import { SCANNER_DELAYS } from './delays';
import { createManualTimer, createMemoryScanner } from './fake-memory';
import { guardedScanner } from './guarded-scanner';
import type { ScannedPage, ScanSource } from './scanner';

/** A sheet nobody needs to decode: its one byte tells sheets apart. */
export const sheet = (number: number): Uint8Array => Uint8Array.of(number);

/** Long enough for the lamp and for one page. */
export const FIRST_PAGE_MS = SCANNER_DELAYS.fakeWarmUpMs + SCANNER_DELAYS.fakePageMs;
export const NEXT_PAGE_MS = SCANNER_DELAYS.fakePageMs;

/** A scanner under test, with what came out of it. */
export function scannerUnderTest() {
  const timer = createManualTimer();
  const device = createMemoryScanner(timer);
  const scanner = guardedScanner(device, { timer });
  const pages: number[] = [];
  const abort = new AbortController();
  const scan = (source: ScanSource) =>
    scanner.scan(
      { source, dpi: 200, colour: true },
      (page: ScannedPage) => void pages.push(page.bytes[0] ?? -1),
      abort.signal,
    );
  return { timer, device, scanner, pages, abort, scan };
}
