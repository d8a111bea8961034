/** The one door by which a dossier is given to a target. */
import type { FrozenDossier } from '../wire/frozen-dossier';
import type { ReadAttachment, RealDossier, SendOutcome, SubmissionTarget } from './target';

/** Whether `dossier` is somebody's real one. */
export function isReal(dossier: FrozenDossier): dossier is RealDossier {
  return !dossier.practise;
}

/** Whether `target` may be given `dossier`: practice is for the practice portal and nobody else. */
export function mayTake(target: SubmissionTarget, dossier: FrozenDossier): boolean {
  return target.kind === 'practice' || isReal(dossier);
}

/**
 * Gives `dossier` to `target`. A practice dossier never reaches a target that takes real ones: it
 * is refused here for good, without a word to the target.
 */
export async function deliver(
  target: SubmissionTarget,
  dossier: FrozenDossier,
  readAttachment: ReadAttachment,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (target.kind === 'practice') return target.send(dossier, readAttachment, signal);
  if (!isReal(dossier)) {
    return { kind: 'refused', reason: 'PRACTISE_STAYS_HERE', message: 'a practice dossier' };
  }
  return target.send(dossier, readAttachment, signal);
}
