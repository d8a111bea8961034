/** What an officer enters on the sheet: any question that shows, and nothing else. */
import type { Answer, FieldValue } from '../../contract/answers';
import type { Failure } from '../../contract/reasons';
import { err, ok, type Result } from '../../contract/result';
import type { Address } from '../../contract/values';
import { readCardText } from '../identity/card-qr';
import { vietnamDate } from '../identity/partial-date';
import { dispatch, type Kiosk } from '../kiosk/kiosk';
import { checkValue } from '../procedures/check-value';
import type { ResolvedField } from '../procedures/facts';
import { addressText, isEmpty } from '../procedures/values';
import { closePanel } from './assist-session';
import { sheetOpen } from './officer';
import { resolvedNow, sheetFields } from './officer-sheet';

/** The question at `path` of the open sheet, with all of its fields. */
function onSheet(
  kiosk: Kiosk,
  path: string,
): Result<{ each: ResolvedField; resolved: readonly ResolvedField[] }> {
  if (!sheetOpen(kiosk)) return err('NOT_ALLOWED');
  const resolved = resolvedNow(kiosk);
  const each = sheetFields(resolved).find(({ field }) => field.key === path);
  return each ? ok({ each, resolved }) : err('SESSION_STALE');
}

function check(kiosk: Kiosk, each: ResolvedField, resolved: readonly ResolvedField[]) {
  const values: Record<string, FieldValue> = {};
  for (const { field, answer } of resolved) if (answer) values[field.key] = answer.value;
  return (value: FieldValue) =>
    checkValue(each.field, value, { today: vietnamDate(kiosk.now()), values });
}

const same = (a: FieldValue | undefined, b: FieldValue) => JSON.stringify(a) === JSON.stringify(b);

/** The officer pressed a key or a button of the sheet. */
function touched({ state, monotonicMs }: Kiosk): void {
  if (!state.panel) return;
  state.panel.inputAtMs = monotonicMs();
  state.panel.secondsLeft = null;
}

/**
 * Checks and stores `value` for the question at `path`, whichever screen the resident was on.
 * Answers what does not add up; such a value is stored only with `keepWarnings`.
 */
export function answerOnSheet(
  kiosk: Kiosk,
  path: string,
  value: FieldValue,
  keepWarnings: boolean,
): Result<{ warnings: Failure[]; revision: number }> {
  const found = onSheet(kiosk, path);
  if (!found.ok) return found;
  touched(kiosk);
  const told = (warnings: Failure[]) => ({ warnings, revision: kiosk.state.revision });
  const { each, resolved } = found.value;
  const { result, warnings } = check(kiosk, each, resolved)(value);
  if (!result.ok) return result;
  if (warnings.length > 0 && !keepWarnings) return ok(told([...warnings]));
  // What the machine filled in and nobody changed keeps its mark.
  if (each.prefilled && same(each.answer?.value, result.value)) return ok(told([]));
  const written = dispatch(kiosk, {
    type: 'SHEET_ANSWERS',
    answers: { [path]: { value: result.value, origin: 'resident' } },
  });
  return written.ok ? ok(told([])) : written;
}

/** The whole answer of a field that is shown masked, for its box while it is edited. */
export function valueOnSheet(kiosk: Kiosk, path: string): Result<FieldValue> {
  const found = onSheet(kiosk, path);
  return found.ok ? ok(found.value.each.answer?.value ?? null) : found;
}

type Suggestion = { text: string; address: Address };

/** Suggestions shown at once; more letters narrow them better. */
const MOST_SUGGESTIONS = 6;

/**
 * Addresses that `text` may mean. What is written out comes first; a commune without its province
 * is looked for in the point's own and then in the province of the resident's card; a street alone
 * is offered in the point's own commune. Nothing is taken before the officer does.
 */
