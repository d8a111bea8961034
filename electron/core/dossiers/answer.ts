/** Takes the answer to the question on screen. */
import type { FieldValue } from '../../contract/answers';
import { err, ok, type Result } from '../../contract/result';
import { vietnamDate } from '../identity/partial-date';
import { dispatch, type Kiosk } from '../kiosk/kiosk';
import { checkValue } from '../procedures/check-value';
import { resolveFields } from '../procedures/resolve';
import { packOf, procedureContext } from './dossier-context';

/**
 * Checks and stores `value` for the question at `path`. Refused as stale when another question is
 * on screen (a second press of "Tiếp tục"). What does not add up with other answers is shown back
 * once; with `keepWarnings` the resident has said that it is right.
 */
export function answerQuestion(
  kiosk: Kiosk,
  path: string,
  value: FieldValue,
  keepWarnings: boolean,
): Result<void> {
  const session = kiosk.runtime.current();
  if (!session) return err('SESSION_NONE');
  if (session.screen !== 'question' || session.data.path !== path) return err('SESSION_STALE');
  const pack = packOf(kiosk.packs, session.data);
  const resolved = pack
    ? resolveFields(pack, procedureContext(session.data, kiosk.point, kiosk.now()))
    : [];
  const each = resolved.find(({ field }) => field.key === path);
  if (!each) return err('SESSION_STALE');

  const values: Record<string, FieldValue> = {};
  for (const { field, answer } of resolved) if (answer) values[field.key] = answer.value;
  const { result, warnings } = checkValue(each.field, value, {
    today: vietnamDate(kiosk.now()),
    values,
  });
  if (!result.ok) return result;
  if (warnings.length > 0 && !keepWarnings) {
    kiosk.state.doubt = { path, value: result.value, failures: [...warnings] };
    kiosk.publish();
    return ok(undefined);
  }
  kiosk.state.doubt = null;
  // A value the resident leaves as the card or the machine gave it keeps its mark.
  const unchanged =
    each.prefilled && JSON.stringify(each.answer?.value) === JSON.stringify(result.value);
  return dispatch(kiosk, {
    type: 'ANSWER',
    path,
    answer: {
      value: result.value,
      origin: unchanged && each.answer ? each.answer.origin : 'resident',
    },
  });
}
