/** The way through the questions: which is next, how many are left, what is still missing. */
import type { Component, Pack } from '../../contract/pack';
import { vietnamDate } from '../identity/partial-date';
import type { ProcedureContext, ResolvedField } from './facts';
import { isTrue, logicData } from './logic';
import { resolveFields } from './resolve';
import { isEmpty } from './values';

/** Asked on a page of its own: the resident must answer or has answered, the machine did not. */
function isPage(each: ResolvedField): boolean {
  return each.visible && each.field.ask === 'page' && !each.prefilled;
}

/**
 * An optional question the resident passed over holds the value `null` and is answered; a required
 * one holding nothing is not.
 */
function isAnswered(each: ResolvedField): boolean {
  return each.answer !== undefined && !(each.field.required && isEmpty(each.answer.value));
}

/**
 * Key of the next question to ask, in the pack's order.
 * @param after the question just answered: later open questions come first, then earlier ones that
 * opened because of the answer
 * @returns `undefined` when no question is left
 */
export function nextQuestion(
  resolved: readonly ResolvedField[],
  after?: string,
): string | undefined {
  const start = after ? resolved.findIndex((each) => each.field.key === after) + 1 : 0;
  const inOrder = [...resolved.slice(start), ...resolved.slice(0, start)];
  return inOrder.find((each) => isPage(each) && !isAnswered(each))?.field.key;
}

/**
 * Key of the question before this one, for "Quay lại": the nearest earlier one the resident
 * answered. Without a key, the last answered question.
 */
export function previousQuestion(
  resolved: readonly ResolvedField[],
  before?: string,
): string | undefined {
  const at = before ? resolved.findIndex((each) => each.field.key === before) : resolved.length;
  return resolved.slice(0, Math.max(at, 0)).findLast((each) => isPage(each) && isAnswered(each))
    ?.field.key;
}

/** Number of questions answered and in all, as far as can be known now ("Câu 3 trên 5"). */
export function questionCount(resolved: readonly ResolvedField[]): { done: number; total: number } {
  const pages = resolved.filter(isPage);
  return { done: pages.filter(isAnswered).length, total: pages.length };
}

/** Keys of the visible required fields without a value, whoever was to fill them. */
export function missingRequired(resolved: readonly ResolvedField[]): string[] {
  return resolved
    .filter((each) => each.visible && each.field.required && isEmpty(each.answer?.value))
    .map((each) => each.field.key);
}

/** The visible fields the machine filled in, for the page where the resident confirms them. */
export function prefilledFields(resolved: readonly ResolvedField[]): ResolvedField[] {
  return resolved.filter((each) => each.visible && each.prefilled);
}

/** The visible fields with a value: what is submitted. Answers to invisible fields stay behind. */
export function submittedFields(resolved: readonly ResolvedField[]): ResolvedField[] {
  return resolved.filter((each) => each.visible && !isEmpty(each.answer?.value));
}

export type NeededComponent = {
  readonly component: Component;
  /** Must be added before the dossier can be sent. False for papers shown at the counter. */
  readonly required: boolean;
  /** Shown at the counter, never uploaded here. */
  readonly bring: boolean;
};

/** The papers this dossier needs with the answers given so far, in the pack's order. */
export function neededComponents(pack: Pack, context: ProcedureContext): NeededComponent[] {
  const values = Object.fromEntries(
    submittedFields(resolveFields(pack, context)).map((each) => [
      each.field.key,
      each.answer?.value ?? null,
    ]),
  );
  const today = context.today ?? vietnamDate(new Date());
  const data = logicData(values, context.card, context.point, today);
  return pack.components
    .filter((component) => isTrue(component.when, data))
    .map((component) => {
      const bring = component.handling === 'bring';
      return { component, required: component.required && !bring, bring };
    });
}
