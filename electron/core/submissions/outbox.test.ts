import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newFolder, removeFolder } from '../../../tests/support/core-harness';
import {
  findInFolder,
  makeDossier,
  makePdf,
  RESIDENT,
} from '../practice-portal/testing/portal-fixture';
import { openDatabase } from '../storage/database';
import { createKey } from '../storage/vault';
import { createOutbox, delayAfter, type Outbox, type OutboxEntry } from './outbox';
import type { SendOutcome, SubmissionTarget } from './targets/target';
import type { FrozenDossier } from './wire/frozen-dossier';

const NOW = new Date('2026-11-21T11:00:00Z');
const ACCEPTED: SendOutcome = {
  kind: 'accepted',
  dossierNumber: 'H99.12-261121-0001',
  receivedAt: NOW.toISOString(),
};
const RETRY: SendOutcome = { kind: 'retry', reason: 'PORTAL_UNREACHABLE' };

let folder: string;
let db: Database.Database;
let outbox: Outbox;
let sent: FrozenDossier[];
let read: string[];
let answers: Array<SendOutcome | Error>;
let planned: Array<{ run: () => void; delayMs: number; cancelled: boolean }>;
let told: OutboxEntry[];
const machineKey = createKey();

const target: SubmissionTarget = {
  id: 'test',
  kind: 'practice',
  async send(dossier, readAttachment) {
    sent.push(dossier);
    for (const { id } of dossier.attachments) {
      read.push(Buffer.from(await readAttachment(id)).toString());
    }
    const answer = answers.shift() ?? ACCEPTED;
    if (answer instanceof Error) throw answer;
    return answer;
  },
};

async function open(): Promise<void> {
  ({ db } = await openDatabase(join(folder, 'a.sqlite'), () => NOW));
  outbox = createOutbox({
    db,
    machineKey,
    target,
    now: () => NOW,
    changed: (entry) => told.push(entry),
    schedule: (run, delayMs) => {
      const plan = { run, delayMs, cancelled: false };
      planned.push(plan);
      return () => {
        plan.cancelled = true;
      };
    },
  });
}

beforeEach(async () => {
  folder = newFolder();
  sent = [];
  read = [];
  answers = [];
  planned = [];
  told = [];
  await open();
});
afterEach(async () => {
  await outbox.stop();
  db.close();
  removeFolder(folder);
});

const FILE = makePdf('Nguyễn Thị Thử Nghiệm, giấy tờ mẫu');

function freeze(reference = 'DH-ACDE-2346'): FrozenDossier {
  const file = `${reference}-1`;
  const { dossier } = makeDossier({ [file]: FILE });
  db.transaction(() => outbox.freeze(dossier, reference, new Map([[file, FILE]])))();
  return dossier;
}
const toldTimes = (count: number) => vi.waitFor(() => expect(told.length).toBe(count));

function expectNothingPersonal(): void {
  const row = db.prepare('SELECT wrapped_key, payload FROM outbox').get();
  expect(row).toEqual({ wrapped_key: null, payload: null });
  expect(db.prepare('SELECT count(*) FROM outbox_attachment').pluck().get()).toBe(0);
}

