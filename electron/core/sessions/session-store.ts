/** The open session on disk: one row with its wrapped key and its sealed snapshot. */
import type Database from 'better-sqlite3';
import { checkpointTruncate } from '../storage/database';
import { createMachineNotes } from '../storage/machine-notes';
import { createKey, openJson, sealJson, unwrapKey, type VaultKey, wrapKey } from '../storage/vault';

/** What is kept of a session in the clear: nothing that names or describes a person. */
export type SessionSummary = {
  id: string;
  startedAt: string;
  procedureCode: string | null;
  /** A person was identified, so going on needs a proof. */
  hasIdentity: boolean;
  resumeTries: number;
};

export type OpenSession = { id: string; key: VaultKey };

export type SessionStore = {
  /** Writes a new session with its first snapshot, and whatever `alsoWrite` writes. */
  begin(summary: SessionSummary, snapshot: unknown, alsoWrite?: () => void): OpenSession;
  /** Writes the snapshot, and whatever `alsoWrite` writes, in one transaction. */
  save(
    session: OpenSession,
    summary: Pick<SessionSummary, 'procedureCode' | 'hasIdentity'>,
    snapshot: unknown,
    alsoWrite?: () => void,
  ): void;
  /** The session left open, if any. */
  findOpen(): SessionSummary | null;
  /** Unwraps the key of session `id` and opens its snapshot. Throws when the row was changed. */
  reopen(id: string): { session: OpenSession; snapshot: unknown };
  countResumeTry(id: string): void;
  /** The right person is back: tries made before do not count the next time. */
  forgetResumeTries(id: string): void;
  /** Ids of the page files of a session. */
  pageFiles(id: string): string[];
  addPageFile(sessionId: string, id: string, bytes: number): void;
  removePageFile(id: string): void;
  /**
   * Destroys the session: its key first in memory, then the row, then the log's copy. Leaves the
   * note `erasing`, which the caller removes when the rest is erased too.
   */
  end(session: OpenSession | { id: string; key: null }): void;
};

type Row = {
  id: string;
  started_at: string;
  procedure_code: string | null;
  has_identity: number;
  resume_tries: number;
  wrapped_key: Buffer;
  snapshot: Buffer;
};

/** Opens the store on `db`; keys are wrapped under `machineKey`. */
export function createSessionStore(db: Database.Database, machineKey: VaultKey): SessionStore {
  const insert = db.prepare(
    `INSERT INTO session (id, started_at, procedure_code, has_identity, wrapped_key, snapshot)
     VALUES (@id, @startedAt, @procedureCode, @hasIdentity, @wrappedKey, @snapshot)`,
  );
  const update = db.prepare(
    `UPDATE session SET procedure_code = @procedureCode, has_identity = @hasIdentity,
     snapshot = @snapshot WHERE id = @id`,
  );
  const notes = createMachineNotes(db);
  const purposeOf = (id: string) => `session:${id}`;

  return {
    begin(summary, snapshot, alsoWrite) {
      const key = createKey();
      const row = {
        id: summary.id,
        startedAt: summary.startedAt,
        procedureCode: summary.procedureCode,
        hasIdentity: summary.hasIdentity ? 1 : 0,
        wrappedKey: wrapKey(machineKey, key, purposeOf(summary.id)),
        snapshot: sealJson(key, snapshot, purposeOf(summary.id)),
      };
      db.transaction(() => {
        insert.run(row);
        alsoWrite?.();
      })();
      return { id: summary.id, key };
    },
    save(session, summary, snapshot, alsoWrite) {
      const sealed = sealJson(session.key, snapshot, purposeOf(session.id));
      db.transaction(() => {
        alsoWrite?.();
        update.run({
          id: session.id,
          procedureCode: summary.procedureCode,
          hasIdentity: summary.hasIdentity ? 1 : 0,
          snapshot: sealed,
        });
      })();
    },
    findOpen() {
      const row = db.prepare('SELECT * FROM session ORDER BY started_at DESC LIMIT 1').get() as
        | Row
        | undefined;
      if (!row) return null;
      return {
        id: row.id,
        startedAt: row.started_at,
        procedureCode: row.procedure_code,
        hasIdentity: row.has_identity === 1,
        resumeTries: row.resume_tries,
      };
    },
    reopen(id) {
      const row = db.prepare('SELECT * FROM session WHERE id = ?').get(id) as Row | undefined;
      if (!row) throw new Error('no such session');
      const key = unwrapKey(machineKey, row.wrapped_key, purposeOf(id));
      return { session: { id, key }, snapshot: openJson(key, row.snapshot, purposeOf(id)) };
    },
    countResumeTry(id) {
      db.prepare('UPDATE session SET resume_tries = resume_tries + 1 WHERE id = ?').run(id);
    },
    forgetResumeTries(id) {
      db.prepare('UPDATE session SET resume_tries = 0 WHERE id = ?').run(id);
    },
    pageFiles(id) {
      return db
        .prepare('SELECT id FROM page_file WHERE session_id = ?')
        .pluck()
        .all(id) as string[];
    },
    addPageFile(sessionId, id, bytes) {
      db.prepare('INSERT INTO page_file (id, session_id, bytes) VALUES (?, ?, ?)').run(
        id,
        sessionId,
        bytes,
      );
    },
    removePageFile(id) {
      db.prepare('DELETE FROM page_file WHERE id = ?').run(id);
    },
    end(session) {
      session.key?.destroy();
      db.transaction(() => {
        notes.write('erasing', 'yes');
        db.prepare('DELETE FROM session WHERE id = ?').run(session.id);
      })();
      checkpointTruncate(db);
    },
  };
}
