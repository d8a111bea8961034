/**
 * What a screen shows while a helper looks on. The page never receives what is masked, so nothing
 * on it, pressed or read by whatever tool, can bring it back; when the panel closes the next view
 * has everything again.
 */
import type { FieldValue } from '../../contract/answers';
import type { Field, ItemField, LocalText } from '../../contract/pack';
import type { AnswerRow, Screen, ScreenName } from '../../contract/view';

/** Stands for anything hidden; it says nothing of the length. */
const HIDDEN = '•••••';
const HIDDEN_TEXT: LocalText = { vi: HIDDEN, en: HIDDEN };

/** Screens where the resident types a secret: a helper looks away, whatever the panel shows. */
export const SECRET_SCREENS: ReadonlySet<ScreenName> = new Set<ScreenName>([
  'accountPassword',
  'accountCode',
]);

/** Kinds of answers that are picked from what the form offers and say nothing of who a person is. */
const PLAIN_TYPES: ReadonlySet<Field['type']> = new Set(['choice', 'yesNo', 'number']);

/** Lists of options that describe papers and ways; any other list describes people. */
const PLAIN_LISTS: ReadonlySet<string> = new Set([
  'yes-no',
  'result-methods',
  'residence-types',
  'id-document-kinds',
]);

/** The field at `path` of the dossier on screen, or undefined where there is none. */
export type FieldAt = (path: string) => Field | undefined;

/**
 * Whether an answer to `field` may describe a person: everything written, and everything picked
 * from a list of what people are (sex, ethnic group, nationality). Only short choices, yes or no
 * and counts are not.
 */
export function isPersonal(field: Field | ItemField): boolean {
  if (field.masked === true || !PLAIN_TYPES.has(field.type)) return true;
  return field.optionList !== undefined && !PLAIN_LISTS.has(field.optionList);
}

/** Whether `value` of `field` must be hidden: a personal field, or text in place of an option. */
export function mustHide(field: Field | ItemField, value: FieldValue): boolean {
  if (value === null) return false;
  if (isPersonal(field)) return true;
  if (field.type !== 'choice') return false;
  // "Khác": the answer is the resident's own text.
  return !field.options?.some((option) => option.value === value);
}

function maskRow(row: AnswerRow, fieldAt: FieldAt): AnswerRow {
  if (row.text === null) return row;
  const field = fieldAt(row.path);
  const option = field?.options?.some(({ label }) => label.vi === row.text?.vi);
  const plain =
    field !== undefined && !isPersonal(field) && (field.type !== 'choice' || option === true);
  // What came from the card describes its holder, whatever kind of field it fills.
  return plain && row.origin !== 'card' ? row : { ...row, text: HIDDEN_TEXT };
}

/** Rows without what they say about anybody; labels and what is missing stay. */
export function maskRows(rows: readonly AnswerRow[], fieldAt: FieldAt): AnswerRow[] {
  return rows.map((row) => maskRow(row, fieldAt));
}

/** `screen` as it may be shown while a helper looks on. */
export function maskScreen(screen: Screen, fieldAt: FieldAt): Screen {
  switch (screen.name) {
    case 'identityForm':
      return {
        ...screen,
        form: { personalId: '', fullName: '', birthDate: null, sex: null, residence: '' },
      };
    case 'cardConfirm':
      return { ...screen, rows: maskRows(screen.rows, () => undefined) };
    case 'accountPhone':
      return { ...screen, rows: maskRows(screen.rows, () => undefined), phone: '' };
    case 'accountPassword':
      return { ...screen, phoneMasked: HIDDEN };
    case 'accountCode':
      return { ...screen, phoneMasked: HIDDEN, messages: [] };
    case 'prefilled':
    case 'check':
      return { ...screen, rows: maskRows(screen.rows, fieldAt) };
    case 'question': {
      const { answer, field } = screen;
      return {
        ...screen,
        answer: answer && mustHide(field, answer.value) ? null : answer,
        suggestions: isPersonal(field) ? [] : screen.suggestions,
      };
    }
    case 'lookup':
      // What was typed and is no dossier's number may be anything, a personal number too.
      return screen.course ? screen : { ...screen, number: '' };
    // Nothing on these says who somebody is. A new screen does not compile until it is placed.
    case 'welcome':
    case 'resume':
    case 'goal':
    case 'consent':
    case 'identify':
    case 'accountDone':
    case 'choose':
    case 'ready':
    case 'papers':
    case 'submitting':
    case 'result':
    case 'rating':
    case 'queue':
    case 'office':
    // The officer works with these values under the resident's mandate; masked fields are masked
    // by the sheet itself.
    case 'officerSheet':
    case 'farewell':
      return screen;
  }
}
