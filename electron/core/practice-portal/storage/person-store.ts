/** The key of the persons in the file, and the forgetting of all of them at once. */
import type { PortalDatabase } from './database';
import { createEraKey, createSealer, openBytes, type Sealer, sealBytes } from './sealing';

const ERA_CONTEXT = 'practice-portal/era';

/** The portal's tables together with the sealer of the present era. */
export type PersonStore = {
  readonly db: PortalDatabase;
  /** Counts forgettings: work begun under another era must not write persons into this one. */
  readonly era: number;
  readonly sealer: Sealer;
  /**
   * Forgets every person: accounts, registrations, codes, messages, attachments, what dossiers
   * and notes say. Keeps number, procedure, dates, statuses and the client-made ids.
   * @throws Error when the log could not be emptied, for the caller must not claim it was erased
   */
  forgetPersons(): void;
};

/**
 * Opens the era's key with the machine's key, or begins an era.
 * @param machineKey 32 bytes, kept by the operating system's keystore
 * @returns the store, and whether persons had to be forgotten because their key did not open
 */
export function openPersonStore(
  db: PortalDatabase,
  machineKey: Uint8Array,
): { store: PersonStore; keyLost: boolean } {
  let era = 0;
  let sealer: Sealer | undefined;

  const beginEra = () => {
    const key = createEraKey();
    db.prepare(
      `INSERT INTO era (id, wrapped) VALUES (1, ?)
       ON CONFLICT (id) DO UPDATE SET wrapped = excluded.wrapped`,
    ).run(sealBytes(machineKey, ERA_CONTEXT, key));
    return createSealer(key);
  };

  const forgetPersons = () => {
    sealer = db.transaction(() => {
      db.exec(`
        DELETE FROM message;
        DELETE FROM account;
        DELETE FROM registration;
        DELETE FROM attachment;
        UPDATE step SET sealed = NULL WHERE sealed IS NOT NULL;
        UPDATE dossier SET sealed = NULL WHERE sealed IS NOT NULL;
      `);
      return beginEra();
    })();
    era += 1;
    db.exec('PRAGMA incremental_vacuum');
    // Deleted rows live on in the write-ahead log until it is emptied into the file.
    emptyLog(db);
  };

  const store: PersonStore = {
    db,
    get era() {
      return era;
    },
    get sealer() {
      if (!sealer) throw new Error('no era has begun');
      return sealer;
    },
    forgetPersons,
  };

  const row = db.prepare('SELECT wrapped FROM era WHERE id = 1').get() as
    | { wrapped: Buffer }
    | undefined;
  if (!row) {
    sealer = beginEra();
    return { store, keyLost: false };
  }
  try {
    sealer = createSealer(openBytes(machineKey, ERA_CONTEXT, row.wrapped));
    return { store, keyLost: false };
  } catch {
    forgetPersons();
    return { store, keyLost: true };
  }
}

function emptyLog(db: PortalDatabase): void {
  const [outcome] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (outcome?.busy !== 0) throw new Error('the write-ahead log is in use and was not emptied');
}
