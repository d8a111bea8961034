/** What was really done in the evening, written down as it was done, and what it must come to. */
import { type AssistanceLevel, LEVELS } from '../../../electron/contract/roles';

export type Deed = {
  /** Which visit of the evening. */
  visit: string;
  /** Its code. */
  procedure: string;
  practise: boolean;
  /** The level of help, from what the helper did. */
  level: AssistanceLevel;
  /** Null where nothing was submitted. */
  dossierNumber: string | null;
  rating: 'good' | 'fair' | null;
  /** The step at which help was called for or came: a screen, or `question:` and the key. */
  askedAt: string | null;
  /** At the end: who at home can do it the next time. */
  canDo: 'self' | null;
};

export type Figures = {
  residents: number;
  submitted: number;
  practised: number;
  /** Whole percents of the submitted dossiers. */
  levelPercents: Record<AssistanceLevel, number>;
  byProcedure: Record<string, number>;
  asked: Record<string, number>;
  abandoned: Record<string, number>;
  satisfaction: Record<string, number>;
  canDo: Record<string, number>;
};

export type Names = {
  /** The short name of a procedure. */
  procedure(code: string): string;
  /** The short name of a step of a procedure. */
  step(code: string, step: string): string;
  endedByResident: string;
  faces: Record<'good' | 'fair' | 'bad', string>;
  canDo: Record<'somebody' | 'nobody', string>;
};

function tally(keys: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const key of keys) found[key] = (found[key] ?? 0) + 1;
  return found;
}

/** The figures that `deeds` come to. Practice is told by itself and counts nowhere else. */
export function figuresOf(deeds: readonly Deed[], names: Names): Figures {
  const real = deeds.filter(({ practise }) => !practise);
  const submitted = real.filter(({ dossierNumber }) => dossierNumber !== null);
  const percent = (level: AssistanceLevel) => {
    const count = submitted.filter((deed) => deed.level === level).length;
    return submitted.length === 0 ? 0 : Math.round((100 * count) / submitted.length);
  };
  const rated = (face: 'good' | 'fair') => real.filter(({ rating }) => rating === face).length;
  return {
    residents: real.length,
    submitted: submitted.length,
    practised: deeds.length - real.length,
    levelPercents: Object.fromEntries(LEVELS.map((level) => [level, percent(level)])) as Record<
      AssistanceLevel,
      number
    >,
    byProcedure: tally(submitted.map(({ procedure }) => names.procedure(procedure))),
    asked: tally(
      real.flatMap(({ procedure, askedAt }) =>
        askedAt === null ? [] : [names.step(procedure, askedAt)],
      ),
    ),
    abandoned: tally(
      real.flatMap(({ dossierNumber }) => (dossierNumber === null ? [names.endedByResident] : [])),
    ),
    satisfaction: {
      [names.faces.good]: rated('good'),
      [names.faces.fair]: rated('fair'),
      [names.faces.bad]: 0,
    },
    canDo: {
      [names.canDo.somebody]: real.filter(({ canDo }) => canDo !== null).length,
      [names.canDo.nobody]: 0,
    },
  };
}

/** Where two figures differ, one sentence each; empty when they are the same. */
export function differences(where: string, expected: object, shown: object): string[] {
  const told = shown as Record<string, unknown>;
  return Object.entries(expected).flatMap(([name, value]) => {
    const [right, found] = [sorted(value), sorted(told[name])];
    return right === found ? [] : [`${where}: ${name} is ${found}, and ${right} was done`];
  });
}

/** JSON of `value` that does not depend on the order of its members. */
function sorted(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'missing';
  const members = Object.entries(value).sort(([a], [b]) => a.localeCompare(b, 'vi'));
  return JSON.stringify(Object.fromEntries(members));
}
