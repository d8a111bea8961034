/** From the end of a practice run: the same once more, or in earnest. */
import { err, type Result } from '../../contract/result';
import { dispatch, type Kiosk } from '../kiosk/kiosk';
import { savePreferences } from '../kiosk/preferences';
import { endSession, startSession } from '../sessions/lifecycle';
import { isPractising } from './practise';

/**
 * Ends the practice session, wiped like any other, and begins a new one for the same procedure.
 * The person in front of the machine is the same: language and size of letters stay.
 */
export async function beginAnew(
  kiosk: Kiosk,
  goal: 'practise' | 'procedure',
): Promise<Result<void>> {
  const current = kiosk.runtime.current();
  if (!current || !isPractising(current.data)) return err('SESSION_WRONG_STEP');
  const lesson = kiosk.training.practisingFor();
  // A lesson's session belongs to the helper who learns: nothing real is begun from it.
  if (lesson && goal === 'procedure') return err('SESSION_WRONG_STEP');
  const { procedureCode } = current.data;
  const { language, textSize } = kiosk.state;
  await endSession(kiosk, 'resident');
  return beginPractice(kiosk, goal, procedureCode, { language, textSize }, lesson !== null);
}

/** Begins a session at the notice, for `goal` and, where given, one procedure. */
export async function beginPractice(
  kiosk: Kiosk,
  goal: 'practise' | 'procedure',
  procedureCode: string | null,
  { language, textSize }: Pick<Kiosk['state'], 'language' | 'textSize'>,
  forLesson: boolean,
): Promise<Result<void>> {
  const started = await startSession(kiosk, forLesson ? 'lesson' : 'resident');
  if (!started.ok) return started;
  kiosk.state.language = language;
  kiosk.state.textSize = textSize;
  savePreferences(kiosk.notes, kiosk.state);
  if (forLesson) kiosk.training.practiceBegan();
  return dispatch(kiosk, { type: 'CHOOSE_GOAL', goal, procedureCode }, () =>
    kiosk.events.add({ kind: 'goalChosen', value: goal }),
  );
}
