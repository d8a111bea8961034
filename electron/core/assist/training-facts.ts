/**
 * What happened in a practice session, told from one look at it to the next. A pure comparison:
 * lessons ask for facts, and a fact is seen or it is not.
 */
import type { TrainingFact } from '../../contract/office/training';
import type { Permission } from '../../contract/roles';
import type { PrintState } from '../../contract/view';
import type { SessionData, SessionScreen } from '../sessions/session-data';
import { GUIDED, SELF, TOGETHER } from './level-tracker';

/** What a look at the machine saw. */
export type Look = {
  screen: SessionScreen;
  data: Pick<SessionData, 'consentedAt' | 'identity' | 'answers' | 'papers' | 'submission'>;
  /** The helper's panel is open. */
  panel: boolean;
  /** Somebody pressed "Gọi người giúp". */
  called: boolean;
  /** The most help the step on screen needed so far. */
  level: number;
  printState: PrintState;
};

/** Answers that make "ba câu". */
const THREE = 3;

const PRINTED: ReadonlySet<PrintState> = new Set(['handedOver', 'saved', 'confirmed']);

/** Facts that need a helper's panel are asked only of who may open one. */
export const FACT_PERMISSION: Partial<Record<TrainingFact, Permission>> = {
  panelOpened: 'helpResident',
  maskedSeen: 'helpResident',
  handedBack: 'helpResident',
  guidedAnswer: 'helpResident',
  togetherAnswer: 'typeForResident',
};

/** Answers somebody gave, not those taken from the card. */
function given({ answers }: Look['data']): number {
  return Object.values(answers).filter(({ origin }) => origin === 'resident').length;
}

/** Facts that hold now; `before` is the last look at the same session, null at the first. */
export function factsSeen(before: Look | null, now: Look): TrainingFact[] {
  const { data, panel, screen } = now;
  const seen: TrainingFact[] = [];
  const when = (holds: boolean, fact: TrainingFact) => {
    if (holds) seen.push(fact);
  };
  when(data.consentedAt !== null, 'practiceStarted');
  when(data.identity !== null, 'cardRead');
  when(given(data) >= THREE, 'answeredThree');
  when(now.called, 'helpCalled');
  when(panel, 'panelOpened');
  when(panel && screen === 'cardConfirm', 'maskedSeen');
  when(
    Object.values(data.papers).some((pages) => pages.length > 0),
    'paperAdded',
  );
  when(data.submission !== null, 'submitted');
  when(screen === 'result' && PRINTED.has(now.printState), 'slipMade');
  if (!before) return seen;
  when(before.panel && !panel, 'handedBack');
  // The level of a step belongs to the answer that left it.
  const answered = before.screen === 'question' && given(data) > given(before.data);
  when(answered && before.level === SELF, 'selfAnswer');
  when(answered && before.level === GUIDED, 'guidedAnswer');
  when(answered && before.level === TOGETHER, 'togetherAnswer');
  return seen;
}
