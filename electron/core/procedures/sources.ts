/** Reading one prefill source of a pack: the card, the point, another answer, a template. */
import type { Answer, FieldValue, Origin } from '../../contract/answers';
import type { Field, PrefillSource } from '../../contract/pack';
import type { Address, PartialDate } from '../../contract/values';
import { daysInMonth } from '../identity/partial-date';
import type { CardFacts, PointFacts } from './facts';
import { areaOfAddress, shapeFor, textOf } from './values';

export type SourceState = {
  /** What is known of the visible fields so far, given or filled in. */
  readonly answers: ReadonlyMap<string, Answer>;
  readonly card: CardFacts | undefined;
  readonly point: PointFacts;
  readonly today: PartialDate;
};

/** Official words on forms for what a card says in codes; values of options, not screen texts. */
const WORDS_OF_CARD_CODES: ReadonlyMap<unknown, string> = new Map([
  ['male', 'Nam'],
  ['female', 'Nữ'],
  // Circular 16/2024/TT-BCA renamed the card: "căn cước công dân" until 30/6/2024.
  ['cccd2021', 'Thẻ căn cước công dân'],
  ['canCuoc2024', 'Thẻ căn cước'],
]);

const TEMPLATE_SLOT = /\{\{\s*([A-Za-z0-9_.]+)\s*\}\}/g;

/** Names of the values a template needs, as written between its braces. */
export function templateSlots(template: string): string[] {
  return [...template.matchAll(TEMPLATE_SLOT)].map((match) => match[1] ?? '');
}

function fact(holder: CardFacts | PointFacts | undefined, path: readonly string[]): unknown {
  let value: unknown = holder;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function cardFact(card: CardFacts | undefined, path: readonly string[]): unknown {
  if (path[0] === 'residenceArea') {
    const residence: Address | undefined = card?.residence;
    return residence && areaOfAddress(residence.original ?? residence.detail);
  }
  const value = fact(card, path);
  return path[0] === 'sex' || path[0] === 'documentKind' ? WORDS_OF_CARD_CODES.get(value) : value;
}

function slotText(slot: string, state: SourceState): string | undefined {
  const [first = '', ...rest] = slot.split('.');
  if (first === 'card') return textOf(cardFact(state.card, rest));
  if (first === 'point') return textOf(fact(state.point, rest));
  let value: unknown = state.answers.get(first)?.value;
  for (const name of rest) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return textOf(value);
}

function fillTemplate(template: string, state: SourceState): string | undefined {
  let complete = true;
  const text = template.replace(TEMPLATE_SLOT, (_whole, slot: string) => {
    const found = slotText(slot, state);
    if (found === undefined || found === '') complete = false;
    return found ?? '';
  });
  return complete ? text.normalize('NFC') : undefined;
}

function yearsLater(today: PartialDate, years: number): PartialDate {
  const { month = 1, day = 1 } = today;
  const year = today.year + years;
  // 29 February falls back to the 28th in a year that has no 29th.
  return { year, month, day: Math.min(day, daysInMonth(year, month)) };
}

function withOrigin(value: FieldValue | undefined, origin: Origin): Answer | undefined {
  return value === undefined ? undefined : { value, origin };
}

/**
 * Reads one source in the shape of a field.
 * A copy of an answer that came from the card or the point still counts as coming from there.
 * @returns the value with its origin, or `undefined` when the source has nothing that fits
 */
export function readSource(
  source: PrefillSource,
  field: Field,
  state: SourceState,
): Answer | undefined {
  if (typeof source === 'object') {
    if ('constant' in source) return withOrigin(shapeFor(field, source.constant), 'default');
    if ('template' in source) {
      return withOrigin(shapeFor(field, fillTemplate(source.template, state)), 'copied');
    }
    return withOrigin(shapeFor(field, yearsLater(state.today, source.todayPlusYears)), 'default');
  }
  const dot = source.indexOf('.');
  const name = source.slice(dot + 1);
  switch (source.slice(0, dot)) {
    case 'card':
      return withOrigin(shapeFor(field, cardFact(state.card, [name])), 'card');
    case 'point':
      return withOrigin(shapeFor(field, fact(state.point, [name])), 'point');
    default: {
      const twin = state.answers.get(name);
      if (!twin || twin.value === null) return undefined;
      const origin =
        twin.origin === 'resident' || twin.origin === 'default' ? 'copied' : twin.origin;
      return withOrigin(shapeFor(field, twin.value), origin);
    }
  }
}
