/** Faults people report: kept with device, time and the devices' last log lines until mended. */
import type Database from 'better-sqlite3';
import { FaultView, SYMPTOMS, type Symptom } from '../../contract/faults';

export type Fault = FaultView & { kind: string; mendedAt: string | null };

export type FaultStore = {
  /** Faults nobody has mended, the newest first. */
  open(): FaultView[];
  /** All of them, the oldest first. */
  all(): Fault[];
  /** Keeps a fault; false when the same one is open already. */
  add(fault: Pick<Fault, 'symptom' | 'kind' | 'label' | 'by' | 'log'>): boolean;
  /** Marks a fault as mended; false when it is not open. */
  mend(id: string): boolean;
};

type Row = {
  id: string;
  at: string;
  device_kind: string;
  device_label: string;
  symptom: string;
  reported_by: string;
  log: string;
  mended_at: string | null;
};

const isSymptom = (text: string): text is Symptom => SYMPTOMS.some((each) => each === text);

function faultOf(row: Row): Fault {
  return {
    id: row.id,
    at: row.at,
    kind: row.device_kind,
    label: row.device_label,
    symptom: isSymptom(row.symptom) ? row.symptom : 'somethingElse',
    by: row.reported_by === 'helper' ? 'helper' : 'resident',
    log: row.log === '' ? [] : row.log.split('\n'),
    mendedAt: row.mended_at,
  };
}

/** Opens the store on `db`. */
export function createFaultStore(
  db: Database.Database,
  now: () => Date,
  newId: () => string,
): FaultStore {
  return {
    open() {
      const rows = db
        .prepare('SELECT * FROM fault WHERE mended_at IS NULL ORDER BY at DESC')
        .all() as Row[];
      return rows.map((row) => FaultView.parse(faultOf(row)));
    },
    all() {
      return (db.prepare('SELECT * FROM fault ORDER BY at').all() as Row[]).map(faultOf);
    },
    add({ symptom, kind, label, by, log }) {
      // Whoever presses twice, or meets what was met before, tells nothing new.
      const same = db
        .prepare('SELECT 1 FROM fault WHERE mended_at IS NULL AND symptom = ? AND device_label = ?')
        .get(symptom, label);
      if (same !== undefined) return false;
      db.prepare(
        'INSERT INTO fault (id, at, device_kind, device_label, symptom, reported_by, log) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ).run(newId(), now().toISOString(), kind, label, symptom, by, log.join('\n'));
      return true;
    },
    mend(id) {
      const done = db
        .prepare('UPDATE fault SET mended_at = ? WHERE id = ? AND mended_at IS NULL')
        .run(now().toISOString(), id);
      return done.changes === 1;
    },
  };
}
