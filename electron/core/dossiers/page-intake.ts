/** Pages of papers on their way into the session: files in pieces, scans, edits, previews. */
import { err, ok, type Result } from '../../contract/result';
import type { Crop, PageQuality, Rotation } from '../../contract/view';
import type { KeepPicture } from '../devices/phone/desk';
import type { Kiosk } from '../kiosk/kiosk';
import { MAX_FILE_BYTES } from '../papers/limits';
import type { IntakePage, RenderPurpose } from '../papers/types';
import type { PaperPage } from '../sessions/session-data';
import { isStorageError, storageFailure } from '../storage/storage-failure';
import { combineCardPages } from './card-pages';
import { paperOf } from './page-edits';
import { createPaperScan, type PaperScan } from './scan-papers';

/** Uploads begun and not finished; one page shows one at a time. */
const MAX_UPLOADS = 4;

export type PageIntake = PaperScan & {
  beginFile(bytes: number): Result<{ uploadId: string }>;
  addPiece(uploadId: string, base64: string): Result<void>;
  finishFile(
    uploadId: string,
    componentId: string,
    replace: string | null,
    origin?: 'file' | 'photo',
  ): Promise<Result<void>>;
  /** Keeps a photo of the resident's own phone as a page of a paper. */
  addPhoto: KeepPicture;
  edit(pageId: string, rotation: Rotation, crop: Crop | null): Result<void>;
  /** Shows all of the picture, or only the sheet found in it; the cut was of the other one. */
  showWhole(pageId: string, whole: boolean): Result<void>;
  /** Puts both sides of a card on one page in place of the two pages. */
  combineCard(frontId: string, backId: string): Promise<Result<void>>;
  remove(pageId: string): Promise<Result<void>>;
  move(pageId: string, to: number): Result<void>;
  preview(
    pageId: string,
    purpose: RenderPurpose,
  ): Promise<Result<{ base64: string; width: number; height: number; quality: PageQuality }>>;
};

