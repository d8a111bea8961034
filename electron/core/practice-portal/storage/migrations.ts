/** The practice portal's tables, as numbered steps; a released step is never edited again. */

export type Migration = { number: number; sql: string };

/**
 * What may outlive a session stands in clear: number, procedure, dates, status, the client-made id.
 * Every column named `sealed`, and every index made from a person's number or phone, is readable
 * only with the era's key and goes when persons are forgotten.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    sql: `
      CREATE TABLE era (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        wrapped BLOB NOT NULL
      ) STRICT;

      CREATE TABLE number_counter (
        day TEXT PRIMARY KEY,
        last INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE dossier (
        number TEXT PRIMARY KEY,
        procedure_code TEXT NOT NULL,
        procedure_name TEXT NOT NULL,
        submitted_at TEXT NOT NULL,
        received_at TEXT NOT NULL,
        due_at TEXT,
        held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
        sealed BLOB
      ) STRICT;

      CREATE TABLE request (
        request_id TEXT PRIMARY KEY,
        number TEXT NOT NULL REFERENCES dossier (number)
      ) STRICT;

      CREATE TABLE step (
        id INTEGER PRIMARY KEY,
        number TEXT NOT NULL REFERENCES dossier (number),
        status INTEGER NOT NULL CHECK (status BETWEEN 1 AND 10),
        at TEXT NOT NULL,
        sealed BLOB
      ) STRICT;
      CREATE INDEX step_by_number ON step (number, id);

      CREATE TABLE attachment (
        id TEXT PRIMARY KEY,
        request_id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        number TEXT REFERENCES dossier (number),
        sealed BLOB NOT NULL,
        UNIQUE (request_id, client_id)
      ) STRICT;
      CREATE INDEX attachment_by_number ON attachment (number);

      CREATE TABLE registration (
        id TEXT PRIMARY KEY,
        person_index BLOB NOT NULL UNIQUE,
        expires_at TEXT NOT NULL,
        tries_left INTEGER NOT NULL,
        sends_left INTEGER NOT NULL,
        verified INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1)),
        sealed BLOB NOT NULL
      ) STRICT;

      CREATE TABLE account (
        person_index BLOB PRIMARY KEY,
        sealed BLOB NOT NULL
      ) STRICT;

      CREATE TABLE message (
        id INTEGER PRIMARY KEY,
        phone_index BLOB NOT NULL,
        sealed BLOB NOT NULL
      ) STRICT;
      CREATE INDEX message_by_phone ON message (phone_index, id);
    `,
  },
];
