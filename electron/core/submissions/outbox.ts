/**
 * Dossiers on their way. Finalising freezes payload and attachments under one client-made id;
 * a target is tried, with growing delay, until it says "accepted" or "already have it": both mean
 * done. What was personal is destroyed the moment it is done.
 */
import type Database from 'better-sqlite3';
import type { Reason } from '../../contract/reasons';
import { checkpointTruncate } from '../storage/database';
import { createKey, openJson, sealJson, unwrapKey, type VaultKey, wrapKey } from '../storage/vault';
import { deliver, mayTake } from './targets/deliver';
import type { SubmissionTarget } from './targets/target';
import { FrozenDossier } from './wire/frozen-dossier';

/** First wait after a failed try; doubles with each further one. */
const FIRST_DELAY_MS = 2_000;
/** Longest wait: an evening lasts three hours, so a line that comes back is used within minutes. */
const LONGEST_DELAY_MS = 5 * 60_000;

export type OutboxEntry = {
  id: string;
  reference: string;
  procedureCode: string;
  state: 'queued' | 'sent' | 'refused';
  attempts: number;
  lastReason: Reason | null;
  dossierNumber: string | null;
  receivedAt: string | null;
  dueAt: string | null;
  /** When the next try is planned; null when none is. */
  nextTryAt: string | null;
};

export type Outbox = {
  /**
   * Writes the frozen dossier; call inside the transaction that records the submission. Throws for
   * a practice dossier where the target is not the practice portal: there must be no such entry.
   */
  freeze(
    dossier: FrozenDossier,
    reference: string,
    attachments: ReadonlyMap<string, Uint8Array>,
  ): void;
  /** Forgets practice dossiers, sent or not. */
  forgetPractice(): void;
  /** Starts sending; call after the transaction of `freeze`, and once at start. */
  pump(): void;
  find(id: string): OutboxEntry | null;
  findByReference(reference: string): OutboxEntry | null;
  queuedCount(): number;
  /** Stops trying; a try under way is aborted and counts as not made. */
  stop(): Promise<void>;
};

export type OutboxOptions = {
  db: Database.Database;
  machineKey: VaultKey;
  target: SubmissionTarget;
  now: () => Date;
  /** Called after every change of an entry that is on disk. */
  changed: (entry: OutboxEntry) => void;
  schedule?: (run: () => void, delayMs: number) => () => void;
};

type Row = {
  id: string;
  reference: string;
  procedure_code: string;
  state: OutboxEntry['state'];
  attempts: number;
  last_reason: Reason | null;
  wrapped_key: Buffer | null;
  payload: Buffer | null;
  dossier_number: string | null;
  received_at: string | null;
  due_at: string | null;
};

/** The wait before try number `attempts + 1`, in milliseconds. */
export function delayAfter(attempts: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, attempts - 1), LONGEST_DELAY_MS);
}

