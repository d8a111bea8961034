/** What happened, for counts. By type no event can hold a person. */
import type Database from 'better-sqlite3';
import type { MandateReason } from '../../contract/assist';
import type { CanDo } from '../../contract/remember';
import type { Role } from '../../contract/roles';

/** Assistance level as a number: 0 self, 1 guided, 2 together, 3 onBehalf. */
export type LevelNumber = 0 | 1 | 2 | 3;

/** `step` is a screen's name, or `question:` and the field's key: never a value. */
export type StatisticsEvent =
  | { kind: 'sessionStarted' }
  | { kind: 'goalChosen'; value: 'procedure' | 'account' | 'lookup' | 'practise' }
  | { kind: 'consented'; value: 'procedure' | 'account' | 'lookup' | 'practise' }
  | { kind: 'procedureChosen'; procedureCode: string }
  /** `level`: the most help any step of the dossier needed. `seconds`: from consent to submit. */
  | { kind: 'submitted'; procedureCode: string; level: LevelNumber; seconds: number | null }
  | { kind: 'accountCreated' }
  /** `pressed` by somebody, or raised quietly because a question stayed unanswered. */
  | {
      kind: 'helpCalled';
      value: 'pressed' | 'quiet';
      step: string;
      procedureCode: string | null;
    }
  /** A step was left; `seconds` on it, and the most help it needed while it showed. */
  | {
      kind: 'stepDone';
      value: 'forward' | 'back' | 'ended';
      step: string;
      procedureCode: string | null;
      level: LevelNumber;
      seconds: number;
    }
  | { kind: 'panelOpened'; value: Role; step: string; procedureCode: string | null }
  | {
      kind: 'handedBack';
      value: 'pressed' | 'quiet' | 'step';
      step: string;
      procedureCode: string | null;
      seconds: number;
    }
  /** The helper took the keyboard, with the resident's leave. */
  | { kind: 'keyboardTaken'; value: Role; step: string; procedureCode: string | null }
  | { kind: 'mandateGiven'; value: MandateReason; procedureCode: string | null }
  /** Only of residents who chose to be remembered: which visit this is, and the level reached. */
  | { kind: 'returned'; value: string; level: LevelNumber }
  | { kind: 'canDo'; value: CanDo; procedureCode: string | null }
  | { kind: 'queueTaken'; procedureCode: string | null }
  /** `seconds` waited. */
  | { kind: 'queueCalled'; procedureCode: string | null; seconds: number }
  | { kind: 'shiftStarted' | 'shiftEnded'; value: Role }
  | { kind: 'faultReported'; value: string }
  | {
      kind: 'rated';
      value: 'good' | 'fair' | 'bad';
      step: string | null;
      procedureCode: string | null;
    }
  | { kind: 'sessionEnded'; value: 'resident' | 'idle' | 'noConsent' | 'notResumed'; step: string };

export type EventLog = {
  /** Writes an event of the session on screen, or of `session` where that is given. */
  add(event: StatisticsEvent, session?: string | null): void;
  /** Evidence that somebody agreed: time, text version, language and way; not who. */
  addConsent(evidence: { textVersion: string; language: string; method: string }): void;
  /** Submitted dossiers by procedure code. */
  submittedCounts(): Map<string, number>;
};

/** Opens the log on `db`; `sessionOf` answers the count number of the session on screen. */
export function createEventLog(
  db: Database.Database,
  now: () => Date,
  sessionOf: () => string | null,
): EventLog {
  const insert = db.prepare(
    'INSERT INTO event (at, kind, procedure_code, step, value, session, level, seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  return {
    add(event, session = sessionOf()) {
      insert.run(
        now().toISOString(),
        event.kind,
        'procedureCode' in event ? event.procedureCode : null,
        'step' in event ? event.step : null,
        'value' in event ? event.value : null,
        session,
        'level' in event ? event.level : null,
        'seconds' in event ? event.seconds : null,
      );
    },
    addConsent({ textVersion, language, method }) {
      db.prepare(
        'INSERT INTO consent_evidence (at, text_version, language, method) VALUES (?, ?, ?, ?)',
      ).run(now().toISOString(), textVersion, language, method);
    },
    submittedCounts() {
      const rows = db
        .prepare(
          "SELECT procedure_code AS code, count(*) AS count FROM event WHERE kind = 'submitted' GROUP BY procedure_code",
        )
        .all() as Array<{ code: string; count: number }>;
      return new Map(rows.map(({ code, count }) => [code, count]));
    },
  };
}
