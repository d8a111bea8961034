import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2021, CARD_2024 } from '../../../tests/support/cards';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import {
  mustDo,
  screenIs,
  submit,
  walkToCheck,
  walkToReady,
} from '../../../tests/support/core-walk';
import { type HelpedCore, openHelpedCore } from '../../../tests/support/helped-core';
import { findInFolder } from '../practice-portal/testing/portal-fixture';
import { createKey } from '../storage/vault';
import { createRememberedStore } from './fading-store';

const EXTRACT = '2.000635';
const NUMBER_2024 = '079199000000';
// Each test opens a whole core, and PINs are slow to check on purpose.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let core: HelpedCore;
let today: Date;

beforeEach(async () => {
  folder = newFolder();
  today = new Date('2026-11-24T11:00:00Z');
  core = await openHelpedCore(folder, { now: () => today });
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

const rows = (of: CoreHarness = core) =>
  of.kiosk.db.prepare('SELECT * FROM remembered').all() as Array<Record<string, unknown>>;
const hashes = (of: CoreHarness) =>
  of.kiosk.db.prepare('SELECT hex(hash) FROM remembered').pluck().all() as string[];
const nextTime = async () => (await screenIs(core, 'rating')).nextTime;

/** A visit up to the faces; with help at its first question where `helped`. */
async function visit(card: string, helped = false): Promise<void> {
  await walkToReady(core, EXTRACT, card);
  if (helped) {
    await core.openPanel();
    await mustDo(core.client.assist.askTyping());
    await mustDo(core.client.assist.answerLeave({ agree: true }));
    await mustDo(core.client.assist.handBack());
  }
  await walkToCheck(core);
  await submit(core);
  await vi.waitFor(() => screenIs(core, 'result'), { timeout: 10_000 });
  await mustDo(core.client.session.finish());
}
const end = () => mustDo(core.client.session.rate({ face: 'good' }));

/** Everything the tables hold, as text, without what names the table. */
function everything(): string {
  const { db } = core.kiosk;
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
  return JSON.stringify(
    (tables as string[]).map((name) =>
      db
        .prepare(`SELECT * FROM "${name}"`)
        .all()
        .map((row) =>
          Object.values(row as object).map((value) =>
            Buffer.isBuffer(value) ? value.toString('hex').toUpperCase() : String(value),
          ),
        ),
    ),
  );
}

describe('without the choice', () => {
  it('nothing in the database links two visits of one person', async () => {
    await visit(CARD_2024);
    expect(await nextTime()).toEqual({ canDo: null, remember: 'off' });
    const hash = hashOf(NUMBER_2024);
    expect(hash).toMatch(/^[0-9A-F]{64}$/);
    const first = core.kiosk.runtime.current()?.data;
    await end();
    expect(rows()).toEqual([]);
    today = new Date('2026-11-25T11:00:00Z');
    await walkToReady(core, EXTRACT, CARD_2024);
    const second = core.kiosk.runtime.current()?.data;
    expect(second?.returning).toBeNull();
    expect(core.view().fading).toBeNull();
    expect(second?.id).not.toBe(first?.id);
    expect(second?.countId).not.toBe(first?.countId);
    await mustDo(core.client.session.end({ reason: 'resident' }));
    const all = everything();
    expect(all).not.toContain(hash);
    expect(all).not.toContain(NUMBER_2024);
    // Nor in any file, the database's log among them.
    expect(findInFolder(folder, Buffer.from(hash, 'hex'))).toEqual([]);
    expect(core.counted('returned')).toEqual([]);
    // No value of the first session's rows stands in a row of the second's.
    const rowsOf = (session: string | undefined) =>
      core.kiosk.db
        .prepare('SELECT * FROM event WHERE session = ?')
        .all(session)
        .flatMap((row) => Object.values(row as object).map(String));
    const own = new Set(rowsOf(second?.countId).filter((value) => value.length >= 9));
    const shared = rowsOf(first?.countId).filter((value) => own.has(value));
    expect(shared.filter((value) => !/^[a-zA-Z]+$|^\d\.\d{6}$/.test(value))).toEqual([]);
  });

  it('a tick that was taken back leaves nothing, and neither does one before the end', async () => {
    await visit(CARD_2024);
    await mustDo(core.client.remember.choose({ remember: true }));
    expect(await nextTime()).toMatchObject({ remember: 'on' });
    expect(rows()).toEqual([]);
    await mustDo(core.client.remember.choose({ remember: false }));
    await end();
    expect(rows()).toEqual([]);
    expect(core.counted('returned')).toEqual([]);
  });
});

/** The hash as the machine makes it, found by letting it remember and forget. */
function hashOf(personalId: string): string {
  core.kiosk.remembered.remember(personalId, 1, 0);
  const [hash] = hashes(core);
  core.kiosk.remembered.forget(personalId);
  return hash ?? '';
}

describe('who chose to be remembered', () => {
  it('is offered one level less the next time, and counted at each visit', async () => {
    await visit(CARD_2024, true);
    await mustDo(core.client.remember.choose({ remember: true }));
    await end();
    // Days only: a time of day would fit the row to a session of the counts.
    expect(rows()).toEqual([
      {
        hash: expect.any(Buffer),
        level: 2,
        visits: 1,
        last_at: '2026-11-24',
        expires_at: '2027-11-24',
      },
    ]);

    today = new Date('2027-01-12T11:00:00Z');
    await walkToReady(core, EXTRACT, CARD_2024);
    expect(core.view().fading).toEqual({ last: 'together', offered: 'guided' });
    await mustDo(core.client.procedures.begin());
    expect(core.view().fading).toBeNull();
    await walkToCheck(core);
    expect(core.counted('returned')).toMatchObject([{ value: '1', level: 2 }]);
    await submit(core);
    expect(core.counted('returned')).toMatchObject([
      { value: '1', level: 2 },
      { value: '2', level: 0 },
    ]);
    await vi.waitFor(() => screenIs(core, 'result'), { timeout: 10_000 });
    await mustDo(core.client.session.finish());
    expect(await nextTime()).toMatchObject({ remember: 'known' });
    // Already remembered: there is nothing to tick.
    expect((await core.client.remember.choose({ remember: true })).ok).toBe(false);
    await end();
    expect(rows()).toMatchObject([{ level: 0, visits: 2, expires_at: '2028-01-12' }]);

    // Another person is nobody's acquaintance.
    await walkToReady(core, EXTRACT, CARD_2021);
    expect(core.view().fading).toBeNull();
  });

  it('is known after a restart, and forgotten at a word, at any visit', async () => {
    await visit(CARD_2024);
    await mustDo(core.client.remember.choose({ remember: true }));
    await end();
    await core.close();
    core = await openHelpedCore(folder, { now: () => today });
    await walkToReady(core, EXTRACT, CARD_2024);
    expect(core.view().fading).toEqual({ last: 'self', offered: 'self' });
    const hash = Buffer.from(hashes(core)[0] ?? '', 'hex');
    expect(findInFolder(folder, hash)).not.toEqual([]);
    await mustDo(core.client.remember.forget());
    expect(core.view().fading).toBeNull();
    expect(rows()).toEqual([]);
    expect(findInFolder(folder, hash)).toEqual([]);
    await walkToCheck(core);
    await submit(core);
    expect(core.counted('returned')).toHaveLength(1);
    await vi.waitFor(() => screenIs(core, 'result'), { timeout: 10_000 });
    await mustDo(core.client.session.finish());
    expect(await nextTime()).toMatchObject({ remember: 'off' });
    await end();
    expect(rows()).toEqual([]);
  });

  it('is forgotten after twelve months, at the next start', async () => {
    core.kiosk.remembered.remember(NUMBER_2024, 1, 1);
    today = new Date('2027-11-23T11:00:00Z');
    expect(core.kiosk.remembered.find(NUMBER_2024)).toEqual({ level: 1, visits: 1 });
    today = new Date('2027-11-24T01:00:00Z');
    expect(core.kiosk.remembered.find(NUMBER_2024)).toBeNull();
    await core.close();
    core = await openHelpedCore(folder, { now: () => today });
    expect(rows()).toEqual([]);
  });

  it('may have typed instead of using a card', async () => {
    core.kiosk.remembered.remember(NUMBER_2024, 3, 1);
    await mustDo(core.client.session.start());
    await mustDo(core.client.session.chooseGoal({ goal: 'procedure', procedureCode: EXTRACT }));
    await mustDo(core.client.session.consent({ agree: true }));
    await mustDo(core.client.identity.typeInstead());
    await mustDo(
      core.client.identity.type({
        personalId: NUMBER_2024,
        fullName: 'Nguyễn Thị Thử Nghiệm',
        birthDate: { year: 1999, month: 1, day: 1 },
        sex: 'female',
        residence: '',
      }),
    );
    expect(core.view().fading).toBeNull();
    expect((await core.client.remember.forget()).ok).toBe(false);
    await mustDo(core.client.identity.confirm());
    expect(core.view().fading).toEqual({ last: 'guided', offered: 'self' });
  });

  it('is asked, and not a helper with the panel open', async () => {
    await visit(CARD_2024);
    await core.openPanel();
    const refused = { ok: false, failure: { reason: 'ASK_RESIDENT' } };
    expect(await core.client.remember.choose({ remember: true })).toEqual(refused);
    expect(await core.client.remember.canDo({ who: 'child' })).toEqual(refused);
    expect(await core.client.remember.forget()).toEqual(refused);
  });
});

describe('who can do it the next time', () => {
  it('is counted once, as it was answered last', async () => {
    await visit(CARD_2024);
    await mustDo(core.client.remember.canDo({ who: 'child' }));
    await mustDo(core.client.remember.canDo({ who: 'self' }));
    expect(await nextTime()).toMatchObject({ canDo: 'self' });
    expect(core.counted('canDo')).toEqual([]);
    await end();
    expect(core.counted('canDo')).toMatchObject([{ value: 'self', code: EXTRACT }]);
    expect(rows()).toEqual([]);
  });

  it('is nobody’s business before a dossier was submitted, or without an answer', async () => {
    await walkToReady(core, EXTRACT, CARD_2024);
    expect((await core.client.remember.canDo({ who: 'self' })).ok).toBe(false);
    expect((await core.client.remember.choose({ remember: true })).ok).toBe(false);
    await mustDo(core.client.session.end({ reason: 'resident' }));
    await visit(CARD_2024);
    await end();
    expect(core.counted('canDo')).toEqual([]);
  });
});

describe('the key', () => {
  it('is another on another machine', async () => {
    const other = newFolder();
    const elsewhere = await openCore(other);
    const store = createRememberedStore(elsewhere.kiosk.db, createKey(), () => today);
    store.remember(NUMBER_2024, 1, 0);
    core.kiosk.remembered.remember(NUMBER_2024, 1, 0);
    expect(hashes(core)).toHaveLength(1);
    expect(hashes(elsewhere)).toHaveLength(1);
    expect(hashes(core)).not.toEqual(hashes(elsewhere));
    await elsewhere.close();
    removeFolder(other);
  });
});
