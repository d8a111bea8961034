/**
 * Practising: a run of any procedure with the fictitious card, which leaves nothing behind. Only
 * the sample's own person is taken, so that nobody's data is entered in the belief that it is
 * "only practice", and nobody submits by practising.
 */
import type { Failure } from '../../contract/reasons';
import type { Screen } from '../../contract/view';
import { readCardText } from '../identity/card-qr';
import type { Kiosk } from '../kiosk/kiosk';
import type { Identity, SessionData } from '../sessions/session-data';

/** Whether what happens now is practice; looking a real dossier up in between is not. */
export function isPractising(data: SessionData): boolean {
  return data.practise && data.goal === 'practise';
}

/** The text of the fictitious card where it may be used: while practising, and to demonstrate. */
export function sampleCardText(kiosk: Kiosk): string | null {
  const data = kiosk.runtime.current()?.data;
  if (data && isPractising(data)) return kiosk.practiceCard.cardText;
  return kiosk.sample?.cardText ?? null;
}

/** Why `identity` is not taken in this session, or null. */
export function practiseRefusal(kiosk: Kiosk, identity: Identity): Failure | null {
  const data = kiosk.runtime.current()?.data;
  if (!data?.practise) return null;
  const sample = readCardText(kiosk.practiceCard.cardText);
  if (!sample.ok) throw new Error('the fictitious card cannot be read');
  const { personalId, fullName } = sample.value;
  return identity.personalId === personalId && identity.fullName === fullName
    ? null
    : { reason: 'PRACTISE_SAMPLE_ONLY' };
}

/** What the end of a practice run offers, on the page of the faces; null in a real session. */
export function practisedView(
  kiosk: Kiosk,
  data: SessionData,
): Extract<Screen, { name: 'rating' }>['practised'] {
  return isPractising(data) ? { lesson: kiosk.training.practisingFor() !== null } : undefined;
}
