/** Lists of answers as the page shows them: ready-made text, masked where asked. */
import type { FieldValue } from '../../contract/answers';
import type { AnswerRow, Language } from '../../contract/view';
import { formatPartialDate } from '../identity/partial-date';
import { maskPersonalId } from '../identity/personal-id';
import type { Texts } from '../kiosk/texts';
import type { ResolvedField } from '../procedures/facts';
import { stringifyValue } from '../procedures/stringify';
import { isAddress } from '../procedures/values';
import type { Identity } from '../sessions/session-data';

/**
 * An address that was brought to the units of 2025 is shown with the words of the card beside it:
 * the resident confirms the change, which the data may have wrong where a commune was divided.
 */
function withCardsWords(
  value: FieldValue | undefined,
  text: string,
  language: Language,
  texts: Texts,
): string {
  if (!isAddress(value) || value.original === undefined || value.original === text) return text;
  return texts(language, 'identity:converted', { address: text, original: value.original });
}

/** One row for each field, in the pack's order. */
export function answerRows(resolved: readonly ResolvedField[], texts: Texts): AnswerRow[] {
  return resolved.map(({ field, answer }) => {
    const text = (language: Language) =>
      withCardsWords(
        answer?.value,
        stringifyValue(field, answer?.value, language, { masked: true }),
        language,
        texts,
      );
    const vi = text('vi');
    return {
      path: field.key,
      label: field.label,
      text: vi === '' ? null : { vi, en: text('en') || vi },
      origin: answer?.origin ?? null,
      required: field.required,
      editable: field.ask !== 'derived',
    };
  });
}

/**
 * What the check page lists: everything with a value, and what could still be added. What the
 * machine derives from the card alone (the card's kind, its number again) would only repeat it.
 */
export function checkRows(resolved: readonly ResolvedField[], texts: Texts): AnswerRow[] {
  return answerRows(
    resolved.filter(
      ({ visible, field, answer }) =>
        visible && (field.ask !== 'derived' || (answer && answer.origin !== 'card')),
    ),
    texts,
  );
}

/** The card (or what was typed instead), masked, for confirmation. */
export function identityRows(identity: Identity, texts: Texts): AnswerRow[] {
  const origin = identity.source === 'typed' ? 'resident' : 'card';
  const row = (path: string, key: string, vi: string, en = vi): AnswerRow => ({
    path,
    label: { vi: texts('vi', key), en: texts('en', key) },
    text: vi === '' ? null : { vi, en },
    origin,
    required: true,
    editable: false,
  });
  const sexKey = identity.sex === 'male' ? 'identity:male' : 'identity:female';
  const rows = [
    row('fullName', 'identity:fullName', identity.fullName),
    row('personalId', 'identity:personalId', maskPersonalId(identity.personalId)),
    row('birthDate', 'identity:birthDate', formatPartialDate(identity.birthDate)),
    row('sex', 'identity:sex', texts('vi', sexKey), texts('en', sexKey)),
    row('residence', 'identity:residence', identity.residenceText),
  ];
  if (identity.card?.issueDate) {
    rows.push(row('issueDate', 'identity:issueDate', formatPartialDate(identity.card.issueDate)));
  }
  return rows;
}
