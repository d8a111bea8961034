/** Beginning and ending: a session starts, is taken up again, and is wiped. */
import { err, ok, type Result } from '../../contract/result';
import { freshKioskState } from '../kiosk/kiosk-state';
import type { Kiosk } from '../kiosk/kiosk';
import { isStorageError, storageFailure } from '../storage/storage-failure';

/** Wrong last digits before a session left open is wiped; four digits leave 10,000 guesses. */
const RESUME_TRIES = 3;

/** Starts a session. A session that waits to be resumed must be answered first. */
export function startSession(kiosk: Kiosk): Result<void> {
  if (kiosk.runtime.current() || kiosk.state.resume) return err('SESSION_WRONG_STEP');
  kiosk.state.notice = null;
  const begun = kiosk.runtime.begin(kiosk.newId());
  if (begun.ok) kiosk.events.add({ kind: 'sessionStarted' });
  return begun;
}

/**
 * Ends the session on screen: destroys its key, its row, its files and what the practice portal
 * knows of people, then crashes the page on purpose so that nothing stays in its memory. What was
 * queued stays queued, sealed under its own key.
 */
export async function endSession(
  kiosk: Kiosk,
  reason: 'resident' | 'idle' | 'noConsent',
): Promise<Result<void>> {
  const current = kiosk.runtime.current();
  if (!current) return ok(undefined);
  kiosk.events.add({ kind: 'sessionEnded', value: reason, step: current.screen });
  const session = kiosk.runtime.release();
  if (session) await eraseSession(kiosk, session);
  await kiosk.papers.wipe();
  Object.assign(kiosk.state, freshKioskState(kiosk.state.revision));
  kiosk.publish();
  await kiosk.host.wipePage();
  return ok(undefined);
}

/** Erases session `id` from the disk; `key` is destroyed too where it is known. */
export async function eraseSession(
  kiosk: Kiosk,
  session: Parameters<Kiosk['store']['end']>[0],
): Promise<void> {
  const pageFiles = kiosk.store.pageFiles(session.id);
  // The key first: from here on the files are noise, whatever happens next.
  kiosk.store.end(session);
  for (const id of pageFiles) await kiosk.files.remove(id);
  kiosk.forgetPersons();
}

/**
 * After a start: what to do with a session left open. Without a person in it there is nothing to
 * prove and nothing worth keeping; with one, the next person in front of the screen is asked.
 */
export async function offerResume(kiosk: Kiosk): Promise<void> {
  const open = kiosk.store.findOpen();
  if (!open) return;
  if (!open.hasIdentity || open.resumeTries >= RESUME_TRIES) {
    await eraseSession(kiosk, { id: open.id, key: null });
    return;
  }
  kiosk.state.resume = {
    id: open.id,
    startedAt: open.startedAt,
    procedureCode: open.procedureCode,
    triesLeft: RESUME_TRIES - open.resumeTries,
  };
}

/** Only the core died: the page is still there, with the same person in front of it. */
export async function continueSession(kiosk: Kiosk): Promise<void> {
  const open = kiosk.store.findOpen();
  if (!open) return;
  try {
    kiosk.runtime.reopen(open.id);
    syncSubmission(kiosk);
  } catch {
    await eraseSession(kiosk, { id: open.id, key: null });
    kiosk.state.notice = { reason: 'STORAGE_FAILED' };
  }
}

/** Takes the session up again when the last four digits of the number are right. */
export async function resumeSession(kiosk: Kiosk, lastFourDigits: string): Promise<Result<void>> {
  const offer = kiosk.state.resume;
  if (!offer) return err('SESSION_NONE');
  try {
    kiosk.store.countResumeTry(offer.id);
    const { session, snapshot } = kiosk.store.reopen(offer.id);
    const { data } = snapshot as { data: { identity: { personalId: string } | null } };
    const right = data.identity?.personalId.slice(-4) === lastFourDigits.replace(/\s/g, '');
    session.key.destroy();
    if (right) {
      kiosk.state.resume = null;
      kiosk.runtime.reopen(offer.id);
      syncSubmission(kiosk);
      return ok(undefined);
    }
  } catch (error) {
    if (isStorageError(error)) return { ok: false, failure: storageFailure(error) };
    // Changed or unreadable: nobody can go on with it.
    offer.triesLeft = 1;
  }
  offer.triesLeft -= 1;
  if (offer.triesLeft > 0) {
    kiosk.publish();
    return err('RESUME_WRONG_DIGITS', { triesLeft: offer.triesLeft });
  }
  return discardResume(kiosk);
}

/** "Không phải tôi": wipes what was left. */
export async function discardResume(kiosk: Kiosk): Promise<Result<void>> {
  const offer = kiosk.state.resume;
  if (!offer) return err('SESSION_NONE');
  kiosk.events.add({ kind: 'sessionEnded', value: 'notResumed', step: 'resume' });
  await eraseSession(kiosk, { id: offer.id, key: null });
  kiosk.state.resume = null;
  kiosk.publish();
  return ok(undefined);
}

/** A dossier may have been accepted while the session was away: the session must hear of it. */
export function syncSubmission(kiosk: Kiosk): void {
  const current = kiosk.runtime.current();
  const submission = current?.data.submission;
  if (!current || !submission || submission.dossierNumber !== null) return;
  const entry = kiosk.outbox.find(submission.dossierId);
  if (!entry) return;
  kiosk.runtime.dispatch(current.id, {
    type: 'SUBMISSION_CHANGED',
    submission: {
      ...submission,
      state: entry.state === 'refused' ? 'refused' : entry.attempts > 0 ? 'waiting' : 'sending',
      reason: entry.lastReason,
      attempts: entry.attempts,
      nextTryAt: entry.nextTryAt,
      dossierNumber: entry.dossierNumber,
      dueAt: entry.dueAt,
    },
  });
}
