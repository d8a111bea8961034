/** Small notes of the machine itself, by name, in the clear: never anything about a person. */
import type Database from 'better-sqlite3';

export type NoteName =
  /** A session's erasing has begun and is not known to be complete. */
  | 'erasing'
  /** Id of the session whose resuming was asked and not yet answered. */
  | 'resume_asked'
  /** Something is in a print queue. */
  | 'printing'
  /** What the present person chose for the screen. */
  | 'language'
  | 'text_size'
  /** The point's other machines heard so far: "m2 m3". */
  | 'fleet_machines'
  /** The scanner in use, by vendor, product and serial. */
  | 'scanner'
  /** Addresses of network scanners that a technician typed, as a JSON list. */
  | 'scanner_addresses'
  /** The printer a technician chose, by its stable id. */
  | 'printer'
  /** How the last trial of each kind of device ended, as a JSON list. */
  | 'device_tests';

export type MachineNotes = {
  read(name: NoteName): string | null;
  /** Throws what SQLite throws, for instance on a full disk. */
  write(name: NoteName, value: string): void;
  remove(name: NoteName): void;
};

/** Opens the notes on `db`. */
export function createMachineNotes(db: Database.Database): MachineNotes {
  return {
    read(name) {
      const value = db.prepare('SELECT value FROM machine WHERE name = ?').pluck().get(name);
      return typeof value === 'string' ? value : null;
    },
    write(name, value) {
      db.prepare(
        'INSERT INTO machine (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      ).run(name, value);
    },
    remove(name) {
      db.prepare('DELETE FROM machine WHERE name = ?').run(name);
    },
  };
}
