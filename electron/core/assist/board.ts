/** The evening board: this machine alone, or all machines of the point as this one knows them. */
import type { BoardMachine, BoardPage } from '../../contract/office/board';
import { LEVELS } from '../../contract/roles';
import { pointMachines } from '../fleet/fleet';
import type { MachineState } from '../fleet/machine-table';
import type { Presence, TonightCounts, Where } from '../fleet/messages';
import type { Kiosk } from '../kiosk/kiosk';
import { median } from '../statistics/counts';
import { QUESTION_STEP, stepLabel } from '../statistics/step-label';
import { countsOf } from '../statistics/summary-page';
import { currentCall } from './calls';
import { policeProcedures } from './officer';
import { queueView } from './queue-view';
import { may } from './roles';
import type { SignedIn } from './sign-in';

const SECONDS_PER_MINUTE = 60;

/** Builds the page for who is signed in. */
export function boardPage(kiosk: Kiosk, { helper }: SignedIn): BoardPage {
  const known = pointMachines(kiosk);
  const today = countsOf(kiosk, 'today');
  const machines =
    known.length > 0 ? known.map((each) => boardMachine(kiosk, each)) : [alone(kiosk)];
  const told = known
    .filter(({ self, last }) => !self && last)
    .map(({ last }) => (last as Presence).counts);
  const [most] = today.asked.filter(({ step }) => step.startsWith(QUESTION_STEP));
  const own: TonightCounts = {
    residents: today.residents,
    dossiers: today.submitted,
    levels: today.levels,
    mostAsked: most
      ? {
          procedureCode: most.procedureCode,
          fieldKey: most.step.slice(QUESTION_STEP.length),
          times: most.times,
        }
      : null,
  };
  return {
    page: 'board',
    exchange: kiosk.fleet.link(),
    machines: machines.toSorted(byNeed),
    counts: {
      ...sum(kiosk, [own, ...told]),
      medianMinutes: median(today.minutes),
      incomplete: known.some(({ self, heard }) => !self && heard === 'unknown'),
    },
    queue: kiosk.point.queue ? queueView(kiosk) : null,
    mayCallQueue: may(helper.role, 'callQueue'),
    handOver: policeProcedures(kiosk, helper.role),
  };
}

/** Who presses for help comes first, the longest wait at the top; then who seems stuck. */
function byNeed(a: BoardMachine, b: BoardMachine): number {
  const rank = ({ call }: BoardMachine) => (call ? (call.kind === 'pressed' ? 0 : 1) : 2);
  return (
    rank(a) - rank(b) ||
    (b.call?.seconds ?? 0) - (a.call?.seconds ?? 0) ||
    (a.number ?? 0) - (b.number ?? 0)
  );
}

/** The only machine of a point: somebody reads its board, so nobody else is at it. */
function alone(kiosk: Kiosk): BoardMachine {
  const call = currentCall(kiosk);
  return {
    number: null,
    self: true,
    heard: 'fresh',
    silentSeconds: 0,
    state: 'office',
    procedure: null,
    place: null,
    onStepSeconds: null,
    call: call ? { kind: call.kind, seconds: call.waitingSeconds } : null,
    level: null,
    troubles: [],
    clockMinutes: null,
  };
}

function boardMachine(kiosk: Kiosk, machine: MachineState): BoardMachine {
  const { number, self, heard, silentSeconds, last, clockDifferenceSeconds } = machine;
  const inSession = last?.state === 'inSession';
  return {
    number,
    self,
    heard,
    silentSeconds,
    state: last?.state ?? null,
    procedure: inSession ? procedureName(kiosk, last.where) : null,
    place: inSession ? placeName(kiosk, last.where) : null,
    onStepSeconds: inSession ? Math.round(last.onStepSeconds) : null,
    call: last?.call ?? null,
    level: inSession ? last.level : null,
    troubles: last?.troubles.map(({ reason }) => reason) ?? [],
    clockMinutes:
      clockDifferenceSeconds === null
        ? null
        : Math.round(clockDifferenceSeconds / SECONDS_PER_MINUTE),
  };
}

function procedureName(kiosk: Kiosk, { procedureCode }: Where) {
  const pack = procedureCode === null ? undefined : kiosk.packs.get(procedureCode);
  return pack?.shortName ?? null;
}

function placeName({ packs, texts }: Kiosk, { screen, procedureCode, fieldKey }: Where) {
  const step = fieldKey === null ? screen : `${QUESTION_STEP}${fieldKey}`;
  return stepLabel(packs, texts, procedureCode, step);
}

function sum({ packs, texts }: Kiosk, all: readonly TonightCounts[]) {
  const add = (of: (each: TonightCounts) => number) =>
    all.reduce((total, each) => total + of(each), 0);
  const asked = all
    .flatMap(({ mostAsked }) => (mostAsked ? [mostAsked] : []))
    .toSorted((a, b) => b.times - a.times)[0];
  return {
    residents: add(({ residents }) => residents),
    submitted: add(({ dossiers }) => dossiers),
    levels: Object.fromEntries(
      LEVELS.map((level) => [level, add(({ levels }) => levels[level])]),
    ) as Record<(typeof LEVELS)[number], number>,
    mostAsked: asked
      ? stepLabel(packs, texts, asked.procedureCode, `${QUESTION_STEP}${asked.fieldKey}`)
      : null,
  };
}
