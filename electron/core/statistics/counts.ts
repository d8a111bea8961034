/**
 * Counts of a period, computed from the events and from nothing else. They say what happened at a
 * point; they are not the authorities' figures.
 */
import { type AssistanceLevel, LEVELS } from '../../contract/roles';
import type { EventRow } from './event-rows';

export type Levels = Record<AssistanceLevel, number>;

export type ProcedureCounts = {
  procedureCode: string;
  submitted: number;
  levels: Levels;
  /** Minutes from consent to submitting, one for each dossier, in no order of persons. */
  minutes: readonly number[];
};

export type StepCounts = {
  procedureCode: string | null;
  /** A screen's name, or `question:` and the field's key. */
  step: string;
  times: number;
  levels: Levels;
  medianSeconds: number;
};

export type AskedCounts = {
  procedureCode: string | null;
  step: string;
  /** Calls pressed, calls raised quietly, and panels opened unasked. */
  times: number;
};

export type Counts = {
  /** Sessions begun for a real purpose; practice is not among them. */
  sessions: number;
  /** Sessions in which somebody agreed to the notice, or looked a dossier up: people served. */
  residents: number;
  practised: number;
  accounts: number;
  submitted: number;
  levels: Levels;
  procedures: readonly ProcedureCounts[];
  steps: readonly StepCounts[];
  asked: readonly AskedCounts[];
  /** Sessions that wanted a dossier and ended without one: how they ended, and where. */
  abandoned: ReadonlyArray<{ value: string; step: string; times: number }>;
  minutes: readonly number[];
  ratings: { good: number; fair: number; bad: number };
  badReasons: ReadonlyArray<{ reason: string; times: number }>;
  mandates: ReadonlyArray<{ reason: string; times: number }>;
  /** Residents who chose to be remembered: dossiers by visit, and those done alone. */
  visits: ReadonlyArray<{ visit: number; times: number; alone: number }>;
  canDo: ReadonlyArray<{ who: string; times: number }>;
  queue: { taken: number; called: number; waitMinutes: readonly number[] };
  faults: number;
};

/** National target by 2026: under 8 minutes on average to submit (QĐ 1565/QĐ-TTg, 18/7/2025). */
export const TARGET_MINUTES = 8;

const SECONDS_PER_MINUTE = 60;

