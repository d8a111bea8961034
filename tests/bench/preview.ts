/** How long it takes from a scanned page's bytes until the core answers with its first preview. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Scanner } from '../../electron/core/devices/scanner/scanner';
import { newFolder, openCore, removeFolder } from '../support/core-harness';
import { doStep, mustDo, screenIs, walkToReady } from '../support/core-walk';
import * as draw from '../support/files/draw-papers';
import { buildPapersWorker } from '../support/files/papers-worker';

const SAMPLE_CARD = fileURLToPath(new URL('../../assets/samples/sample-card.txt', import.meta.url));
/** A procedure that asks for a paper. */
const PROCEDURE = '1.001193';
const RUNS = 5;
const DPI = 300;

/** An A4 page of print, laid a little slanting on the glass of a flatbed. */
async function slantingPage(): Promise<Uint8Array> {
  const page = await draw.printedPage({ dpi: DPI, lines: 32 });
  const glass = draw.sheet(draw.pixels(210, DPI), draw.pixels(297, DPI));
  const middle = { x: glass.width / 2, y: glass.height / 2 };
  draw.lay(glass, page, draw.turnedCorners(middle, page, 1.5));
  return draw.jpegOf(draw.noisy(glass, 3), DPI);
}

/**
 * Times the same 300-dpi A4 scan `RUNS` times, each in a core of its own whose papers worker has
 * still to start, as for a resident's first page: straightened, sealed on disk, and drawn.
 */
export async function measurePreview(): Promise<{ milliseconds: number[] }> {
  const worker = await buildPapersWorker();
  const bytes = await slantingPage();
  try {
    const milliseconds: number[] = [];
    for (let run = 0; run < RUNS; run += 1) milliseconds.push(await once(worker.url, bytes));
    return { milliseconds };
  } finally {
    await worker.remove();
  }
}

async function once(papersWorker: URL, bytes: Uint8Array): Promise<number> {
  let handedOver = 0;
  const scanner: Scanner = {
    id: { vendor: 'bench', product: 'glass', serial: '0' },
    label: 'Glass',
    abilities: { sources: ['flatbed'], duplex: false },
    health: () => ({ ready: true }),
    onHealth: () => () => undefined,
    feeder: async () => 'empty',
    async scan(_job, onPage) {
      const page = { bytes: Uint8Array.from(bytes), dpi: DPI };
      handedOver = performance.now();
      await onPage(page);
      return { ok: true, value: { pages: 1 } };
    },
    close: async () => undefined,
  };
  const folder = newFolder();
  const core = await openCore(folder, { papersWorker, scanner });
  try {
    await walkToReady(core, PROCEDURE, readFileSync(SAMPLE_CARD, 'utf8').trim());
    while (core.view().screen.name !== 'papers') await doStep(core, core.view().screen);
    const components = async () => (await screenIs(core, 'papers')).components;
    const componentId = (await components())[0]?.component.id ?? '';
    await mustDo(core.client.papers.scan({ componentId }));
    const pageId = (await components())[0]?.pages[0]?.id ?? '';
    const preview = await core.client.papers.preview({ pageId, purpose: 'preview' });
    if (!preview.ok) throw new Error(`no preview: ${preview.failure.reason}`);
    return Math.round(performance.now() - handedOver);
  } finally {
    await core.close();
    removeFolder(folder);
  }
}