describe('the outbox', () => {
  it('sends what was frozen, attachments and all, and keeps nothing personal after', async () => {
    const dossier = freeze();
    const sealed = db.prepare('SELECT payload, wrapped_key FROM outbox').get() as {
      payload: Buffer;
      wrapped_key: Buffer;
    };
    const body = db.prepare('SELECT body FROM outbox_attachment').pluck().get() as Buffer;
    expect(findInFolder(folder, RESIDENT.fullName)).toEqual([]);
    expect(findInFolder(folder, sealed.payload.subarray(0, 60)).length).toBeGreaterThan(0);
    outbox.pump();
    await toldTimes(1);
    expect(sent).toEqual([dossier]);
    expect(read).toEqual([FILE.toString()]);
    expect(outbox.find(dossier.id)).toMatchObject({
      state: 'sent',
      attempts: 1,
      dossierNumber: 'H99.12-261121-0001',
    });
    expectNothingPersonal();
    await outbox.stop();
    for (const gone of [sealed.payload, sealed.wrapped_key, body]) {
      expect(findInFolder(folder, gone.subarray(0, 40))).toEqual([]);
    }
  });

  it('takes "already have it" as success', async () => {
    const dossier = freeze();
    answers = [{ ...ACCEPTED, kind: 'alreadyHave' } as SendOutcome];
    outbox.pump();
    await toldTimes(1);
    expect(outbox.find(dossier.id)).toMatchObject({ state: 'sent' });
    expectNothingPersonal();
  });

  it('waits longer after each failure, up to five minutes, and tells the truth meanwhile', async () => {
    const delays = Array.from({ length: 12 }, (_, index) => delayAfter(index + 1));
    expect(delays.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(delays.at(-1)).toBe(300_000);
    const dossier = freeze();
    answers = [RETRY, RETRY, RETRY];
    outbox.pump();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await toldTimes(attempt);
      expect(outbox.find(dossier.id)).toMatchObject({
        state: 'queued',
        attempts: attempt,
        lastReason: 'PORTAL_UNREACHABLE',
        nextTryAt: new Date(NOW.getTime() + delayAfter(attempt)).toISOString(),
      });
      expect(planned.at(-1)?.delayMs).toBe(delayAfter(attempt));
      await vi.waitFor(() => {
        planned.at(-1)?.run();
        expect(sent.length).toBe(attempt + 1);
      });
    }
    await toldTimes(4);
    expect(new Set(sent.map(({ id }) => id))).toEqual(new Set([dossier.id]));
    expect(outbox.queuedCount()).toBe(0);
  });

  it('refused for good: the copy is destroyed and the reason kept', async () => {
    const dossier = freeze();
    answers = [{ kind: 'refused', reason: 'PORTAL_REFUSED', message: 'sai mã' }];
    outbox.pump();
    await toldTimes(1);
    expect(outbox.find(dossier.id)).toMatchObject({
      state: 'refused',
      lastReason: 'PORTAL_REFUSED',
    });
    expectNothingPersonal();
    expect(planned).toEqual([]);
  });

  it('goes on after a restart with what was queued', async () => {
    const dossier = freeze();
    answers = [RETRY];
    outbox.pump();
    await toldTimes(1);
    await outbox.stop();
    expect(planned[0]?.cancelled).toBe(true);
    db.close();
    await open();
    outbox.pump();
    await toldTimes(2);
    expect(outbox.find(dossier.id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('is not stopped by one dossier: others go, and a fault of our own is tried again later', async () => {
    const first = freeze('DH-AAAA-AAAA');
    db.prepare("UPDATE outbox SET wrapped_key = x'00'").run();
    const second = freeze('DH-CCCC-CCCC');
    outbox.pump();
    await toldTimes(1);
    expect(outbox.find(second.id)).toMatchObject({ state: 'sent' });
    expect(outbox.find(first.id)).toMatchObject({ state: 'queued' });
    expect(planned.map(({ delayMs }) => delayMs)).toEqual([2_000]);
  });

  it('a commit that the disk refuses after acceptance is made good by asking again', async () => {
    const dossier = freeze();
    db.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'no room'); END",
    );
    outbox.pump();
    await vi.waitFor(() => expect(planned).toHaveLength(1));
    expect(outbox.find(dossier.id)).toMatchObject({ state: 'queued' });
    db.exec('DROP TRIGGER full');
    answers = [{ ...ACCEPTED, kind: 'alreadyHave' } as SendOutcome];
    planned[0]?.run();
    await toldTimes(1);
    expect(outbox.find(dossier.id)).toMatchObject({ state: 'sent' });
    expectNothingPersonal();
  });

  it('writes nothing when the transaction around it fails', () => {
    const { dossier } = makeDossier();
    expect(() =>
      db.transaction(() => {
        outbox.freeze(dossier, 'DH-ACDE-2346', new Map());
        throw new Error('the session could not be written');
      })(),
    ).toThrow();
    expect(outbox.queuedCount()).toBe(0);
  });

  it('sends a list of twenty long lines as one answer', async () => {
    const text = 'Giấy tờ mẫu có tên rất dài '.repeat(20 * 5).trim();
    expect(text.length).toBeGreaterThan(2_000);
    const { dossier } = makeDossier({}, { answers: [{ key: 'documents', label: 'Giấy', text }] });
    db.transaction(() => outbox.freeze(dossier, 'DH-ACDE-2346', new Map()))();
    outbox.pump();
    await toldTimes(1);
    expect(sent[0]?.answers[0]?.text).toBe(text);
  });
});
