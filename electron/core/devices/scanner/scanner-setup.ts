/** What a technician does with the scanner: sees what was found, chooses, adds, tries it out. */
import type { Result } from '../../../contract/result';
import { err, ok } from '../../../contract/result';
import type { PapersPipeline } from '../../papers/pipeline';
import type { ChosenScanner } from './chosen-scanner';
import type { FoundScanner } from './driver';
import type { Scanner } from './scanner';

/** A test scan as it is shown once: small, and nowhere kept. */
export type TestScan = {
  jpegBase64: string;
  width: number;
  height: number;
  /** From the press to the picture, in milliseconds. */
  ms: number;
};

/** Longest a test scan may take before the technician is told that it failed. */
const TEST_SCAN_MS = 120_000;

/** A scanner in the technician's list. */
export type SetupScanner = Pick<FoundScanner, 'id' | 'label' | 'sources' | 'duplex'> & {
  driver: FoundScanner['driver'] | 'practice';
};

export type ScannerSetup = Pick<
  ChosenScanner,
  'choose' | 'addresses' | 'addAddress' | 'removeAddress'
> & {
  /** What the last look found. */
  found(): readonly SetupScanner[];
  /** The one in use, if it answers. */
  current(): SetupScanner | undefined;
  /** Looks now; resolves when it has looked. */
  look(): Promise<readonly SetupScanner[]>;
};

/** The set-up of a kiosk with a practice scanner: there is that one, and nothing to choose. */
export function practiceSetup(scanner: Scanner): ScannerSetup {
  const all = (): readonly SetupScanner[] => [
    { id: scanner.id, label: scanner.label, driver: 'practice', ...scanner.abilities },
  ];
  return {
    found: all,
    current: () => all()[0],
    look: async () => all(),
    choose: async () => undefined,
    addresses: () => [],
    addAddress: async () => err('SCANNER_ADDRESS_BAD'),
    removeAddress: () => undefined,
  };
}

/**
 * Scans one page, at the least resolution papers are ever scanned at, and draws it small. The page
 * is taken from the glass where there is one; from the feeder only the first sheet is drawn. Nothing
 * is kept: the caller shows the picture and forgets it, and the papers worker that held it is ended.
 * Errors: SCANNER_*, FILE_*; SCANNER_NONE without a scanner.
 */
export async function testScan(
  scanner: Scanner | null,
  papers: Pick<PapersPipeline, 'intake' | 'render' | 'wipe'>,
): Promise<Result<TestScan>> {
  if (!scanner) return err('SCANNER_NONE');
  const started = performance.now();
  const { sources } = scanner.abilities;
  const source = sources.length > 0 && !sources.includes('flatbed') ? 'feeder' : 'flatbed';
  const enough = new AbortController();
  let drawn: Result<TestScan> | undefined;
  const late = AbortSignal.timeout(TEST_SCAN_MS);
  try {
    const scanned = await scanner.scan(
      { source, dpi: 200, colour: true },
      async ({ bytes, dpi }) => {
        if (drawn) return;
        drawn = await draw(papers, bytes, dpi, started);
        enough.abort(new Error('one page is enough'));
      },
      AbortSignal.any([enough.signal, late]),
    );
    return drawn ?? (scanned.ok ? err('SCANNER_EMPTY') : scanned);
  } finally {
    await papers.wipe();
  }
}

async function draw(
  papers: Pick<PapersPipeline, 'intake' | 'render'>,
  bytes: Uint8Array,
  dpi: number,
  started: number,
): Promise<Result<TestScan>> {
  const intake = await papers.intake(bytes, { dpi, origin: 'scan' });
  if (!intake.ok) return intake;
  const [page] = intake.value;
  if (!page) return err('FILE_PROCESSING_FAILED');
  const picture = await papers.render(page.source, page.edits, 'preview');
  if (!picture.ok) return picture;
  const { jpeg, width, height } = picture.value;
  return ok({
    jpegBase64: Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength).toString('base64'),
    width,
    height,
    ms: Math.round(performance.now() - started),
  });
}
