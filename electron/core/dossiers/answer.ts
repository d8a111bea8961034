/** Takes the answer to the question on screen. */
import type { FieldValue, ListItem } from '../../contract/answers';
import { err, ok, type Result } from '../../contract/result';
import { vietnamDate } from '../identity/partial-date';
import { dispatch, type Kiosk } from '../kiosk/kiosk';
import { type CheckOptions, checkValue } from '../procedures/check-value';
import type { ResolvedField } from '../procedures/facts';
import { resolveFields } from '../procedures/resolve';
import { packOf, procedureContext } from './dossier-context';

type Found = { each: ResolvedField; resolved: readonly ResolvedField[] };

/** The field at `path` when it is the question on screen, with its neighbours. */
function questionOnScreen(kiosk: Kiosk, path: string): Result<Found> {
  const session = kiosk.runtime.current();
  if (!session) return err('SESSION_NONE');
  if (session.screen !== 'question' || session.data.path !== path) return err('SESSION_STALE');
  const pack = packOf(kiosk.packs, session.data);
  const resolved = pack
    ? resolveFields(pack, procedureContext(session.data, kiosk.point, kiosk.now()))
    : [];
  const each = resolved.find(({ field }) => field.key === path);
  return each ? ok({ each, resolved }) : err('SESSION_STALE');
}

function checkOptions(kiosk: Kiosk, resolved: readonly ResolvedField[]): CheckOptions {
  const values: Record<string, FieldValue> = {};
  for (const { field, answer } of resolved) if (answer) values[field.key] = answer.value;
  return { today: vietnamDate(kiosk.now()), values };
}

/**
 * Stores the finished items of the list on screen, which stays: an item that is finished is never
 * lost, whatever happens before the list is. Too few items are no fault yet.
 */
export function keepItems(kiosk: Kiosk, path: string, items: ListItem[]): Result<void> {
  const found = questionOnScreen(kiosk, path);
  if (!found.ok) return found;
  const { each, resolved } = found.value;
  if (each.field.type !== 'list') return err('SESSION_STALE');
  const { result } = checkValue(each.field, items, checkOptions(kiosk, resolved));
  if (!result.ok && result.failure.details?.item !== undefined) return result;
  return dispatch(kiosk, {
    type: 'KEEP_ITEMS',
    path,
    answer: { value: result.ok ? result.value : items, origin: 'resident' },
  });
}

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
  const found = questionOnScreen(kiosk, path);
  if (!found.ok) return found;
  const { each, resolved } = found.value;
  const { result, warnings } = checkValue(each.field, value, checkOptions(kiosk, resolved));
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
