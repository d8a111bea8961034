/** What a schema cannot see: names that point at nothing, options that do not exist, dates. */
import type { Field, ItemField, Logic, Pack, PrefillRule, Provenance } from '../../contract/pack';
import type { Problem } from './expand';
import { ALLOWED_OPERATIONS, rulesUse } from './logic';
import { templateSlots } from './sources';

const CARD_FACTS = new Set([
  'fullName',
  'personalId',
  'oldId',
  'birthDate',
  'sex',
  'residence',
  'residenceArea',
  'issueDate',
  'issuePlace',
  'documentKind',
  'phone',
]);
const POINT_FACTS = new Set(['peoplesCommittee', 'police', 'province', 'commune']);

/** Longest list of options without `topOptions`: eight buttons fill a screen of 1024x768. */
const MAX_PLAIN_OPTIONS = 12;

/** Checks a whole pack. @returns every problem found, none for a pack that may be used */
export function crossCheck(pack: Pack): Problem[] {
  const problems: Problem[] = [];
  const keys = new Set(pack.fields.map((field) => field.key));
  const report = (path: string, message: string): void => void problems.push({ path, message });
  const checkRule = (path: string, rule: Logic | undefined): void => {
    if (rule === undefined) return;
    const used = rulesUse(rule);
    for (const operation of used.operations) {
      if (!ALLOWED_OPERATIONS.has(operation))
        report(path, `operation "${operation}" is not allowed`);
    }
    for (const name of used.variables) {
      if (!nameExists(name, keys)) report(path, `"${name}" is not an answer, card or point fact`);
    }
  };
  checkDuplicates(pack.fields, 'fields', report);
  for (const field of pack.fields) {
    const at = `fields.${field.key}`;
    checkField(field, at, report);
    checkRule(`${at}.when`, field.when);
    for (const [name, rules] of [
      ['prefill', field.prefill],
      ['suggestions', field.suggestions],
    ] as const) {
      rules?.forEach((rule, index) => {
        checkRule(`${at}.${name}.${index}.when`, rule.when);
        checkSource(rule, field, keys, (message) => report(`${at}.${name}.${index}`, message));
      });
    }
    if (field.type === 'list') checkList(field, at, report);
  }
  checkDuplicates(
    pack.components.map((component) => ({ key: component.id })),
    'components',
    report,
  );
  for (const component of pack.components) {
    checkRule(`components.${component.id}.when`, component.when);
  }
  for (const key of copyCycle(pack.fields)) report(`fields.${key}`, 'copies itself in a circle');
  pack.times.forEach((each, index) => {
    checkProvenance(each.provenance, `times.${index}`, report);
  });
  pack.fees.forEach((each, index) => {
    checkProvenance(each.provenance, `fees.${index}`, report);
  });
  pack.forms.forEach((each, index) => {
    checkProvenance(each.provenance, `forms.${index}`, report);
  });
  return problems;
}

type Report = (path: string, message: string) => void;

function nameExists(name: string, keys: ReadonlySet<string>): boolean {
  const [root, first = ''] = name.split('.');
  if (root === 'answers') return keys.has(first);
  if (root === 'card') return name === 'card' || CARD_FACTS.has(first);
  if (root === 'point') return POINT_FACTS.has(first);
  return name === 'today';
}

function checkDuplicates(items: readonly { key: string }[], at: string, report: Report): void {
  const seen = new Set<string>();
  for (const { key } of items) {
    if (seen.has(key)) report(`${at}.${key}`, 'is there twice');
    seen.add(key);
  }
}

function checkField(field: Field | ItemField, at: string, report: Report): void {
  const values = new Set(field.options?.map((option) => option.value) ?? []);
  if (field.type === 'choice' && values.size === 0) report(at, 'is a choice without options');
  if (field.options && values.size < field.options.length) report(at, 'has an option twice');
  if (field.type === 'yesNo' && !(values.has('true') && values.has('false'))) {
    report(at, 'is a yes/no without words for "true" and "false"');
  }
  for (const value of field.topOptions ?? []) {
    if (!values.has(value)) report(`${at}.topOptions`, `"${value}" is not an option`);
  }
  if (field.otherValue !== undefined && !values.has(field.otherValue)) {
    report(`${at}.otherValue`, `"${field.otherValue}" is not an option`);
  }
  if (field.type === 'choice' && values.size > MAX_PLAIN_OPTIONS && !field.topOptions) {
    report(at, `has more than ${MAX_PLAIN_OPTIONS} options and no topOptions`);
  }
  if (field.ask === 'derived' && !field.prefill?.length) report(at, 'is derived from nothing');
  const { min, max, minItems, maxItems } = field.rules ?? {};
  if (min !== undefined && max !== undefined && min > max) report(`${at}.rules`, 'min is over max');
  if (minItems !== undefined && maxItems !== undefined && minItems > maxItems) {
    report(`${at}.rules`, 'minItems is over maxItems');
  }
}

function checkList(field: Field, at: string, report: Report): void {
  if (!field.items?.length) report(at, 'is a list without items');
  if (!field.itemName) report(at, 'is a list without itemName');
  checkDuplicates(field.items ?? [], `${at}.items`, report);
  for (const item of field.items ?? []) {
    const itemAt = `${at}.items.${item.key}`;
    if (item.type === 'list') report(itemAt, 'is a list inside a list');
    if (item.when !== undefined || item.prefill !== undefined) {
      report(itemAt, 'has a condition or a prefill, which items do not support');
    }
    checkField(item, itemAt, report);
  }
}

function checkSource(
  rule: PrefillRule,
  field: Field,
  keys: ReadonlySet<string>,
  report: (message: string) => void,
): void {
  const { from } = rule;
  if (typeof from === 'string') {
    const key = from.startsWith('answer.') ? from.slice('answer.'.length) : null;
    if (key !== null && !keys.has(key)) report(`"${from}" is not a field`);
    return;
  }
  if ('template' in from) {
    for (const slot of templateSlots(from.template)) {
      const [root = ''] = slot.split('.');
      const name = root === 'card' || root === 'point' ? slot : `answers.${slot}`;
      if (!nameExists(name, keys)) report(`"${slot}" is not an answer, card or point fact`);
    }
  } else if ('todayPlusYears' in from) {
    if (field.type !== 'date') report('todayPlusYears needs a date field');
  } else if (field.type === 'choice' && field.otherValue === undefined) {
    const known = field.options?.some((option) => option.value === from.constant) ?? false;
    if (!known) report(`"${String(from.constant)}" is not an option`);
  }
}

/** Keys of fields that end up copying from themselves. */
function copyCycle(fields: readonly Field[]): string[] {
  const copies = new Map<string, string[]>(
    fields.map((field) => [
      field.key,
      (field.prefill ?? []).flatMap(({ from }) =>
        typeof from === 'string' && from.startsWith('answer.')
          ? [from.slice('answer.'.length)]
          : [],
      ),
    ]),
  );
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    (copies.get(from) ?? []).some((next) => {
      if (next === goal) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, goal, seen);
    });
  return [...copies.keys()].filter((key) => reaches(key, key, new Set()));
}

function checkProvenance(provenance: Provenance, at: string, report: Report): void {
  const { validFrom, validTo, checkedOn } = provenance;
  for (const [name, date] of Object.entries({ validFrom, validTo, checkedOn })) {
    if (date !== null && !isRealDate(date)) {
      report(`${at}.provenance.${name}`, `${date} is not a day of the calendar`);
    }
  }
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    report(`${at}.provenance`, 'validFrom is after validTo');
  }
}

function isRealDate(iso: string): boolean {
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
}
