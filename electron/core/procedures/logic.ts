/** JSON Logic (https://jsonlogic.com) over what the machine knows. */
import jsonLogic, { type RulesLogic } from 'json-logic-js';
import type { FieldValue } from '../../contract/answers';
import type { Logic } from '../../contract/pack';
import type { PartialDate } from '../../contract/values';
import { ageOn, partialDateFromIso, partialDateToIso } from '../identity/partial-date';
import type { CardFacts, PointFacts } from './facts';
import { areaOfAddress, isAddress, isPartialDate } from './values';

/** What a rule can look at with `var`. Dates are ISO text, so `<` and `>` compare them. */
export type LogicData = {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly card: Readonly<Record<string, unknown>> | null;
  readonly point: Readonly<Record<string, unknown>>;
  readonly today: string;
};

/**
 * Operations a pack may use. `log` (writes values out) and `method` (calls code) are left out on
 * purpose: packs are data.
 */
export const ALLOWED_OPERATIONS: ReadonlySet<string> = new Set([
  'var',
  '==',
  '!=',
  '===',
  '!==',
  '!',
  '!!',
  'and',
  'or',
  'if',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'some',
  'all',
  'none',
  'age',
  'same',
]);

function forLogic(value: unknown): unknown {
  return isPartialDate(value) ? partialDateToIso(value) : (value ?? null);
}

function residenceArea(card: CardFacts): string | null {
  return (
    (card.residence && areaOfAddress(card.residence.original ?? card.residence.detail)) ?? null
  );
}

/** The data of one evaluation. Values of fields that do not exist now must not be passed in. */
export function logicData(
  values: Readonly<Record<string, FieldValue>>,
  card: CardFacts | undefined,
  point: PointFacts,
  today: PartialDate,
): LogicData {
  const convert = (record: object): Record<string, unknown> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, forLogic(value)]));
  return {
    answers: convert(values),
    card: card ? { ...convert(card), residenceArea: residenceArea(card) } : null,
    point: convert(point),
    today: partialDateToIso(today),
  };
}

let operationsAdded = false;
function addOperations(): void {
  if (operationsAdded) return;
  operationsAdded = true;
  // `{"age": [{"var": "answers.birth_date"}]}`: full years today; null when no date is known. With
  // only a year of birth the higher of the two possible ages, as the registry counts from 1 January.
  jsonLogic.add_operation('age', function age(this: unknown, date: unknown) {
    const now = (this as LogicData | null)?.today;
    const today = typeof now === 'string' ? partialDateFromIso(now) : undefined;
    const birth = typeof date === 'string' ? partialDateFromIso(date) : undefined;
    if (!birth || today?.month === undefined || today.day === undefined) return null;
    return ageOn(birth, { year: today.year, month: today.month, day: today.day }).most;
  });
  // `{"same": [a, b]}`: two addresses (or other values) say the same; false while one is unknown.
  jsonLogic.add_operation('same', (a: unknown, b: unknown) => {
    if (a === null || a === undefined || b === null || b === undefined) return false;
    if (isAddress(a) && isAddress(b)) return addressKey(a) === addressKey(b);
    return a === b;
  });
}

function addressKey(address: { detail: string; commune?: unknown; province?: unknown }): string {
  return JSON.stringify([address.detail, address.commune ?? null, address.province ?? null]);
}

/**
 * Evaluates a rule to true or false. Absent rules are true. Never throws: a rule that cannot be
 * worked out on odd data is false, as a field nobody can explain is better not asked.
 */
export function isTrue(rule: Logic | undefined, data: LogicData): boolean {
  if (rule === undefined) return true;
  if (typeof rule === 'boolean') return rule;
  addOperations();
  try {
    return jsonLogic.truthy(jsonLogic.apply(rule as RulesLogic, data)) === true;
  } catch {
    return false;
  }
}

/** Both rules at once; `undefined` when neither restricts anything. */
export function bothRules(a: Logic | undefined, b: Logic | undefined): Logic | undefined {
  if (a === undefined || a === true) return b;
  if (b === undefined || b === true) return a;
  return { and: [a, b] };
}

/** Rewrites every `var` name of a rule; everything else is kept. */
export function renameVariables(rule: Logic, rename: (name: string) => string): Logic {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([operation, values]) => {
        if (operation !== 'var') return [operation, walk(values)];
        if (typeof values === 'string') return [operation, rename(values)];
        if (Array.isArray(values) && typeof values[0] === 'string') {
          return [operation, [rename(values[0]), ...values.slice(1)]];
        }
        return [operation, values];
      }),
    );
  };
  return walk(rule) as Logic;
}

/** Every operation and every `var` name a rule uses. Inside some/all/none, `var` is an item's. */
export function rulesUse(rule: Logic): { operations: Set<string>; variables: Set<string> } {
  const operations = new Set<string>();
  const variables = new Set<string>();
  const walk = (node: unknown, ofItem: boolean): void => {
    if (Array.isArray(node)) {
      for (const each of node) walk(each, ofItem);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    for (const [operation, values] of Object.entries(node)) {
      operations.add(operation);
      if (operation === 'var') {
        const name: unknown = Array.isArray(values) ? values[0] : values;
        if (typeof name !== 'string') operations.add('var with a rule as name');
        else if (!ofItem) variables.add(name);
      } else if (['some', 'all', 'none'].includes(operation) && Array.isArray(values)) {
        walk(values[0], ofItem);
        walk(values.slice(1), true);
      } else {
        walk(values, ofItem);
      }
    }
  };
  walk(rule, false);
  return { operations, variables };
}
