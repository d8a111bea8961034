/** What the question engine needs to know, taken from the session. */
import type { FieldValue } from '../../contract/answers';
import type { Field, Pack } from '../../contract/pack';
import { vietnamDate } from '../identity/partial-date';
import type { PointFile } from '../point/point';
import type { CardFacts, ProcedureContext, ResolvedField } from '../procedures/facts';
import { neededComponents, nextQuestion, prefilledFields } from '../procedures/questions';
import { resolveFields } from '../procedures/resolve';
import type { Identity, SessionData } from '../sessions/session-data';
import type { DossierFlow } from '../sessions/session-machine';

/**
 * The card as facts for prefilling. An address whose commune of 2025 is not certain is left out:
 * the resident is then asked, with the card's own words before them.
 */
export function cardFacts(identity: Identity, phone: string | null): CardFacts {
  return {
    fullName: identity.fullName,
    personalId: identity.personalId,
    oldId: identity.card?.oldId,
    birthDate: identity.birthDate,
    sex: identity.sex,
    residence: identity.residence?.commune ? identity.residence : undefined,
    issueDate: identity.card?.issueDate,
    documentKind: identity.card?.variant,
    phone: phone ?? undefined,
  };
}

/** The question engine's view of the session. */
export function procedureContext(data: SessionData, point: PointFile, now: Date): ProcedureContext {
  return {
    answers: data.answers,
    card: data.identity ? cardFacts(data.identity, data.phone) : undefined,
    point: {
      peoplesCommittee: point.peoplesCommittee,
      police: point.police,
      province: point.province,
      commune: point.commune,
    },
    today: vietnamDate(now),
  };
}

/** The pack of the session's procedure, or null. */
export function packOf(packs: ReadonlyMap<string, Pack>, data: SessionData): Pack | null {
  return (data.procedureCode && packs.get(data.procedureCode)) || null;
}

/**
 * What to show in an address question nobody answered yet: the card's own words, for the resident
 * to confirm or complete, when the field would have been filled from the card.
 */
export function unsureAddress(field: Field, data: SessionData): FieldValue | null {
  const fromCard = field.prefill?.some((rule) => rule.from === 'card.residence') ?? false;
  const residence = data.identity?.residence;
  return field.type === 'address' && fromCard && residence ? residence : null;
}

/** The fields a resident confirms on the page of what the machine filled in. */
export function confirmableFields(resolved: readonly ResolvedField[]): ResolvedField[] {
  return prefilledFields(resolved).filter((each) => each.field.ask !== 'derived');
}

/** Answers what comes next inside a dossier, from the packs. */
export function createDossierFlow(
  packs: ReadonlyMap<string, Pack>,
  point: PointFile,
  now: () => Date,
): DossierFlow {
  const resolve = (data: SessionData) => {
    const pack = packOf(packs, data);
    return pack ? resolveFields(pack, procedureContext(data, point, now())) : [];
  };
  return {
    hasPrefilled: (data) => confirmableFields(resolve(data)).length > 0,
    nextQuestion: (data) => nextQuestion(resolve(data), data.path ?? undefined) ?? null,
    nextComponent(data) {
      const pack = packOf(packs, data);
      if (!pack) return null;
      const open = neededComponents(pack, procedureContext(data, point, now())).find(
        ({ component, required }) => required && (data.papers[component.id]?.length ?? 0) === 0,
      );
      return open?.component.id ?? null;
    },
    isQuestion: (data, path) =>
      resolve(data).some(
        ({ field, visible }) => visible && field.ask !== 'derived' && field.key === path,
      ),
    isComponent(data, componentId) {
      const pack = packOf(packs, data);
      if (!pack) return false;
      return neededComponents(pack, procedureContext(data, point, now())).some(
        ({ component, bring }) => !bring && component.id === componentId,
      );
    },
  };
}
