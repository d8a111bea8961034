/** Both sides of an identity card, brought as two pages, become one page in their place. */
import { err, type Result } from '../../contract/result';
import type { Kiosk } from '../kiosk/kiosk';
import type { PaperPage } from '../sessions/session-data';
import { isStorageError, storageFailure } from '../storage/storage-failure';
import { paperOf } from './page-edits';

/** Where a page is now: its paper, and all pages of that. Null when it is gone. */
export type PlaceOf = (pageId: string) => {
  componentId: string;
  pages: PaperPage[];
  page: PaperPage;
} | null;

/**
 * Combines two pages of one paper, the front above the back. The new page takes the place of the
 * one that came first; the sealed pictures of the two are removed with it, so that going back means
 * bringing them again. Fails with CARD_NOT_FOUND (both pages stay), SESSION_STALE when one of them
 * was changed or the session ended meanwhile, FILE_PROCESSING_FAILED, STORAGE_*.
 */
export async function combineCardPages(
  kiosk: Kiosk,
  placeOf: PlaceOf,
  frontId: string,
  backId: string,
): Promise<Result<void>> {
  const session = kiosk.runtime.current();
  const before = sidesOf(placeOf, frontId, backId);
  if (!session || !before) return err('SESSION_STALE');
  const { key } = session.session;
  const [front, back] = await Promise.all(
    [before.front, before.back].map(async (page) =>
      paperOf(page, new Uint8Array(await kiosk.files.read(key, page.id))),
    ),
  );
  // Reading and drawing take a while. An ended session's worker was emptied on purpose: nothing of
  // it may be handed to a new one, and nothing that is drawn of it belongs to anybody.
  if (!front || !back || kiosk.runtime.current()?.id !== session.id) return err('SESSION_STALE');
  const both = await kiosk.papers.combineCard(front, back);
  if (!both.ok) return both;
  const now = sidesOf(placeOf, frontId, backId);
  const isSame = now?.front.version === before.front.version;
  if (!now || !isSame || now.back.version !== before.back.version) return err('SESSION_STALE');

  const { source, edits, quality, advice, width, height } = both.value;
  const page: PaperPage = {
    id: kiosk.newId(),
    rotation: edits.rotate,
    crop: null,
    shape: null,
    whole: false,
    size: { width, height },
    quality,
    advice,
    dpi: source.dpi ?? null,
    version: 1,
  };
  try {
    await kiosk.files.write(key, page.id, source.bytes);
    // Pages that came by phone meanwhile stay.
    const after = sidesOf(placeOf, frontId, backId) ?? now;
    const kept = kiosk.runtime.dispatch(
      session.id,
      {
        type: 'PAGES_CHANGED',
        componentId: after.componentId,
        pages: inPlaceOf(after.pages, [frontId, backId], page),
      },
      () => {
        kiosk.store.addPageFile(session.id, page.id, source.bytes.byteLength);
        for (const id of [frontId, backId]) kiosk.store.removePageFile(id);
      },
    );
    if (!kept.ok) await kiosk.files.remove(page.id);
    else for (const id of [frontId, backId]) await kiosk.files.remove(id);
    return kept;
  } catch (error) {
    await kiosk.files.remove(page.id);
    if (kiosk.runtime.current()?.id !== session.id) return err('SESSION_STALE');
    if (isStorageError(error)) return { ok: false, failure: storageFailure(error) };
    throw error;
  }
}

function sidesOf(placeOf: PlaceOf, frontId: string, backId: string) {
  const front = placeOf(frontId);
  const back = placeOf(backId);
  if (!front || !back || frontId === backId || front.componentId !== back.componentId) return null;
  return { ...front, front: front.page, back: back.page };
}

function inPlaceOf(pages: PaperPage[], gone: readonly string[], page: PaperPage): PaperPage[] {
  const at = pages.findIndex(({ id }) => gone.includes(id));
  const rest = pages.filter(({ id }) => !gone.includes(id));
  return [...rest.slice(0, at), page, ...rest.slice(at)];
}
