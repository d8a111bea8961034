import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { createPracticeTarget } from '../../submissions/targets/practice';
import type { DossierTracking } from '../../submissions/wire/look-up';
import { createAccountDesk } from '../accounts/account-desk';
import { createPracticeFaults } from '../faults';
import { createPracticePortal } from '../practice-portal';
import {
  FRIDAY_MORNING,
  findInFolder,
  makeDossier,
  makeFolder,
  makePdf,
  RESIDENT,
  type RunningPortal,
  startPortal,
} from '../testing/portal-fixture';
import { openPortalDatabase } from './database';
import { openPersonStore } from './person-store';

// Every commit waits for the disk, and disks of build machines are slow.
vi.setConfig({ testTimeout: 30_000 });

const NUMBER = 'H99.12-261120-0001';
const FILE_TEXT = 'Nội dung giấy tờ riêng tư của người thử nghiệm';
const NOTE = 'Đã gọi cho người thử nghiệm';

/** Every text about the person, and the bytes of the file. */
const PERSONAL = [
  RESIDENT.fullName,
  RESIDENT.fullName.toUpperCase(),
  'Thử Nghiệm',
  RESIDENT.personalId,
  RESIDENT.phone,
  RESIDENT.address,
  RESIDENT.password,
  FILE_TEXT,
  NOTE,
  'tờ hộ tịch cũ',
];

function targetOf({ connection }: Pick<RunningPortal, 'connection'>) {
  const { origin, token, serviceAccount } = connection;
  return createPracticeTarget({ origin, token, ...serviceAccount });
}

/** A whole session: an account, a registration left unfinished, a dossier with files, notes. */
async function serveResident(running: RunningPortal) {
  const target = targetOf(running);
  const sent = await target.register(RESIDENT);
  const messages = await target.readPracticeMessages(RESIDENT.phone);
  if (!sent.ok || !messages.ok) throw new Error('registering failed');
  await target.verifyCode(sent.value.registrationId, messages.value[0]?.code ?? '');
  await target.register({ ...RESIDENT, personalId: '079199000001' });
  // Large enough for pages of their own, so that freed pages are covered as well.
  const files = { a: makePdf(FILE_TEXT), b: makePdf(FILE_TEXT.repeat(2_000)) };
  const { dossier, readAttachment } = makeDossier(files);
  const outcome = await target.send(dossier, readAttachment);
  if (outcome.kind !== 'accepted') throw new Error('sending failed');
  running.portal.clerk.advance(NUMBER, 2, NOTE);
  return { target, dossier, readAttachment, outcome };
}

/** Rows of every table, read from outside beside the running portal. */
function readTables(path: string): Record<string, Record<string, unknown>[]> {
  const db = new Database(path, { readonly: true });
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  const tables = Object.fromEntries(
    (names as string[]).map((name) => [
      name,
      db.prepare(`SELECT * FROM ${name}`).all() as Record<string, unknown>[],
    ]),
  );
  db.close();
  return tables;
}