/** The middle of `numbers`: of two middles their mean; null without any. */
export function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** The mean of `numbers`; null without any. */
export function mean(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

function noLevels(): Levels {
  return { self: 0, guided: 0, together: 0, onBehalf: 0 };
}

function addLevel(levels: Levels, level: number | null): void {
  const name = LEVELS[level ?? 0];
  if (name) levels[name] += 1;
}

/** Counts how often each key comes, the most frequent first, then by the key. */
function tally(keys: readonly string[]): Array<{ key: string; times: number }> {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return [...found]
    .map(([key, times]) => ({ key, times }))
    .sort((a, b) => b.times - a.times || a.key.localeCompare(b.key, 'en'));
}

/** Goals that are a resident's business; practising is not. */
const REAL_GOALS: ReadonlySet<string | null> = new Set(['procedure', 'account', 'lookup']);

/** The last goal chosen says what a session was for. */
function goalsOf(rows: readonly EventRow[]): Map<string, string | null> {
  const goals = new Map<string, string | null>();
  for (const { kind, session, value } of rows) {
    if (session === null) continue;
    if (kind === 'sessionStarted' && !goals.has(session)) goals.set(session, null);
    if (kind === 'goalChosen') goals.set(session, value);
  }
  return goals;
}

const placeKey = (row: { procedureCode: string | null; step: string | null }) =>
  JSON.stringify([row.procedureCode, row.step ?? '']);

function placeOf(key: string): { procedureCode: string | null; step: string } {
  const [procedureCode, step] = JSON.parse(key) as [string | null, string];
  return { procedureCode, step };
}

/** Computes the counts of `rows` (see `readEvents`). */
export function countEvents(all: readonly EventRow[]): Counts {
  const goals = goalsOf(all);
  const isReal = ({ session }: EventRow) => session === null || goals.get(session) !== 'practise';
  const rows = all.filter(isReal);
  const of = (...kinds: string[]) => rows.filter(({ kind }) => kinds.includes(kind));

  const submitted = of('submitted');
  const levels = noLevels();
  for (const { level } of submitted) addLevel(levels, level);
  const minutesOf = (each: readonly EventRow[]) =>
    each.flatMap(({ seconds }) => (seconds === null ? [] : [seconds / SECONDS_PER_MINUTE]));

  const sessions = [...goals].filter(([, goal]) => goal !== 'practise');
  const served = new Set([
    ...of('consented').map(({ session }) => session),
    ...sessions.filter(([, goal]) => goal === 'lookup').map(([session]) => session),
  ]);
  const withDossier = new Set(submitted.map(({ session }) => session));
  const rated = of('rated');
  const values = (kind: string) => of(kind).flatMap(({ value }) => (value ? [value] : []));

  return {
    sessions: sessions.filter(([, goal]) => REAL_GOALS.has(goal)).length,
    residents: served.size,
    practised: [...goals.values()].filter((goal) => goal === 'practise').length,
    accounts: of('accountCreated').length,
    submitted: submitted.length,
    levels,
    procedures: tally(submitted.map(({ procedureCode }) => procedureCode ?? '')).map(({ key }) => {
      const own = submitted.filter(({ procedureCode }) => (procedureCode ?? '') === key);
      const ownLevels = noLevels();
      for (const { level } of own) addLevel(ownLevels, level);
      return {
        procedureCode: key,
        submitted: own.length,
        levels: ownLevels,
        minutes: minutesOf(own),
      };
    }),
    steps: tally(of('stepDone').map(placeKey)).map(({ key, times }) => {
      const own = of('stepDone').filter((row) => placeKey(row) === key);
      const ownLevels = noLevels();
      for (const { level } of own) addLevel(ownLevels, level);
      const seconds = own.map((row) => row.seconds ?? 0);
      return { ...placeOf(key), times, levels: ownLevels, medianSeconds: median(seconds) ?? 0 };
    }),
    asked: askedOf(rows),
    abandoned: tally(
      of('sessionEnded')
        .filter(({ session }) => session !== null && goals.get(session) === 'procedure')
        .filter(({ session }) => !withDossier.has(session))
        .map(({ value, step }) => JSON.stringify([value, step])),
    ).map(({ key, times }) => {
      const [value, step] = JSON.parse(key) as [string, string];
      return { value, step, times };
    }),
    minutes: minutesOf(submitted),
    ratings: {
      good: rated.filter(({ value }) => value === 'good').length,
      fair: rated.filter(({ value }) => value === 'fair').length,
      bad: rated.filter(({ value }) => value === 'bad').length,
    },
    badReasons: tally(
      rated.flatMap(({ value, step }) => (value === 'bad' && step ? [step] : [])),
    ).map(({ key, times }) => ({ reason: key, times })),
    mandates: tally(values('mandateGiven')).map(({ key, times }) => ({ reason: key, times })),
    visits: visitsOf(of('returned')),
    canDo: tally(values('canDo')).map(({ key, times }) => ({ who: key, times })),
    queue: {
      taken: of('queueTaken').length,
      called: of('queueCalled').length,
      waitMinutes: minutesOf(of('queueCalled')),
    },
    faults: of('faultReported').length,
  };
}

/**
 * How often help was asked for or needed at each step. A panel opened after a call answers that
 * call and is not counted again.
 */
function askedOf(rows: readonly EventRow[]): AskedCounts[] {
  const answered = new Set<string>();
  const asked: string[] = [];
  for (const row of rows) {
    const here = `${row.session} ${placeKey(row)}`;
    if (row.kind === 'helpCalled') {
      // A quiet call that is then pressed is one and the same.
      if (!answered.has(here)) asked.push(placeKey(row));
      answered.add(here);
    } else if (row.kind === 'panelOpened' && !answered.delete(here)) {
      asked.push(placeKey(row));
    }
  }
  return tally(asked).map(({ key, times }) => ({ ...placeOf(key), times }));
}

function visitsOf(rows: readonly EventRow[]): Counts['visits'] {
  return tally(rows.flatMap(({ value }) => (value ? [value] : [])))
    .map(({ key, times }) => ({
      visit: Number(key),
      times,
      alone: rows.filter(({ value, level }) => value === key && level === 0).length,
    }))
    .sort((a, b) => a.visit - b.visit);
}