/** Creates the intake for `kiosk`. */
export function createPageIntake(kiosk: Kiosk): PageIntake {
  function placeOf(pageId: string) {
    const session = kiosk.runtime.current();
    for (const [componentId, pages] of Object.entries(session?.data.papers ?? {})) {
      const index = pages.findIndex((page) => page.id === pageId);
      const page = pages[index];
      if (session && page) return { session, componentId, pages, index, page };
    }
    return null;
  }

  /** Changes how one page is drawn; its preview is fetched anew by the new version. */
  function change(
    pageId: string,
    edits: Partial<Pick<PaperPage, 'rotation' | 'crop' | 'whole'>>,
  ): Result<void> {
    const place = placeOf(pageId);
    if (!place) return err('SESSION_STALE');
    const pages = place.pages.map((page) =>
      page.id === pageId ? { ...page, ...edits, version: page.version + 1 } : page,
    );
    return kiosk.runtime.dispatch(place.session.id, {
      type: 'PAGES_CHANGED',
      componentId: place.componentId,
      pages,
    });
  }

  /** Runs a job with "busy" on the screen; a failure is shown there too. */
  async function busily(run: () => Promise<Result<void>>): Promise<Result<void>> {
    const session = kiosk.runtime.current();
    if (!session) return err('SESSION_NONE');
    kiosk.state.papersBusy = true;
    kiosk.publish();
    try {
      const result = await run();
      if (!result.ok) {
        kiosk.runtime.dispatch(session.id, { type: 'PAPERS_REFUSED', failure: result.failure });
      }
      return result;
    } finally {
      // After the session ended the screen is somebody else's.
      if (kiosk.runtime.current()?.id === session.id) {
        kiosk.state.papersBusy = false;
        kiosk.publish();
      }
    }
  }

  async function keepPages(
    sessionId: string,
    componentId: string,
    intake: IntakePage[],
    replace: string | null,
    told: (pages: readonly PaperPage[]) => void = () => {},
  ): Promise<Result<void>> {
    const session = kiosk.runtime.current();
    if (!session || session.id !== sessionId) return err('SESSION_STALE');
    const old = session.data.papers[componentId] ?? [];
    if (replace !== null && !old.some(({ id }) => id === replace)) return err('SESSION_STALE');
    const pages: PaperPage[] = [];
    const sizes = new Map<string, number>();
    try {
      for (const { source, edits, quality, advice, width, height } of intake) {
        const id = kiosk.newId();
        await kiosk.files.write(session.session.key, id, source.bytes);
        sizes.set(id, source.bytes.byteLength);
        pages.push({
          id,
          rotation: edits.rotate,
          crop: edits.crop ?? null,
          shape: edits.shape ?? null,
          whole: false,
          size: { width, height },
          quality,
          advice,
          dpi: source.dpi ?? null,
          version: 1,
        });
      }
      const kept = kiosk.runtime.dispatch(
        sessionId,
        { type: 'PAGES_ADDED', componentId, pages, replace },
        () => {
          for (const [id, bytes] of sizes) kiosk.store.addPageFile(sessionId, id, bytes);
          if (replace) kiosk.store.removePageFile(replace);
        },
      );
      if (kept.ok && replace) await kiosk.files.remove(replace);
      if (!kept.ok) for (const id of sizes.keys()) await kiosk.files.remove(id);
      else told(pages);
      return kept;
    } catch (error) {
      for (const id of sizes.keys()) await kiosk.files.remove(id);
      if (kiosk.runtime.current()?.id !== sessionId) return err('SESSION_STALE');
      if (isStorageError(error)) return { ok: false, failure: storageFailure(error) };
      throw error;
    }
  }

  return {
    beginFile(bytes) {
      const session = kiosk.runtime.current();
      if (!session) return err('SESSION_NONE');
      if (bytes === 0) return err('FILE_EMPTY');
      if (bytes > MAX_FILE_BYTES) {
        return err('FILE_TOO_LARGE', { megabytes: Math.round(MAX_FILE_BYTES / 1_048_576) });
      }
      for (const [id, upload] of kiosk.state.uploads) {
        if (upload.sessionId !== session.id || kiosk.state.uploads.size >= MAX_UPLOADS)
          kiosk.state.uploads.delete(id);
      }
      const uploadId = kiosk.newId();
      kiosk.state.uploads.set(uploadId, { sessionId: session.id, bytes, received: 0, pieces: [] });
      return ok({ uploadId });
    },
    addPiece(uploadId, base64) {
      const upload = kiosk.state.uploads.get(uploadId);
      if (!upload || upload.sessionId !== kiosk.runtime.current()?.id) return err('SESSION_STALE');
      const piece = Buffer.from(base64, 'base64');
      upload.received += piece.byteLength;
      if (upload.received > upload.bytes) {
        kiosk.state.uploads.delete(uploadId);
        return err('FILE_PROCESSING_FAILED');
      }
      upload.pieces.push(piece);
      return ok(undefined);
    },
    finishFile(uploadId, componentId, replace, origin = 'file') {
      const upload = kiosk.state.uploads.get(uploadId);
      kiosk.state.uploads.delete(uploadId);
      if (!upload || upload.sessionId !== kiosk.runtime.current()?.id) {
        return Promise.resolve(err('SESSION_STALE'));
      }
      return busily(async () => {
        if (upload.received !== upload.bytes) return err('FILE_PROCESSING_FAILED');
        const bytes = new Uint8Array(Buffer.concat(upload.pieces));
        const intake = await kiosk.papers.intake(bytes, { origin });
        if (!intake.ok) return intake;
        return keepPages(upload.sessionId, componentId, intake.value, replace);
      });
    },
    ...createPaperScan(kiosk, keepPages),
    async addPhoto({ sessionId, componentId }, bytes, isWanted) {
      const intake = await kiosk.papers.intake(bytes, { origin: 'photo' });
      if (!intake.ok) return intake;
      // Reading it took a while: the panel may be closed, or the session another one.
      if (!isWanted()) return err('SESSION_STALE');
      let added: readonly PaperPage[] = [];
      const kept = await keepPages(sessionId, componentId, intake.value, null, (pages) => {
        added = pages;
      });
      return kept.ok ? ok(added) : kept;
    },
    edit: (pageId, rotation, crop) => change(pageId, { rotation, crop }),
    showWhole: (pageId, whole) => change(pageId, { whole, crop: null }),
    async combineCard(frontId, backId) {
      // A second press while the first is at work: the two pages are about to be one.
      if (kiosk.state.papersBusy) return err('SESSION_STALE');
      return busily(() => combineCardPages(kiosk, placeOf, frontId, backId));
    },
    async remove(pageId) {
      const place = placeOf(pageId);
      if (!place) return err('SESSION_STALE');
      const pages = place.pages.filter((page) => page.id !== pageId);
      const removed = kiosk.runtime.dispatch(
        place.session.id,
        { type: 'PAGES_CHANGED', componentId: place.componentId, pages },
        () => kiosk.store.removePageFile(pageId),
      );
      if (removed.ok) await kiosk.files.remove(pageId);
      return removed;
    },
    move(pageId, to) {
      const place = placeOf(pageId);
      if (!place) return err('SESSION_STALE');
      const pages = place.pages.filter((page) => page.id !== pageId);
      pages.splice(Math.min(to, pages.length), 0, place.page);
      return kiosk.runtime.dispatch(place.session.id, {
        type: 'PAGES_CHANGED',
        componentId: place.componentId,
        pages,
      });
    },
    async preview(pageId, purpose) {
      const place = placeOf(pageId);
      if (!place) return err('SESSION_STALE');
      const { page, session } = place;
      const bytes = await kiosk.files.read(session.session.key, page.id);
      const { source, edits } = paperOf(page, new Uint8Array(bytes));
      const rendered = await kiosk.papers.render(source, edits, purpose);
      if (!rendered.ok) return rendered;
      const { jpeg, width, height } = rendered.value;
      return ok({
        base64: Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength).toString('base64'),
        width,
        height,
        quality: page.quality,
      });
    },
  };
}