describe('forgetting persons', () => {
  it('leaves none of their text in any file, in UTF-8 or UTF-16', async () => {
    const running = await startPortal();
    await serveResident(running);
    running.portal.forgetPersons();
    for (const text of PERSONAL) expect(findInFolder(running.folder, text)).toEqual([]);
    await running.portal.stop();
    for (const text of PERSONAL) expect(findInFolder(running.folder, text)).toEqual([]);
  });

  it('never wrote it in clear, not even while the session lasted', async () => {
    const running = await startPortal();
    await serveResident(running);
    for (const text of PERSONAL) expect(findInFolder(running.folder, text)).toEqual([]);
    // The search itself finds what is there.
    expect(findInFolder(running.folder, NUMBER)).not.toEqual([]);
    expect(findInFolder(running.folder, 'Cấp bản sao Trích lục hộ tịch')).not.toEqual([]);
  });

  it('overwrites the sealed bytes too, and replaces the key that opened them', async () => {
    const running = await startPortal();
    await serveResident(running);
    const path = running.options.databasePath;
    const before = readTables(path);
    const blobs = Object.values(before)
      .flat()
      .flatMap((row) => Object.values(row))
      .filter((value) => Buffer.isBuffer(value))
      // The beginning of a blob lies in one piece on one page.
      .map((blob) => blob.subarray(0, 24));
    expect(blobs.length).toBeGreaterThanOrEqual(12);
    for (const blob of blobs) expect(findInFolder(running.folder, blob)).not.toEqual([]);

    running.portal.forgetPersons();
    for (const blob of blobs) expect(findInFolder(running.folder, blob)).toEqual([]);
    const after = readTables(path);
    expect(after.era).not.toEqual(before.era);
  });

  it('keeps number, procedure, dates, statuses and the client-made id, and nothing else', async () => {
    const running = await startPortal();
    const { dossier } = await serveResident(running);
    running.portal.forgetPersons();
    const { era: _, ...tables } = readTables(running.options.databasePath);
    expect(tables).toEqual({
      number_counter: [{ day: '261120', last: 1 }],
      dossier: [
        {
          number: NUMBER,
          procedure_code: '2.000635',
          procedure_name: 'Cấp bản sao Trích lục hộ tịch',
          submitted_at: '2026-11-20T01:59:30.000Z',
          received_at: '2026-11-20T02:00:00.000Z',
          due_at: '2026-11-20T10:00:00.000Z',
          held: 0,
          sealed: null,
        },
      ],
      request: [{ request_id: dossier.id, number: NUMBER }],
      step: [
        { id: 1, number: NUMBER, status: 1, at: '2026-11-20T02:00:00.000Z', sealed: null },
        { id: 2, number: NUMBER, status: 2, at: '2026-11-20T02:00:00.000Z', sealed: null },
      ],
      attachment: [],
      registration: [],
      account: [],
      message: [],
    });
  });

  it('still looks the dossier up, goes on with it, and already has it when it comes again', async () => {
    const running = await startPortal();
    const { target, dossier, readAttachment, outcome } = await serveResident(running);
    running.portal.forgetPersons();
    running.portal.clerk.advance(NUMBER, 4);
    const found = await target.lookUp(NUMBER);
    if (!found.ok) throw new Error('look-up failed');
    const tracking: DossierTracking = found.value;
    expect(tracking.timeline.map((step) => step.status)).toEqual([1, 2, 4]);
    expect(tracking.timeline.some((step) => step.note)).toBe(false);
    expect(await target.send(dossier, readAttachment)).toEqual({ ...outcome, kind: 'alreadyHave' });
    expect(readTables(running.options.databasePath).attachment).toEqual([]);
  });

  it('lets the same number register again, and shows no old message', async () => {
    const running = await startPortal();
    const { target } = await serveResident(running);
    expect(await target.register(RESIDENT)).toMatchObject({
      failure: { reason: 'ACCOUNT_EXISTS' },
    });
    running.portal.forgetPersons();
    expect(await target.readPracticeMessages(RESIDENT.phone)).toEqual({ ok: true, value: [] });
    expect(await target.register(RESIDENT)).toMatchObject({ ok: true });
  });

  it('empties the log and gives the space back', async () => {
    const running = await startPortal();
    await serveResident(running);
    running.portal.forgetPersons();
    expect(statSync(`${running.options.databasePath}-wal`).size).toBe(0);
    const db = new Database(running.options.databasePath, { readonly: true });
    expect(db.pragma('freelist_count', { simple: true })).toBe(0);
    db.close();
  });

  it('does not claim to have erased while somebody else reads the file', async () => {
    const running = await startPortal();
    await serveResident(running);
    const reader = new Database(running.options.databasePath, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM account').get();
    expect(() => running.portal.forgetPersons()).toThrow('not emptied');
    reader.exec('COMMIT');
    reader.close();
    expect(() => running.portal.forgetPersons()).not.toThrow();
  });

  it('cannot be done while the portal does not run', async () => {
    const { portal } = await startPortal();
    await portal.stop();
    expect(() => portal.forgetPersons()).toThrow('does not run');
  });

  it('is not undone by a password that was being hashed', async () => {
    const path = join(makeFolder(), 'portal.sqlite');
    const clock = { now: () => FRIDAY_MORNING };
    const { db } = openPortalDatabase(path, clock);
    const { store } = openPersonStore(db, Buffer.alloc(32, 1));
    const registering = createAccountDesk(store, clock).register({
      hoTen: RESIDENT.fullName,
      soDinhDanh: RESIDENT.personalId,
      ngaySinh: '1999',
      diaChi: RESIDENT.address,
      soDienThoai: RESIDENT.phone,
      matKhau: RESIDENT.password,
    });
    store.forgetPersons();
    expect((await registering).ok).toBe(false);
    db.close();
    expect(readTables(path)).toMatchObject({ registration: [], message: [] });
  });

  it('is not undone by a request that was still coming in', async () => {
    const faults = createPracticeFaults();
    const running = await startPortal({
      faults: {
        ...faults,
        // Asked when the whole request has come in and nothing of it is done.
        take: () => {
          running.portal.forgetPersons();
          return undefined;
        },
      },
    });
    expect((await targetOf(running).register(RESIDENT)).ok).toBe(false);
    expect(readTables(running.options.databasePath)).toMatchObject({
      registration: [],
      message: [],
    });
  });

  it('happens by itself to what is delivered when no session is open', async () => {
    const running = await startPortal({ isSessionOpen: () => false });
    const { dossier, readAttachment } = makeDossier({ a: makePdf(FILE_TEXT) });
    const outcome = await targetOf(running).send(dossier, readAttachment);
    expect(outcome).toMatchObject({ kind: 'accepted', dossierNumber: NUMBER });
    const tables = readTables(running.options.databasePath);
    expect(tables.attachment).toEqual([]);
    expect(tables.dossier).toMatchObject([{ number: NUMBER, sealed: null }]);
  });

  it('happens at a start with another machine key, and dossiers stay', async () => {
    const running = await startPortal();
    await serveResident(running);
    await running.portal.stop();
    const other = createPracticePortal({
      ...running.options,
      machineKey: Buffer.alloc(32, 7),
    });
    const connection = await other.start();
    expect(connection.notices).toEqual([{ reason: 'STORAGE_FAILED', cause: 'keyLost' }]);
    expect(await targetOf({ connection }).lookUp(NUMBER)).toMatchObject({ ok: true });
    await other.stop();
    const tables = readTables(running.options.databasePath);
    expect(tables.account).toEqual([]);
    expect(tables.step).toMatchObject([{ sealed: null }, { sealed: null }]);
  });

  it('can wait through a restart: with the same key, persons are still there', async () => {
    const running = await startPortal();
    await serveResident(running);
    await running.portal.stop();
    const connection = await running.portal.start();
    expect(connection.notices).toEqual([]);
    const messages = await targetOf({ connection }).readPracticeMessages(RESIDENT.phone);
    expect(messages).toMatchObject({ ok: true, value: { length: 2 } });
  });
});
