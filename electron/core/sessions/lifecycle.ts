/** Beginning and ending: a session starts, is taken up again, and is wiped. */
import type { Failure } from '../../contract/reasons';
import { err, ok, type Result } from '../../contract/result';
import { leaveLastStep } from '../assist/assist-session';
import { endOfVisit } from '../assist/fading';
import { needsHelper } from '../assist/sign-in';
import { collectGarbage } from '../kiosk/collect-garbage';
import type { Kiosk } from '../kiosk/kiosk';
import { freshKioskState, type OfficeState } from '../kiosk/kiosk-state';
import { forgetPreferences } from '../kiosk/preferences';
import type { StatisticsEvent } from '../statistics/event-log';
import { isStorageError, storageFailure } from '../storage/storage-failure';

/** Wrong last digits before a session left open is wiped; four digits leave 10,000 guesses. */
const RESUME_TRIES = 3;

/**
 * Starts a session. A session that waits to be resumed must be answered first. A helper's lesson
 * needs no other helper on shift.
 */
export async function startSession(
  kiosk: Kiosk,
  whose: 'resident' | 'lesson' = 'resident',
): Promise<Result<void>> {
  if (kiosk.runtime.current() || kiosk.state.resume) return err('SESSION_WRONG_STEP');
  if (whose === 'resident' && needsHelper(kiosk)) return err('NO_HELPER');
  // Somebody's data that could not be erased (a full disk) comes before anybody else's.
  const failure = await finishErasing(kiosk);
  if (failure) return { ok: false, failure };
  kiosk.state.notice = null;
  kiosk.state.office = null;
  kiosk.state.queueOpen = null;
  return kiosk.runtime.begin(kiosk.newId(), ({ countId }) =>
    kiosk.events.add({ kind: 'sessionStarted' }, countId),
  );
}

/**
 * Ends the session on screen: destroys its key, its row, its files and what the practice portal
 * knows of people, then crashes the page on purpose so that nothing stays in its memory. What was
 * queued stays queued, sealed under its own key. When the disk refuses, the screen is wiped all
 * the same, says so, and nobody can begin before it is made good.
 */
export async function endSession(
  kiosk: Kiosk,
  reason: 'resident' | 'idle' | 'noConsent',
): Promise<Result<void>> {
  const current = kiosk.runtime.current();
  if (!current) return ok(undefined);
  leaveLastStep(kiosk);
  endOfVisit(kiosk, current.data);
  count(kiosk, { kind: 'sessionEnded', value: reason, step: current.screen });
  const lesson = kiosk.training.ended(reason);
  // The device first: no page may come for a session that is being erased.
  kiosk.state.scanning?.stop.abort(new Error('session ended'));
  const session = kiosk.runtime.release();
  const failure = session ? await tryErase(kiosk, session) : null;
  kiosk.printers.stop();
  await kiosk.papers.wipe();
  await showFresh(kiosk, failure, lesson);
  return ok(undefined);
}

/** A count is never a reason to keep a person's data. */
function count(kiosk: Kiosk, event: StatisticsEvent): void {
  try {
    kiosk.events.add(event);
  } catch (error) {
    if (!isStorageError(error)) throw error;
  }
}

async function showFresh(
  kiosk: Kiosk,
  notice: Failure | null,
  office: OfficeState | null = null,
): Promise<void> {
  Object.assign(kiosk.state, freshKioskState(kiosk.state.revision), { notice, office });
  kiosk.publish();
  await kiosk.host.wipePage();
  if (!notice) erasingIsDone(kiosk);
  collectGarbage();
}

function erasingIsDone(kiosk: Kiosk): void {
  try {
    kiosk.notes.remove('erasing');
    forgetPreferences(kiosk.notes);
  } catch (error) {
    // The note only makes the next start look again.
    if (!isStorageError(error)) throw error;
  }
}

async function tryErase(
  kiosk: Kiosk,
  session: Parameters<Kiosk['store']['end']>[0],
): Promise<Failure | null> {
  try {
    await eraseSession(kiosk, session);
    return null;
  } catch (error) {
    // Whatever it was: the screen must be wiped, and the erasing is tried again later.
    return storageFailure(error);
  }
}

/** Erases session `id` from the disk; `key` is destroyed too where it is known. */
async function eraseSession(
  kiosk: Kiosk,
  session: Parameters<Kiosk['store']['end']>[0],
): Promise<void> {
  const pageFiles = kiosk.store.pageFiles(session.id);
  const removeFiles = async () => {
    for (const id of pageFiles) await kiosk.files.remove(id);
  };
  try {
    // The key first: from here on the files are noise, whatever happens next.
    kiosk.store.end(session);
  } catch (error) {
    if (!isStorageError(error)) throw error;
    // Deleting needs room: the papers and the reserve give it.
    await removeFiles();
    kiosk.reserve.release();
    kiosk.store.end(session);
  }
  await removeFiles();
  kiosk.outbox.forgetPractice();
  kiosk.forgetPersons();
}

