/** What is known of every field of a pack now: visible or not, given, filled in or open. */
import type { Answer, FieldValue } from '../../contract/answers';
import type { Field, Pack, PrefillRule } from '../../contract/pack';
import { vietnamDate } from '../identity/partial-date';
import type { ProcedureContext, ResolvedField } from './facts';
import { isTrue, type LogicData, logicData } from './logic';
import { readSource, type SourceState } from './sources';

type Known = { readonly visible: boolean; readonly answer: Answer | undefined };

/**
 * Resolves every field of a pack, in the pack's order.
 *
 * Conditions and prefills may depend on other prefills in any order, so the fields are worked out
 * again and again until nothing changes. Fields that contradict each other (A only without B, B
 * only without A) would never settle; the number of rounds is bounded, and the last one stands.
 * What the resident gave always wins over what the machine would fill in. Answers to fields that
 * are invisible now are neither shown nor used, and come back when the field does.
 */
export function resolveFields(pack: Pack, context: ProcedureContext): ResolvedField[] {
  const today = context.today ?? vietnamDate(new Date());
  let known: readonly Known[] = pack.fields.map(() => ({ visible: true, answer: undefined }));
  let answers = new Map<string, Answer>();
  let data = dataOf(answers, context, today);
  // A chain of dependent fields settles in at most one round a field.
  for (let round = 0; round <= pack.fields.length; round += 1) {
    const state: SourceState = { answers, card: context.card, point: context.point, today };
    const next = pack.fields.map((field) => know(field, context, state, data));
    const settled = next.every((each, index) => isSame(each, known[index]));
    known = next;
    if (settled) break;
    answers = new Map();
    pack.fields.forEach((field, index) => {
      const answer = next[index]?.answer;
      if (answer) answers.set(field.key, answer);
    });
    data = dataOf(answers, context, today);
  }
  const state: SourceState = { answers, card: context.card, point: context.point, today };
  return pack.fields.map((field, index) => {
    const { visible, answer } = known[index] ?? { visible: false, answer: undefined };
    return {
      field,
      visible,
      ...(answer ? { answer } : {}),
      prefilled: visible && answer !== undefined && !given(field, context),
      suggestions: visible ? suggestionsOf(field, state, data) : [],
    };
  });
}

function dataOf(
  answers: ReadonlyMap<string, Answer>,
  context: ProcedureContext,
  today: NonNullable<ProcedureContext['today']>,
): LogicData {
  const values: Record<string, FieldValue> = {};
  for (const [key, answer] of answers) values[key] = answer.value;
  return logicData(values, context.card, context.point, today);
}

function given(field: Field, context: ProcedureContext): Answer | undefined {
  return Object.hasOwn(context.answers, field.key) ? context.answers[field.key] : undefined;
}

function know(field: Field, context: ProcedureContext, state: SourceState, data: LogicData): Known {
  if (!isTrue(field.when, data)) return { visible: false, answer: undefined };
  const answer = given(field, context) ?? firstThatFits(field, field.prefill ?? [], state, data);
  return { visible: true, answer };
}

function firstThatFits(
  field: Field,
  rules: readonly PrefillRule[],
  state: SourceState,
  data: LogicData,
): Answer | undefined {
  for (const rule of rules) {
    if (!isTrue(rule.when, data)) continue;
    const answer = readSource(rule.from, field, state);
    if (answer) return answer;
  }
  return undefined;
}

function suggestionsOf(field: Field, state: SourceState, data: LogicData): FieldValue[] {
  const found: FieldValue[] = [];
  for (const rule of field.suggestions ?? []) {
    if (!isTrue(rule.when, data)) continue;
    const value = readSource(rule.from, field, state)?.value;
    if (value === undefined) continue;
    const text = JSON.stringify(value);
    if (!found.some((other) => JSON.stringify(other) === text)) found.push(value);
  }
  return found;
}

function isSame(a: Known, b: Known | undefined): boolean {
  return (
    a.visible === b?.visible &&
    a.answer?.origin === b.answer?.origin &&
    (a.answer?.value === b.answer?.value ||
      JSON.stringify(a.answer?.value) === JSON.stringify(b.answer?.value))
  );
}
