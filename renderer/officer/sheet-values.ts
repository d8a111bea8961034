/** What an officer types in one box, and the value it makes. */
import type { FieldValue } from '../../electron/contract/answers';
import type { Option } from '../../electron/contract/pack';
import { err, ok, type Result } from '../../electron/contract/result';
import type { AnyField } from '../fields';
import { fromDateParts } from '../fields/shared/date-parts';
import { filterByText, optionText } from '../fields/shared/folding';
import { readNumber } from '../fields/shared/number-text';
import { readText } from '../fields/shared/plain-text';

/** The most months a period counted from today may have: ten years. */
const MOST_MONTHS = 120;

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The day so many months after `today` (yyyy-mm-dd); the month's last where it has no such day. */
function monthsFrom(today: string, months: number): FieldValue {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const then = { year: Math.floor(count / 12), month: (count % 12) + 1 };
  return { ...then, day: Math.min(day, daysIn(then.year, then.month)) };
}

/**
 * A date as it is typed: "15/06/1963", "15061963", "1963" where the form accepts a year alone, and
 * "24t" or "24 tháng" for so many months from today where the answer lies ahead.
 */
function readDate(field: AnyField, text: string, today: string): Result<FieldValue> {
  const period = /^(\d{1,3})\s*(?:t|th|tháng|thang|m)$/iu.exec(text);
  if (period && field.rules?.notFuture !== true) {
    const months = Number(period[1]);
    return months > 0 && months <= MOST_MONTHS
      ? ok(monthsFrom(today, months))
      : err('DATE_IMPOSSIBLE');
  }
  const digits = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const [, day, month, year] =
    digits ?? /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(text) ?? [];
  if (day !== undefined && month !== undefined && year !== undefined) {
    return fromDateParts({ day, month, year, yearOnly: false });
  }
  if (/^\d{4}$/.test(text) && field.rules?.yearOnly === true) {
    return fromDateParts({ day: '', month: '', year: text, yearOnly: true });
  }
  return err('DATE_INCOMPLETE');
}

/** The value of `text` for a field with one box and no list; an empty box is `null`. */
export function readBox(field: AnyField, text: string, today: string): Result<FieldValue> {
  const typed = text.normalize('NFC').trim();
  if (typed === '') return ok(null);
  switch (field.type) {
    case 'date':
      return readDate(field, typed, today);
    case 'number': {
      const read = readNumber(typed);
      return read.ok ? ok(read.value) : err('NUMBER_NOT_WHOLE');
    }
    case 'personalId':
    case 'phone':
      return ok(typed.replace(/[\s.]/g, ''));
    default:
      return readText(text);
  }
}

/** The options that `text` may mean, the likeliest first: the n-th, or those with its letters. */
export function optionsFor(options: readonly Option[], text: string): readonly Option[] {
  const typed = text.trim();
  if (typed === '') return options;
  const nth = /^\d{1,3}$/.test(typed) ? options[Number(typed) - 1] : undefined;
  return nth === undefined ? filterByText(options, typed, optionText) : [nth];
}