function scheduleTimer(run: () => void, delayMs: number): () => void {
  const timer = setTimeout(run, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
}

/** Opens the outbox on `db`. Nothing is sent before `pump`. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { db, machineKey, target, now, changed } = options;
  const schedule = options.schedule ?? scheduleTimer;
  const purposeOf = (id: string) => `outbox:${id}`;
  const nextTries = new Map<string, { at: string; cancel: () => void }>();
  const stopping = new AbortController();
  let sending: Promise<void> | null = null;

  const rowOf = (id: string) =>
    db.prepare('SELECT * FROM outbox WHERE id = ?').get(id) as Row | undefined;
  const entryOf = (row: Row): OutboxEntry => ({
    id: row.id,
    reference: row.reference,
    procedureCode: row.procedure_code,
    state: row.state,
    attempts: row.attempts,
    lastReason: row.last_reason,
    dossierNumber: row.dossier_number,
    receivedAt: row.received_at,
    dueAt: row.due_at,
    nextTryAt: nextTries.get(row.id)?.at ?? null,
  });
  const tell = (id: string) => {
    const row = rowOf(id);
    if (row) changed(entryOf(row));
  };

  const destroyPayload = (id: string) => {
    db.prepare('UPDATE outbox SET wrapped_key = NULL, payload = NULL WHERE id = ?').run(id);
    db.prepare('DELETE FROM outbox_attachment WHERE dossier_id = ?').run(id);
  };

  async function sendOne(row: Row): Promise<void> {
    if (!row.wrapped_key || !row.payload) return;
    const key = unwrapKey(machineKey, row.wrapped_key, purposeOf(row.id));
    const dossier = FrozenDossier.parse(openJson(key, row.payload, purposeOf(row.id)));
    const readAttachment = async (id: string) => {
      const body = db
        .prepare('SELECT body FROM outbox_attachment WHERE id = ? AND dossier_id = ?')
        .pluck()
        .get(id, row.id) as Buffer | undefined;
      if (!body) throw new Error('an attachment of the frozen dossier is missing');
      return key.open(body, `attachment:${id}`);
    };
    try {
      const outcome = await deliver(target, dossier, readAttachment, stopping.signal);
      if (stopping.signal.aborted && outcome.kind === 'retry') return;
      if (outcome.kind === 'accepted' || outcome.kind === 'alreadyHave') {
        db.transaction(() => {
          db.prepare(
            `UPDATE outbox SET state = 'sent', attempts = attempts + 1, last_reason = NULL,
             dossier_number = ?, received_at = ?, due_at = ? WHERE id = ?`,
          ).run(outcome.dossierNumber, outcome.receivedAt, outcome.dueAt ?? null, row.id);
          destroyPayload(row.id);
        })();
      } else if (outcome.kind === 'refused') {
        // Refused for good: the session still has the answers to correct; a copy is of no use.
        db.transaction(() => {
          db.prepare(
            "UPDATE outbox SET state = 'refused', attempts = attempts + 1, last_reason = ? WHERE id = ?",
          ).run(outcome.reason, row.id);
          destroyPayload(row.id);
        })();
      } else if (outcome.kind === 'retry') {
        const attempts = row.attempts + 1;
        db.prepare('UPDATE outbox SET attempts = ?, last_reason = ? WHERE id = ?').run(
          attempts,
          outcome.reason,
          row.id,
        );
        plan(row.id, delayAfter(attempts));
      }
    } finally {
      key.destroy();
    }
    tell(row.id);
    // After telling: a log that cannot be cut now is cut by the next one, or at the end.
    checkpointTruncate(db);
  }

  function plan(id: string, delayMs: number): void {
    if (stopping.signal.aborted) return;
    nextTries.get(id)?.cancel();
    const cancel = schedule(() => {
      nextTries.delete(id);
      pump();
    }, delayMs);
    nextTries.set(id, { at: new Date(now().getTime() + delayMs).toISOString(), cancel });
  }

  function nextDue(): Row | undefined {
    const rows = db
      .prepare("SELECT * FROM outbox WHERE state = 'queued' ORDER BY queued_at, id")
      .all() as Row[];
    return rows.find((row) => !nextTries.has(row.id));
  }

  function pump(): void {
    if (sending || stopping.signal.aborted) return;
    const row = nextDue();
    if (!row) return;
    sending = sendOne(row)
      .catch(() => {
        // The disk, or our own fault (a payload that does not open): never in a tight loop.
        if (rowOf(row.id)?.state === 'queued') plan(row.id, delayAfter(row.attempts + 1));
      })
      .finally(() => {
        sending = null;
        pump();
      });
  }

  return {
    freeze(dossier, reference, attachments) {
      if (!mayTake(target, dossier)) throw new Error('a practice dossier stays on this machine');
      const key = createKey();
      db.prepare(
        `INSERT INTO outbox
           (id, reference, procedure_code, queued_at, state, wrapped_key, payload, practise)
         VALUES (?, ?, ?, ?, 'queued', ?, ?, ?)`,
      ).run(
        dossier.id,
        reference,
        dossier.procedure.code,
        now().toISOString(),
        wrapKey(machineKey, key, purposeOf(dossier.id)),
        sealJson(key, dossier, purposeOf(dossier.id)),
        dossier.practise ? 1 : 0,
      );
      const insert = db.prepare(
        'INSERT INTO outbox_attachment (id, dossier_id, body) VALUES (?, ?, ?)',
      );
      for (const [id, bytes] of attachments) {
        insert.run(id, dossier.id, key.seal(bytes, `attachment:${id}`));
      }
      key.destroy();
    },
    forgetPractice() {
      const ids = db.prepare('SELECT id FROM outbox WHERE practise = 1').pluck().all() as string[];
      db.transaction(() => {
        for (const id of ids) {
          destroyPayload(id);
          db.prepare('DELETE FROM outbox WHERE id = ?').run(id);
        }
      })();
      for (const id of ids) {
        nextTries.get(id)?.cancel();
        nextTries.delete(id);
      }
    },
    pump,
    find(id) {
      const row = rowOf(id);
      return row ? entryOf(row) : null;
    },
    findByReference(reference) {
      const row = db.prepare('SELECT * FROM outbox WHERE reference = ?').get(reference) as
        | Row
        | undefined;
      return row ? entryOf(row) : null;
    },
    queuedCount() {
      return db
        .prepare("SELECT count(*) FROM outbox WHERE state = 'queued'")
        .pluck()
        .get() as number;
    },
    async stop() {
      stopping.abort();
      for (const { cancel } of nextTries.values()) cancel();
      nextTries.clear();
      await sending;
    },
  };
}
