/** Checking and tidying what was entered into a field, by the field's type and rules. */
import type { FieldValue, ListItem } from '../../contract/answers';
import type { Field, ItemField } from '../../contract/pack';
import type { Failure } from '../../contract/reasons';
import { err, ok, type Result } from '../../contract/result';
import { Address, PartialDate, type Sex } from '../../contract/values';
import { readEmail } from '../identity/email';
import { checkName, checkText } from '../identity/names';
import { checkPartialDate, type FullDate, parsePartialDate } from '../identity/partial-date';
import { checkPersonalId, cleanPersonalId } from '../identity/personal-id';
import { readPhone } from '../identity/phone';
import { isEmpty, isPartialDate } from './values';

/** Longest one-line answer in UTF-16 units: the boxes of the civil-status e-forms take 200-255. */
export const MAX_LINE_LENGTH = 250;

/** Longest answer of several lines, in UTF-16 units. */
export const MAX_LONG_TEXT_LENGTH = 2_000;

/** Items of a list without its own limit; the CT01 form has room for far fewer. */
const MAX_LIST_ITEMS = 20;

/** Largest number of a field without its own limit. */
const MAX_NUMBER = 1_000_000;

export type CheckedValue = {
  /** The tidied value, or why it is refused. `null` = left empty, which optional fields may be. */
  readonly result: Result<FieldValue>;
  /** Things that do not add up; explained to the resident, who may go on. */
  readonly warnings: readonly Failure[];
};

export type CheckOptions = {
  /** Today in Asia/Ho_Chi_Minh. */
  readonly today: FullDate;
  /** The other values by key, to hold a personal number against birth date and sex. */
  readonly values?: Readonly<Record<string, FieldValue>>;
};

const refused = (result: Result<FieldValue>): CheckedValue => ({ result, warnings: [] });

/**
 * Checks one value. Text comes out NFC and trimmed, never cut; dates may come as text or as parts;
 * phone numbers come out as digits with the 0. Never throws, whatever the value.
 */
export function checkValue(
  field: Field | ItemField,
  value: FieldValue,
  options: CheckOptions,
): CheckedValue {
  if (isEmpty(value)) return refused(field.required ? err('FIELD_REQUIRED') : ok(null));
  if (field.type === 'list') return checkList(field, value, options);
  if (field.type === 'personalId') return checkNumberOfPerson(field, value, options);
  const result = checkScalar(field, value, options);
  // A value of nothing but blanks or stray signs is an empty one.
  if (!result.ok && result.failure.reason === 'FIELD_REQUIRED' && !field.required) {
    return refused(isBareOther(field, value) ? result : ok(null));
  }
  return refused(result);
}

function isBareOther(field: Field | ItemField, value: FieldValue): boolean {
  return field.otherValue !== undefined && value === field.otherValue;
}

function checkScalar(
  field: Field | ItemField,
  value: FieldValue,
  options: CheckOptions,
): Result<FieldValue> {
  switch (field.type) {
    case 'date':
      return checkDate(field, value, options.today);
    case 'number':
      return checkWholeNumber(field, value);
    case 'yesNo':
      return checkYesNo(value);
    case 'address':
      return checkAddress(field, value);
    default:
      return typeof value === 'string' ? checkString(field, value) : err('FIELD_BAD_CHARACTERS');
  }
}

function checkString(field: Field | ItemField, value: string): Result<FieldValue> {
  switch (field.type) {
    case 'name':
      return checkName(value);
    case 'email':
      return readEmail(value);
    case 'phone': {
      const phone = readPhone(value);
      return phone.ok ? ok(phone.value.national) : phone;
    }
    case 'choice':
      return checkChoice(field, value);
    case 'longText':
      return required(
        checkText(value, {
          multiline: true,
          maxLength: field.rules?.maxLength ?? MAX_LONG_TEXT_LENGTH,
        }),
      );
    default:
      return line(value, field.rules?.maxLength ?? MAX_LINE_LENGTH);
  }
}

function line(value: string, maxLength: number): Result<string> {
  return required(checkText(value, { maxLength }));
}

function required(text: Result<string>): Result<string> {
  return text.ok && text.value === '' ? err('FIELD_REQUIRED') : text;
}

/** An option, or the text that was written in place of "Khác"; "Khác" alone says nothing. */
function checkChoice(field: Field | ItemField, value: string): Result<FieldValue> {
  const chosen = value.normalize('NFC');
  if (chosen === field.otherValue) return err('FIELD_REQUIRED');
  if (field.options?.some((option) => option.value === chosen)) return ok(chosen);
  if (field.otherValue === undefined) return err('CHOICE_UNKNOWN');
  return line(value, field.rules?.maxLength ?? MAX_LINE_LENGTH);
}

function checkYesNo(value: FieldValue): Result<FieldValue> {
  if (typeof value === 'boolean') return ok(value);
  if (value === 'true' || value === 'false') return ok(value === 'true');
  return err('CHOICE_UNKNOWN');
}