export async function addressesOnSheet(kiosk: Kiosk, text: string): Promise<Suggestion[]> {
  if (!sheetOpen(kiosk)) return [];
  const line = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (line === '') return [];
  const { point, addresses } = kiosk;
  const found: Suggestion[] = [];
  const add = (address: Address) => {
    const shown = addressText(address);
    if (!found.some((other) => other.text === shown)) found.push({ text: shown, address });
  };
  const whole = await addresses.propose(line);
  for (const { commune, province } of whole.candidates) {
    const decidedBy = whole.outcome === 'exact' ? 'exact' : 'chosen';
    add({ detail: whole.detail, commune, province, decidedBy });
  }
  const comma = line.lastIndexOf(',');
  const street = comma < 0 ? '' : line.slice(0, comma).trim();
  const last = line.slice(comma + 1).trim();
  const home = kiosk.runtime.current()?.data.identity?.residence?.province;
  for (const province of [point.province, home]) {
    if (!province || street === '' || last === '') continue;
    for (const commune of await addresses.communes(province.code, last)) {
      add({ detail: street, commune, province, decidedBy: 'chosen' });
    }
  }
  if (comma < 0 && point.commune && point.province) {
    const { commune, province } = point;
    add({ detail: line, commune, province, decidedBy: 'chosen' });
  }
  return found.slice(0, MOST_SUGGESTIONS);
}

/** The end of a key tells whose fact a field of a person is: `owner_full_name`. */
const PERSON_KEY = /^(|.*?_)(full_name|name|personal_id|birth_date|gender)$/;

/**
 * Fills in the fields of another person, those `path` belongs to, from that person's card. The
 * resident's own card is read on the resident's own screen and confirmed there.
 */
export function cardOnSheet(kiosk: Kiosk, path: string, text: string): Result<void> {
  const found = onSheet(kiosk, path);
  if (!found.ok) return found;
  touched(kiosk);
  const { panel } = kiosk.state;
  if (panel) panel.cardFor = null;
  const person = PERSON_KEY.exec(path)?.[1];
  if (person === undefined || found.value.each.prefilled) return err('SHEET_NO_PERSON');
  const card = readCardText(text);
  if (!card.ok) return card;
  const { fullName, personalId, birthDate, sex } = card.value;
  const facts: Readonly<Record<string, FieldValue>> = {
    full_name: fullName,
    name: fullName,
    personal_id: personalId,
    birth_date: birthDate,
    gender: sex === 'male' ? 'Nam' : 'Nữ',
  };
  const { resolved } = found.value;
  const answers: Record<string, Answer> = {};
  for (const each of sheetFields(resolved)) {
    const [, whose, what] = PERSON_KEY.exec(each.field.key) ?? [];
    const fact = what === undefined ? undefined : facts[what];
    if (whose !== person || fact === undefined || each.prefilled) continue;
    const { result } = check(kiosk, each, resolved)(fact);
    if (!result.ok) return result;
    answers[each.field.key] = { value: result.value, origin: 'resident' };
  }
  return dispatch(kiosk, { type: 'SHEET_ANSWERS', answers });
}

/** F2: the next card at an attached reader is for the person `path` belongs to. */
export function awaitCard(kiosk: Kiosk, path: string | null): Result<void> {
  const { panel } = kiosk.state;
  if (!panel || !sheetOpen(kiosk)) return err('NOT_ALLOWED');
  touched(kiosk);
  panel.cardFor = path;
  panel.cardFailure = null;
  kiosk.publish();
  return ok(undefined);
}

/** A scan of an attached reader while the sheet is open; nobody's where no card is awaited. */
export function scanOnSheet(kiosk: Kiosk, text: Result<string>): void {
  const { panel } = kiosk.state;
  const path = panel?.cardFor;
  if (!panel || !path) return;
  panel.cardFor = null;
  const taken = text.ok ? cardOnSheet(kiosk, path, text.value) : text;
  panel.cardFailure = taken.ok ? null : taken.failure;
  kiosk.publish();
}

/**
 * "Mời người dân xem lại": closes the sheet and the panel. Everything asked for must be there;
 * what the form does not require and nobody filled in counts as passed over. Papers that are still
 * missing are asked of the resident on the way to the check page.
 */
export function inviteResident(kiosk: Kiosk): Result<void> {
  const current = kiosk.runtime.current();
  if (!current || !sheetOpen(kiosk)) return err('NOT_ALLOWED');
  touched(kiosk);
  const fields = sheetFields(resolvedNow(kiosk));
  const missing = fields.filter(({ field, answer }) => field.required && isEmpty(answer?.value));
  if (missing.length > 0) return err('SHEET_FIELDS_MISSING', { count: missing.length });
  if (kiosk.state.scanning) return err('SCANNER_BUSY');
  const passedOver = fields
    .filter(({ field, answer }) => field.ask === 'page' && answer === undefined)
    .map(({ field }) => field.key);
  return closePanel(kiosk, 'pressed', {
    type: 'FINISH_SHEET',
    screen: current.screen,
    passedOver,
  });
}
