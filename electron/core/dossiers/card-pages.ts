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
  const isGone = () => kiosk.runtime.current()?.id !== session.id;
  const { key } = session.session;
  const id = kiosk.newId();
  try {
    const sides = [];
    for (const page of [before.front, before.back]) {
      sides.push(paperOf(page, new Uint8Array(await kiosk.files.read(key, page.id))));
      // The worker of an ended session was emptied on purpose: nothing of it goes to a new one.
      if (isGone()) return err('SESSION_STALE');
    }
    const [front, back] = sides;
    if (!front || !back) throw new Error('a card has two sides');
    const both = await kiosk.papers.combineCard(front, back);
    if (!both.ok) return both;
    if (isChanged(before, sidesOf(placeOf, frontId, backId))) return err('SESSION_STALE');
    const { source, edits, quality, advice, width, height } = both.value;
    await kiosk.files.write(key, id, source.bytes);
    // As they are now: pages that came by phone meanwhile stay, and what is gone stays gone.
    const after = sidesOf(placeOf, frontId, backId);
    const page: PaperPage = {
      id,
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
    const kept =
      !after || isChanged(before, after)
        ? err('SESSION_STALE')
        : kiosk.runtime.dispatch(
            session.id,
            {
              type: 'PAGES_CHANGED',
              componentId: after.componentId,
              pages: inPlaceOf(after.pages, [frontId, backId], page),
            },
            () => {
              kiosk.store.addPageFile(session.id, id, source.bytes.byteLength);
              for (const gone of [frontId, backId]) kiosk.store.removePageFile(gone);
            },
          );
    for (const gone of kept.ok ? [frontId, backId] : [id]) await kiosk.files.remove(gone);
    return kept;
  } catch (error) {
    await kiosk.files.remove(id);
    if (isGone()) return err('SESSION_STALE');
    if (isStorageError(error)) return { ok: false, failure: storageFailure(error) };
    throw error;
  }
}

type Sides = NonNullable<ReturnType<typeof sidesOf>>;

function isChanged(before: Sides, now: Sides | null): boolean {
  return now?.front.version !== before.front.version || now.back.version !== before.back.version;
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
