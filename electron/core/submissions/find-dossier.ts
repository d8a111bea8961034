/** "Xem hồ sơ tới đâu": by the dossier's number, or by the number on our own slip. */
import type { Failure } from '../../contract/reasons';
import { err, ok, type Result } from '../../contract/result';
import type { DossierCourse } from '../../contract/view';
import { dispatch, type Kiosk } from '../kiosk/kiosk';

const OWN_REFERENCE = /^DH-?([A-Z0-9]{4})-?([A-Z0-9]{4})$/;
/** A number typed at a look-up page is never longer; what is pasted beyond it is not kept. */
const MAX_NUMBER_LENGTH = 60;

function numberFor(kiosk: Kiosk, typed: string): Result<string> {
  const plain = typed.normalize('NFC').trim().toUpperCase().replace(/\s+/g, '');
  const own = OWN_REFERENCE.exec(plain);
  if (!own) return plain.length > MAX_NUMBER_LENGTH ? err('LOOKUP_BAD_NUMBER') : ok(plain);
  const entry = kiosk.outbox.findByReference(`DH-${own[1]}-${own[2]}`);
  if (!entry) return err('LOOKUP_NOT_FOUND');
  if (entry.dossierNumber) return ok(entry.dossierNumber);
  return err(entry.state === 'refused' ? 'PORTAL_REFUSED' : 'LOOKUP_STILL_QUEUED');
}

/** Looks a dossier up and shows its course, or why not, on the look-up screen. */
export async function findDossier(kiosk: Kiosk, typed: string): Promise<Result<void>> {
  const session = kiosk.runtime.current();
  if (session?.screen !== 'lookup') return err('SESSION_WRONG_STEP');
  const number = numberFor(kiosk, typed);
  const show = (course: DossierCourse | null, failure: Failure | null) =>
    dispatch(kiosk, {
      type: 'LOOKED_UP',
      number: typed.slice(0, MAX_NUMBER_LENGTH),
      course,
      failure,
    });
  if (!number.ok) {
    show(null, number.failure);
    return number;
  }
  kiosk.state.lookupBusy = true;
  kiosk.publish();
  try {
    const found = await kiosk.target.lookUp(number.value);
    if (kiosk.runtime.current()?.id !== session.id) return err('SESSION_STALE');
    if (!found.ok) {
      show(null, found.failure);
      return found;
    }
    const { dueAt, timeline, ...rest } = found.value;
    return show(
      {
        ...rest,
        dueAt: dueAt ?? null,
        timeline: timeline.map(({ note, ...step }) => ({ ...step, note: note ?? '' })),
      },
      null,
    );
  } finally {
    kiosk.state.lookupBusy = false;
    kiosk.publish();
  }
}
