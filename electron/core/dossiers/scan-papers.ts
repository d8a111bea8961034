/**
 * Scanning papers from the screen: where the paper is taken from, page by page into the session,
 * stopped by the resident, by a misfortune or by the end of the session, whichever comes first.
 */
import type { Failure } from '../../contract/reasons';
import { err, ok, type Result } from '../../contract/result';
import type { Scanner, ScanSource } from '../devices/scanner/scanner';
import type { Kiosk } from '../kiosk/kiosk';
import type { Scanning } from '../kiosk/kiosk-state';
import type { IntakePage } from '../papers/types';

export type ScanWish = {
  componentId: string;
  /** The page whose place the first scanned page takes, or null to add. */
  replace: string | null;
  /** 'auto': the feeder when paper lies in it, else the glass. */
  place: 'auto' | ScanSource;
  /** Both sides of each sheet, where the feeder can. */
  bothSides: boolean;
};

/** Seals pages into the session; as `keepPages` of the intake. */
export type KeepPages = (
  sessionId: string,
  componentId: string,
  intake: IntakePage[],
  replace: string | null,
) => Promise<Result<void>>;

/**
 * Resolution by source, in dots per inch. The glass takes single papers, often small ones with
 * stamps: 300. Nobody knows how many sheets lie in a feeder before they are through, and a stack at
 * 300 is over the size of one component after about five sheets and would be brought down to 200
 * when it is sent: 200 at once, the least that Circular 02/2019/TT-BNV allows, takes half the time.
 */
const DPI_OF: Record<ScanSource, 200 | 300> = { flatbed: 300, feeder: 200 };

export type PaperScan = {
  /**
   * Scans and keeps each page as it comes. Pages already in stay whatever ends the scan; failures
   * of a stack say in `details` how many `pages` are in and which `sheet` to feed again (from 1).
   * A scan the resident stopped is no failure.
   */
  scan(wish: ScanWish): Promise<Result<void>>;
  /** Stops the running scan; nothing when none runs. */
  cancel(): Result<void>;
};

/** Creates the scan for `kiosk`; one runs at a time. */
export function createPaperScan(kiosk: Kiosk, keepPages: KeepPages): PaperScan {
  async function scan(wish: ScanWish): Promise<Result<void>> {
    const { scanner } = kiosk;
    const session = kiosk.runtime.current();
    if (!session) return err('SESSION_NONE');
    if (session.screen !== 'papers' && !session.data.officerSheet) return err('SESSION_WRONG_STEP');
    if (!scanner) return err('SCANNER_NONE');
    if (kiosk.state.scanning) return err('SCANNER_BUSY');
    // Also takes away what the last try left on the screen.
    const going = kiosk.runtime.dispatch(session.id, {
      type: 'GO_TO_COMPONENT',
      componentId: wish.componentId,
    });
    if (!going.ok) return going;
    const scanning: Scanning = {
      sessionId: session.id,
      pages: 0,
      source: null,
      cancelled: false,
      stop: new AbortController(),
    };
    kiosk.state.scanning = scanning;
    kiosk.publish();
    try {
      const result = await run(scanner, wish, scanning);
      if (!result.ok) {
        kiosk.runtime.dispatch(scanning.sessionId, {
          type: 'PAPERS_REFUSED',
          failure: result.failure,
        });
      }
      return result;
    } finally {
      // After the session ended the screen is somebody else's, perhaps with a scan of its own.
      if (kiosk.state.scanning === scanning) {
        kiosk.state.scanning = null;
        kiosk.publish();
      }
    }
  }

  async function run(scanner: Scanner, wish: ScanWish, scanning: Scanning): Promise<Result<void>> {
    const { signal } = scanning.stop;
    const sources = await sourcesFor(scanner, wish.place, signal);
    let replace = wish.replace;
    let refused: Failure | null = null;
    for (const [at, source] of sources.entries()) {
      if (signal.aborted) break;
      const duplex = source === 'feeder' && wish.bothSides && scanner.abilities.duplex;
      scanning.source = source;
      kiosk.publish();
      const scanned = await scanner.scan(
        { source, dpi: DPI_OF[source], colour: true, duplex },
        async ({ bytes, dpi }) => {
          const kept = await take(scanning, wish.componentId, bytes, dpi, replace);
          if (kept.ok) {
            // Only the first page takes the old page's place; others are added.
            replace = null;
            return;
          }
          refused = kept.failure;
          // What follows a page that was lost would be in the wrong order, or lost as well.
          scanning.stop.abort(new Error('page not kept'));
        },
        signal,
      );
      const failure: Failure | null = refused ?? (scanned.ok ? null : scanned.failure);
      if (scanning.cancelled && !refused) return ok(undefined);
      if (!failure) return ok(undefined);
      const isEmpty = failure.reason === 'SCANNER_EMPTY' && scanning.pages === 0;
      if (isEmpty && at + 1 < sources.length) continue;
      return { ok: false, failure: withPlace(failure, scanning, duplex) };
    }
    if (scanning.cancelled) return ok(undefined);
    const health = scanner.health();
    return err(health.ready ? 'SCANNER_FAILED' : health.reason);
  }

  async function take(
    scanning: Scanning,
    componentId: string,
    bytes: Uint8Array,
    dpi: number,
    replace: string | null,
  ): Promise<Result<void>> {
    // The papers worker of an ended session was emptied on purpose: nothing may wake it for it.
    if (kiosk.runtime.current()?.id !== scanning.sessionId) return err('SESSION_STALE');
    const intake = await kiosk.papers.intake(bytes, { dpi, origin: 'scan' });
    if (!intake.ok) return intake;
    const kept = await keepPages(scanning.sessionId, componentId, intake.value, replace);
    if (!kept.ok) return kept;
    scanning.pages += 1;
    if (kiosk.state.scanning === scanning) {
      // Somebody stands there and feeds paper: a long stack is no idle machine.
      kiosk.touched();
      kiosk.publish();
    }
    return kept;
  }

  return {
    scan,
    cancel() {
      const { scanning } = kiosk.state;
      if (!scanning || scanning.sessionId !== kiosk.runtime.current()?.id) return ok(undefined);
      scanning.cancelled = true;
      scanning.stop.abort(new Error('cancelled'));
      kiosk.publish();
      return ok(undefined);
    },
  };
}

/**
 * Places to try, in order; none when no scanner answers. A feeder that cannot say whether it is loaded is tried first: empty, it
 * says so without moving anything, and the glass is next.
 */
async function sourcesFor(
  scanner: Scanner,
  place: ScanWish['place'],
  signal: AbortSignal,
): Promise<ScanSource[]> {
  if (place !== 'auto') return [place];
  // Asked first: a scanner that was just plugged in is found by being asked.
  const feeder = await scanner.feeder(signal);
  const { sources } = scanner.abilities;
  if (!sources.includes('feeder') || !sources.includes('flatbed')) return [...sources];
  if (feeder === 'empty') return ['flatbed'];
  return feeder === 'loaded' ? ['feeder'] : ['feeder', 'flatbed'];
}

/** Adds to a stack's failure what is in already and which sheet to begin with. */
function withPlace(failure: Failure, { source, pages }: Scanning, duplex: boolean): Failure {
  if (source !== 'feeder' || pages === 0) return failure;
  const sheets = duplex ? Math.floor(pages / 2) : pages;
  return { ...failure, details: { ...failure.details, pages, sheet: sheets + 1 } };
}