function checkDate(
  field: Field | ItemField,
  value: FieldValue,
  today: FullDate,
): Result<FieldValue> {
  const { yearOnly, notFuture, notPast, maxYearsAhead } = field.rules ?? {};
  let date: Result<PartialDate>;
  if (typeof value === 'string') {
    date = parsePartialDate(value, { today, twoDigitYears: notPast ? 'ahead' : 'past' });
  } else {
    const parsed = isPartialDate(value) ? PartialDate.safeParse(value) : undefined;
    date = parsed?.success ? ok(parsed.data) : err('DATE_IMPOSSIBLE');
  }
  if (!date.ok) return date;
  const failure = checkPartialDate(date.value, {
    today,
    ...(yearOnly === undefined ? {} : { yearOnlyAllowed: yearOnly }),
    ...(notFuture === undefined ? {} : { notFuture }),
    ...(notPast === undefined ? {} : { notPast }),
    ...(maxYearsAhead === undefined ? {} : { maxYearsAhead }),
  });
  return failure ? { ok: false, failure } : date;
}

function checkWholeNumber(field: Field | ItemField, value: FieldValue): Result<FieldValue> {
  // Dots and blanks group thousands in Vietnamese; a comma would be a fraction.
  const digits = typeof value === 'string' ? value.normalize('NFKC').replace(/[\s.]/gu, '') : null;
  const number = digits === null ? value : /^-?\d{1,15}$/.test(digits) ? Number(digits) : NaN;
  if (typeof number !== 'number' || !Number.isInteger(number)) return err('NUMBER_NOT_WHOLE');
  const min = field.rules?.min ?? 0;
  const max = field.rules?.max ?? MAX_NUMBER;
  if (number < min) return err('NUMBER_TOO_SMALL', { min });
  if (number > max) return err('NUMBER_TOO_LARGE', { max });
  return ok(number);
}

/**
 * Since 1/7/2025 an address has two levels, province and commune. Both are needed, unless the
 * resident wrote the whole address freely: abroad, or a place whose old name was not found.
 */
function checkAddress(field: Field | ItemField, value: FieldValue): Result<FieldValue> {
  const parsed = Address.safeParse(value);
  if (!parsed.success) {
    const tooLong = parsed.error.issues.some((issue) => issue.code === 'too_big');
    return tooLong
      ? err('FIELD_TOO_LONG', { max: MAX_LONG_TEXT_LENGTH })
      : err('ADDRESS_INCOMPLETE');
  }
  const detail = checkText(parsed.data.detail, {
    maxLength: field.rules?.maxLength ?? MAX_LINE_LENGTH,
  });
  if (!detail.ok) return detail;
  const { commune, province, decidedBy } = parsed.data;
  const written = decidedBy === 'typed' && detail.value !== '';
  if (!(commune && province) && !written) return err('ADDRESS_INCOMPLETE');
  return ok({ ...parsed.data, detail: detail.value });
}

/**
 * A personal number, held against the birth date and sex of the same person: the fields whose keys
 * have the same beginning, as `mother_personal_id` and `mother_birth_date`.
 */
function checkNumberOfPerson(
  field: Field | ItemField,
  value: FieldValue,
  options: CheckOptions,
): CheckedValue {
  if (typeof value !== 'string') return refused(err('ID_NOT_DIGITS'));
  const prefix = field.key.replace(/personal_id$/, '');
  const birthDate = options.values?.[`${prefix}birth_date`];
  const sex = sexOf(options.values?.[`${prefix}gender`]);
  const { failure, warnings } = checkPersonalId(value, {
    today: options.today,
    ...(isPartialDate(birthDate) ? { birthDate } : {}),
    ...(sex ? { sex } : {}),
  });
  if (failure?.reason === 'FIELD_REQUIRED' && !field.required) return refused(ok(null));
  if (failure) return refused({ ok: false, failure });
  return {
    result: ok(cleanPersonalId(value)),
    warnings: warnings.map((reason) => ({ reason })),
  };
}

function sexOf(value: FieldValue | undefined): Sex | undefined {
  if (value === 'Nam') return 'male';
  return value === 'Nữ' ? 'female' : undefined;
}

/** A failure inside a list names the item (from 1) and its field; neither is personal. */
function checkList(
  field: Field | ItemField,
  value: FieldValue,
  options: CheckOptions,
): CheckedValue {
  if (!Array.isArray(value)) return refused(err('FIELD_REQUIRED'));
  const max = field.rules?.maxItems ?? MAX_LIST_ITEMS;
  if (value.length > max) return refused(err('LIST_TOO_LONG', { max }));
  if (value.length < (field.rules?.minItems ?? 0)) return refused(err('FIELD_REQUIRED'));
  const itemFields = 'items' in field ? (field.items ?? []) : [];
  const items: ListItem[] = [];
  const warnings: Failure[] = [];
  for (const [index, item] of value.entries()) {
    const checkedItem: ListItem = {};
    for (const itemField of itemFields) {
      const given = Object.hasOwn(item, itemField.key) ? item[itemField.key] : null;
      const place = { item: index + 1, field: itemField.key };
      const checked = checkValue(itemField, given ?? null, { today: options.today, values: item });
      if (!checked.result.ok) {
        const { reason, details } = checked.result.failure;
        return refused(err(reason, { ...details, ...place }));
      }
      for (const warning of checked.warnings) {
        warnings.push({ reason: warning.reason, details: { ...warning.details, ...place } });
      }
      if (!Array.isArray(checked.result.value)) checkedItem[itemField.key] = checked.result.value;
    }
    items.push(checkedItem);
  }
  return { result: ok(items), warnings };
}
