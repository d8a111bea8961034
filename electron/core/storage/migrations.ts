/** Numbered migrations of the kiosk's own database. Never edited once released; only added to. */

/** SQL of each step; a step's number is its place in this list, starting at 1. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE machine (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- One resident at one machine, from start to wipe. The snapshot is sealed under the session's
  -- own key; deleting the row destroys the key and with it everything the key sealed.
  CREATE TABLE session (
    id TEXT PRIMARY KEY,
    started_at TEXT NOT NULL,
    procedure_code TEXT,
    has_identity INTEGER NOT NULL DEFAULT 0,
    resume_tries INTEGER NOT NULL DEFAULT 0,
    wrapped_key BLOB NOT NULL,
    snapshot BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Pages of papers, sealed in files; the row goes with the session.
  CREATE TABLE page_file (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE,
    bytes INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Dossiers on their way. Payload and attachments are sealed under the dossier's own key, which
  -- outlives the session until a target has accepted, and is then destroyed (set to NULL).
  CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    procedure_code TEXT NOT NULL,
    queued_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'refused')),
    attempts INTEGER NOT NULL DEFAULT 0,
    last_reason TEXT,
    wrapped_key BLOB,
    payload BLOB,
    dossier_number TEXT,
    received_at TEXT,
    due_at TEXT
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE outbox_attachment (
    id TEXT PRIMARY KEY,
    dossier_id TEXT NOT NULL REFERENCES outbox(id) ON DELETE CASCADE,
    body BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- That somebody agreed, when, to which text and how; not who.
  CREATE TABLE consent_evidence (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    text_version TEXT NOT NULL,
    language TEXT NOT NULL,
    method TEXT NOT NULL
  ) STRICT;

  -- What happened, for counts. No column can hold a person.
  CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    procedure_code TEXT,
    step TEXT,
    value TEXT
  ) STRICT;
  `,
];
