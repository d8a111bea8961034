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
  `
  -- A session's own number in the counts; it is random, and stands nowhere else once the session
  -- is wiped. Assistance level 0-3 and seconds where the event has them.
  ALTER TABLE event ADD COLUMN session TEXT;
  ALTER TABLE event ADD COLUMN level INTEGER;
  ALTER TABLE event ADD COLUMN seconds INTEGER;
  CREATE INDEX event_at ON event (at);

  -- Volunteers, officers, technicians of this machine. Of a PIN only its slow hash is kept.
  CREATE TABLE helper (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('volunteer', 'areaOfficer', 'wardOfficer', 'technician')),
    pin_salt BLOB NOT NULL,
    pin_hash BLOB NOT NULL,
    wrong_tries INTEGER NOT NULL DEFAULT 0,
    wait_until TEXT,
    created_at TEXT NOT NULL,
    created_by TEXT,
    removed_at TEXT
  ) STRICT, WITHOUT ROWID;

  -- A helper's signed-in time at this point.
  CREATE TABLE shift (
    id INTEGER PRIMARY KEY,
    helper_id TEXT NOT NULL REFERENCES helper(id),
    started_at TEXT NOT NULL,
    ended_at TEXT,
    outside_reason TEXT
  ) STRICT;

  -- Lessons a helper has passed.
  CREATE TABLE lesson_done (
    helper_id TEXT NOT NULL REFERENCES helper(id) ON DELETE CASCADE,
    lesson TEXT NOT NULL,
    done_at TEXT NOT NULL,
    PRIMARY KEY (helper_id, lesson)
  ) STRICT, WITHOUT ROWID;

  -- Numbers of one evening's queue; a number and a wish, nobody's name.
  CREATE TABLE queue_ticket (
    id INTEGER PRIMARY KEY,
    evening TEXT NOT NULL,
    number INTEGER NOT NULL,
    procedure_code TEXT,
    taken_at TEXT NOT NULL,
    called_at TEXT,
    called_machine TEXT,
    UNIQUE (evening, number)
  ) STRICT;

  -- Residents who chose to be remembered: a keyed hash of the number and nothing else of them.
  CREATE TABLE remembered (
    hash BLOB PRIMARY KEY,
    level INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    last_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Devices reported broken, until somebody mends them.
  CREATE TABLE fault (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    device_kind TEXT NOT NULL,
    device_label TEXT NOT NULL,
    symptom TEXT NOT NULL,
    reported_by TEXT NOT NULL CHECK (reported_by IN ('resident', 'helper')),
    log TEXT NOT NULL,
    mended_at TEXT
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- When a shift was last known to go on; a crash ends it there. One open shift per helper.
  ALTER TABLE shift ADD COLUMN seen_at TEXT;
  CREATE UNIQUE INDEX shift_open ON shift (helper_id) WHERE ended_at IS NULL;
  `,
  `
  -- Slips that wait to be printed. Each is sealed under its own key; deleting the row destroys it.
  CREATE TABLE saved_print (
    id TEXT PRIMARY KEY,
    kept_at TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    wrapped_key BLOB NOT NULL,
    body BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Practice dossiers stay on this machine and go with their session.
  ALTER TABLE outbox ADD COLUMN practise INTEGER NOT NULL DEFAULT 0;
  `,
];
