/** What happened, for counts. By type no event can hold a person. */
import type Database from 'better-sqlite3';

export type StatisticsEvent =
  | { kind: 'sessionStarted' }
  | { kind: 'goalChosen'; value: 'procedure' | 'account' | 'lookup' | 'practise' }
  | { kind: 'procedureChosen'; procedureCode: string }
  | { kind: 'submitted'; procedureCode: string }
  | { kind: 'accountCreated' }
  | { kind: 'helpCalled'; step: string; procedureCode: string | null }
  | {
      kind: 'rated';
      value: 'good' | 'fair' | 'bad';
      step: string | null;
      procedureCode: string | null;
    }
  | { kind: 'sessionEnded'; value: 'resident' | 'idle' | 'noConsent' | 'notResumed'; step: string };

export type EventLog = {
  add(event: StatisticsEvent): void;
  /** Evidence that somebody agreed: time, text version, language and way; not who. */
  addConsent(evidence: { textVersion: string; language: string; method: string }): void;
  /** Submitted dossiers by procedure code. */
  submittedCounts(): Map<string, number>;
};

/** Opens the log on `db`. */
export function createEventLog(db: Database.Database, now: () => Date): EventLog {
  const insert = db.prepare(
    'INSERT INTO event (at, kind, procedure_code, step, value) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    add(event) {
      insert.run(
        now().toISOString(),
        event.kind,
        'procedureCode' in event ? event.procedureCode : null,
        'step' in event ? event.step : null,
        'value' in event ? event.value : null,
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