/**
 * Erases what an ended session left when the process was killed, or the disk refused, in between.
 * Answers why it still cannot be done, or null.
 */
async function finishErasing(kiosk: Kiosk): Promise<Failure | null> {
  for (let left = kiosk.store.findOpen(); left; left = kiosk.store.findOpen()) {
    const failure = await tryErase(kiosk, { id: left.id, key: null });
    if (failure) return failure;
  }
  if (kiosk.notes.read('erasing') === null) return null;
  try {
    kiosk.forgetPersons();
  } catch (error) {
    return storageFailure(error);
  }
  erasingIsDone(kiosk);
  return null;
}

/**
 * After a start: what to do with a session left open. Without a person in it there is nothing to
 * prove and nothing worth keeping; with one, the next person in front of the screen is asked.
 */
export async function offerResume(kiosk: Kiosk): Promise<void> {
  const open = kiosk.store.findOpen();
  if (!open?.hasIdentity || open.resumeTries >= RESUME_TRIES) {
    const failure = await finishErasing(kiosk);
    if (failure) kiosk.state.notice = failure;
    return;
  }
  try {
    kiosk.notes.write('resume_asked', open.id);
  } catch (error) {
    if (!isStorageError(error)) throw error;
  }
  kiosk.state.resume = {
    id: open.id,
    startedAt: open.startedAt,
    procedureCode: open.procedureCode,
    triesLeft: RESUME_TRIES - open.resumeTries,
  };
}

/**
 * Only the core died: the page is still there, with the same person in front of it. Where the
 * question whether it is the same person was still open, it is asked again.
 */
export async function continueSession(kiosk: Kiosk): Promise<void> {
  const open = kiosk.store.findOpen();
  if (!open) {
    if (kiosk.notes.read('erasing') === null) return;
    // Killed while ending a session: the page may still hold what it showed.
    const failure = await finishErasing(kiosk);
    kiosk.state.notice = failure;
    await kiosk.host.wipePage();
    return;
  }
  if (kiosk.notes.read('resume_asked') === open.id) return offerResume(kiosk);
  try {
    kiosk.runtime.reopen(open.id);
    syncSubmission(kiosk);
  } catch (error) {
    kiosk.runtime.release()?.key.destroy();
    // A disk that does not answer is no reason to erase: another start may read it.
    if (isStorageError(error)) throw error;
    await eraseSession(kiosk, { id: open.id, key: null });
    await showFresh(kiosk, { reason: 'STORAGE_FAILED' });
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
      kiosk.store.forgetResumeTries(offer.id);
      kiosk.notes.remove('resume_asked');
      kiosk.state.resume = null;
      kiosk.runtime.reopen(offer.id);
      syncSubmission(kiosk);
      return ok(undefined);
    }
  } catch (error) {
    if (isStorageError(error)) return { ok: false, failure: storageFailure(error) };
    // Changed or unreadable: nobody can go on with it.
    kiosk.runtime.release()?.key.destroy();
    kiosk.state.resume = offer;
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
  count(kiosk, { kind: 'sessionEnded', value: 'notResumed', step: 'resume' });
  const failure = await tryErase(kiosk, { id: offer.id, key: null });
  Object.assign(kiosk.state, freshKioskState(kiosk.state.revision), { notice: failure });
  if (!failure) erasingIsDone(kiosk);
  kiosk.publish();
  return ok(undefined);
}

/** Nobody has touched anything for long: ends what is open, or what waits to be resumed. */
export async function endUnattended(kiosk: Kiosk): Promise<void> {
  if (kiosk.runtime.current()) await endSession(kiosk, 'idle');
  else if (kiosk.state.resume) await discardResume(kiosk);
  else if (kiosk.state.office || kiosk.state.queueOpen) {
    kiosk.state.office = null;
    kiosk.state.queueOpen = null;
    kiosk.publish();
  }
}

/** A dossier may have been accepted while the session was away: the session must hear of it. */
export function syncSubmission(kiosk: Kiosk): Result<void> {
  const current = kiosk.runtime.current();
  const submission = current?.data.submission;
  if (!current || !submission || submission.dossierNumber !== null) return ok(undefined);
  const entry = kiosk.outbox.find(submission.dossierId);
  if (!entry) return ok(undefined);
  return kiosk.runtime.dispatch(current.id, {
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
