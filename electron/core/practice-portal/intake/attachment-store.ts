/** Attachments as they come in: sealed, one row for each of a dossier's files. */
import { randomUUID } from 'node:crypto';
import { MAX_ATTACHMENTS } from '../../submissions/wire/frozen-dossier';
import type { PersonStore } from '../storage/person-store';

export type AttachmentStore = {
  /**
   * Keeps a file; sent again under the same ids it replaces itself and keeps its id.
   * @returns its id, or undefined when the dossier has as many files as it may
   */
  keep(requestId: string, clientId: string, content: Buffer): string | undefined;
  /** A file's bytes; undefined when it is unknown or forgotten. */
  read(id: string): Buffer | undefined;
  /** Ties files to the dossier they came for; false when one is unknown or another dossier's. */
  tie(ids: readonly string[], number: string): boolean;
};

/** Makes the store over the portal's tables. */
export function createAttachmentStore(store: PersonStore): AttachmentStore {
  const { db } = store;
  return {
    keep: (requestId, clientId, content) =>
      db.transaction(() => {
        const known = db
          .prepare('SELECT id FROM attachment WHERE request_id = ? AND client_id = ?')
          .get(requestId, clientId) as { id: string } | undefined;
        const { count } = db
          .prepare('SELECT count(*) AS count FROM attachment WHERE request_id = ?')
          .get(requestId) as { count: number };
        if (!known && count >= MAX_ATTACHMENTS) return undefined;
        const id = known?.id ?? randomUUID();
        db.prepare(
          `INSERT INTO attachment (id, request_id, client_id, sealed) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed`,
        ).run(id, requestId, clientId, store.sealer.seal('attachment', content));
        return id;
      })(),
    read(id) {
      const row = db.prepare('SELECT sealed FROM attachment WHERE id = ?').get(id) as
        | { sealed: Buffer }
        | undefined;
      return row && store.sealer.open('attachment', row.sealed);
    },
    tie: (ids, number) =>
      ids.every(
        (id) =>
          db
            .prepare(
              `UPDATE attachment SET number = ? WHERE id = ? AND (number IS NULL OR number = ?)`,
            )
            .run(number, id, number).changes === 1,
      ),
  };
}
