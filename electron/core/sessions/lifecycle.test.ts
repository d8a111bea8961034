import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_2021, CARD_2024 } from '../../../tests/support/cards';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import {
  doStep,
  mustDo,
  screenIs,
  submit,
  walkToCheck,
  walkToReady,
} from '../../../tests/support/core-walk';
import { findInFolder } from '../practice-portal/testing/portal-fixture';
import { CONSENT_TEXT_VERSION } from '../view/build-view';
import { watchIdle } from './idle-watch';

const EXTRACT = '2.000635';
/** Last four digits of CARD_2024's number. */
const RIGHT = '0000';
const WRONG = '1234';

let folder: string;
let opened: CoreHarness[] = [];
let killed = 0;

beforeEach(() => {
  folder = newFolder();
  killed = 0;
});
afterEach(async () => {
  vi.useRealTimers();
  for (const core of opened) await core.close();
  opened = [];
  removeFolder(folder);
});

async function open(options: Parameters<typeof openCore>[1] = {}): Promise<CoreHarness> {
  const core = await openCore(folder, options);
  opened.push(core);
  return core;
}

/** Opens another core on what is on the disk now, as after a power cut; the old one never ends. */
async function afterPowerCut(options: Parameters<typeof openCore>[1] = {}): Promise<CoreHarness> {
  const { cpSync } = await import('node:fs');
  killed += 1;
  const copy = `${folder}-cut-${killed}`;
  cpSync(folder, copy, { recursive: true });
  for (const core of opened) await core.close();
  opened = [];
  removeFolder(folder);
  folder = copy;
  return open(options);
}

async function atQuestion(core: CoreHarness): Promise<void> {
  await walkToReady(core, EXTRACT, CARD_2024);
  await doStep(core, core.view().screen);
  while (core.view().screen.name !== 'question') await doStep(core, core.view().screen);
  await doStep(core, core.view().screen);
}

const countOf = (core: CoreHarness, table: string) =>
  core.kiosk.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

describe('consent', () => {
  it('refused leads back to the welcome screen and leaves nothing', async () => {
    const core = await open();
    await mustDo(core.client.session.start());
    await mustDo(core.client.session.chooseGoal({ goal: 'procedure', procedureCode: EXTRACT }));
    const { id } = core.kiosk.runtime.current() ?? { id: '' };
    await mustDo(core.client.session.consent({ agree: false }));
    expect(core.view().screen.name).toBe('welcome');
    expect(countOf(core, 'session')).toBe(0);
    expect(countOf(core, 'consent_evidence')).toBe(0);
    expect(findInFolder(folder, id)).toEqual([]);
    expect(core.host.wiped).toBe(1);
  });

  it('given is kept as time, text, language and way, and not as a person', async () => {
    const core = await open({ now: () => new Date('2026-11-21T11:00:00Z') });
    await mustDo(core.client.session.start());
    await mustDo(core.client.preferences.setLanguage({ language: 'en' }));
    await mustDo(core.client.session.chooseGoal({ goal: 'procedure' }));
    const { id } = core.kiosk.runtime.current() ?? { id: '' };
    await mustDo(core.client.session.consent({ agree: true }));
    const row = core.kiosk.db.prepare('SELECT * FROM consent_evidence').get();
    expect(row).toEqual({
      id: 1,
      at: '2026-11-21T11:00:00.000Z',
      text_version: CONSENT_TEXT_VERSION,
      language: 'en',
      method: 'pressed',
    });
    expect(JSON.stringify(row)).not.toContain(id);
    await mustDo(core.client.session.end({ reason: 'resident' }));
    expect(countOf(core, 'consent_evidence')).toBe(1);
  });

  it('is asked before any card is read', async () => {
    const core = await open();
    await mustDo(core.client.session.start());
    await mustDo(core.client.session.chooseGoal({ goal: 'procedure' }));
    expect(await core.client.identity.readCard({ text: CARD_2024, via: 'wedge' })).toEqual({
      ok: false,
      failure: { reason: 'SESSION_WRONG_STEP' },
    });
    expect(core.kiosk.runtime.current()?.data.identity).toBeNull();
  });
});

describe('a call that does not fit', () => {
  it('is refused with a reason, and nothing changes on the screen or the disk', async () => {
    const core = await open();
    await atQuestion(core);
    const before = core.view();
    const row = core.kiosk.db.prepare('SELECT * FROM session').get();
    const { client } = core;
    const wrong = await Promise.all([
      client.session.chooseGoal({ goal: 'lookup' }),
      client.session.consent({ agree: true }),
      client.identity.confirm(),
      client.dossier.edit({ path: 'nonsense' }),
      client.dossier.declare({ checked: true }),
      client.papers.goTo({ componentId: 'nonsense' }),
      client.session.finish(),
      client.session.anotherDossier(),
      client.dossier.leaveQueued(),
    ]);
    for (const outcome of wrong) {
      expect(outcome).toEqual({ ok: false, failure: { reason: 'SESSION_WRONG_STEP' } });
    }
    expect(await client.session.start()).toMatchObject({ ok: false });
    expect(await client.dossier.submit()).toEqual({
      ok: false,
      failure: { reason: 'SESSION_STALE' },
    });
    expect(core.view()).toEqual(before);
    expect(core.kiosk.db.prepare('SELECT * FROM session').get()).toEqual(row);
  });

  it('for nobody is refused', async () => {
    const core = await open();
    expect(await core.client.session.back()).toEqual({
      ok: false,
      failure: { reason: 'SESSION_NONE' },
    });
  });
});

describe('idle', () => {
  it('warns after 180 s of quiet, any touch puts it off, and ends 60 s after the warning', () => {
    vi.useFakeTimers();
    const warned: Array<number | null> = [];
    let ended = 0;
    const watch = watchIdle({
      idleSeconds: 180,
      warningSeconds: 60,
      isOpen: () => true,
      warn: (left) => warned.push(left),
      end: () => {
        ended += 1;
      },
    });
    vi.advanceTimersByTime(179_000);
    expect(warned).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(warned).toEqual([60]);
    vi.advanceTimersByTime(59_000);
    expect(warned.at(-1)).toBe(1);
    watch.touched();
    expect(warned.at(-1)).toBeNull();
    vi.advanceTimersByTime(239_000);
    expect(ended).toBe(0);
    vi.advanceTimersByTime(1_000);
    expect(ended).toBe(1);
    watch.stop();
    vi.advanceTimersByTime(600_000);
    expect(ended).toBe(1);
  });

  it('counts nothing while nobody is there', () => {
    vi.useFakeTimers();
    let open = false;
    const warned: Array<number | null> = [];
    const watch = watchIdle({
      idleSeconds: 30,
      warningSeconds: 15,
      isOpen: () => open,
      warn: (left) => warned.push(left),
      end: () => {},
    });
    vi.advanceTimersByTime(600_000);
    open = true;
    vi.advanceTimersByTime(29_000);
    expect(warned).toEqual([]);
    watch.stop();
  });

  it('wipes the session, and a session that waits to be resumed, in the real core', async () => {
    const core = await open();
    await atQuestion(core);
    const second = await afterPowerCut();
    expect(second.view().screen.name).toBe('resume');
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const third = await afterPowerCut();
    expect(third.view().screen.name).toBe('resume');
    await vi.advanceTimersByTimeAsync(181_000);
    expect(third.view().idleSecondsLeft).toBe(59);
    await third.client.session.activity();
    expect(third.view().idleSecondsLeft).toBeNull();
    await vi.advanceTimersByTimeAsync(240_000);
    await vi.waitFor(() => expect(third.view().screen.name).toBe('welcome'));
    expect(countOf(third, 'session')).toBe(0);
    await mustDo(third.client.session.start());
    await vi.advanceTimersByTimeAsync(240_000);
    await vi.waitFor(() => expect(third.view().screen.name).toBe('welcome'));
    expect(countOf(third, 'session')).toBe(0);
    expect(third.host.wiped).toBe(1);
  }, 30_000);
});

describe('resume after a power cut', () => {
  it('is asked with date and procedure and nothing of the person', async () => {
    const core = await open({ now: () => new Date('2026-11-21T11:00:00Z') });
    await atQuestion(core);
    const next = await afterPowerCut();
    const view = next.view();
    expect(view.screen).toMatchObject({
      name: 'resume',
      startedAt: '2026-11-21T11:00:00.000Z',
      triesLeft: 3,
    });
    const text = JSON.stringify(view);
    for (const personal of ['Ửng', '079199', '0000"', 'Đường Mẫu', '1999']) {
      expect(text).not.toContain(personal);
    }
    expect(await next.client.session.start()).toMatchObject({ ok: false });
  });

  it('goes on at the same screen with the answers, with the right digits', async () => {
    const core = await open();
    await atQuestion(core);
    const { screen } = core.view();
    const { data } = core.kiosk.runtime.current() ?? {};
    const next = await afterPowerCut();
    await mustDo(next.client.session.resume({ lastFourDigits: ' 00 00' }));
    expect(next.view().screen).toEqual(screen);
    expect(next.kiosk.runtime.current()?.data).toEqual(data);
  });

  it('counts wrong digits over restarts and wipes at the third', async () => {
    const core = await open();
    await atQuestion(core);
    let next = await afterPowerCut();
    expect(await next.client.session.resume({ lastFourDigits: WRONG })).toEqual({
      ok: false,
      failure: { reason: 'RESUME_WRONG_DIGITS', details: { triesLeft: 2 } },
    });
    next = await afterPowerCut();
    expect(next.view().screen).toMatchObject({ name: 'resume', triesLeft: 2 });
    expect(await next.client.session.resume({ lastFourDigits: '' })).toMatchObject({ ok: false });
    next = await afterPowerCut();
    await next.client.session.resume({ lastFourDigits: WRONG });
    expect(next.view().screen.name).toBe('welcome');
    expect(countOf(next, 'session')).toBe(0);
    expect(await next.client.session.resume({ lastFourDigits: RIGHT })).toMatchObject({
      failure: { reason: 'SESSION_NONE' },
    });
  });

  it('does not use its tries up when the right person comes back each time', async () => {
    let core = await open();
    await atQuestion(core);
    for (let cut = 0; cut < 4; cut += 1) {
      core = await afterPowerCut();
      expect(core.view().screen).toMatchObject({ name: 'resume', triesLeft: 3 });
      await mustDo(core.client.session.resume({ lastFourDigits: RIGHT }));
    }
  });

  it('is not passed by when only the core dies while it is asked', async () => {
    const core = await open();
    await atQuestion(core);
    await afterPowerCut();
    const next = await afterPowerCut({ recovery: 'continue' });
    expect(next.view().screen.name).toBe('resume');
    await mustDo(next.client.session.resume({ lastFourDigits: RIGHT }));
    const after = await afterPowerCut({ recovery: 'continue' });
    expect(after.view().screen.name).toBe('question');
  });

  it('of a session without a person is not asked: it is wiped', async () => {
    const core = await open();
    await mustDo(core.client.session.start());
    await mustDo(core.client.session.chooseGoal({ goal: 'procedure' }));
    await mustDo(core.client.session.consent({ agree: true }));
    const next = await afterPowerCut();
    expect(next.view().screen.name).toBe('welcome');
    expect(countOf(next, 'session')).toBe(0);
  });

  it('of a row that was changed is refused and wiped', async () => {
    const core = await open();
    await atQuestion(core);
    core.kiosk.db.prepare("UPDATE session SET snapshot = CAST(snapshot || x'00' AS BLOB)").run();
    const next = await afterPowerCut();
    await next.client.session.resume({ lastFourDigits: RIGHT });
    expect(next.view().screen.name).toBe('welcome');
    expect(next.kiosk.runtime.current()).toBeNull();
    expect(countOf(next, 'session')).toBe(0);
  });

  it('refused by "not mine" wipes; the next session starts', async () => {
    const core = await open();
    await atQuestion(core);
    const next = await afterPowerCut();
    await mustDo(next.client.session.discardResume());
    expect(next.view().screen.name).toBe('welcome');
    expect(findInFolder(folder, 'Ửng')).toEqual([]);
    await mustDo(next.client.session.start());
  });
});

describe('only the core died', () => {
  it('the same screen, language and letters come back without a question', async () => {
    const core = await open();
    await mustDo(core.client.preferences.setLanguage({ language: 'en' }));
    await mustDo(core.client.preferences.setTextSize({ textSize: 3 }));
    await atQuestion(core);
    const { screen } = core.view();
    const next = await afterPowerCut({ recovery: 'continue' });
    expect(next.view()).toMatchObject({ language: 'en', textSize: 3 });
    expect(next.view().screen).toEqual(screen);
    await mustDo(next.client.session.end({ reason: 'resident' }));
    expect(next.view()).toMatchObject({ language: 'vi', textSize: 1 });
    const after = await afterPowerCut({ recovery: 'continue' });
    expect(after.view()).toMatchObject({ language: 'vi', textSize: 1 });
  });

  it('an unreadable session is wiped, said, and the next person can start', async () => {
    const core = await open();
    await atQuestion(core);
    core.kiosk.db.prepare("UPDATE session SET wrapped_key = x'00'").run();
    const next = await afterPowerCut({ recovery: 'continue' });
    expect(next.view().screen.name).toBe('welcome');
    expect(next.view().notice).toEqual({ reason: 'STORAGE_FAILED' });
    expect(next.host.wiped).toBe(1);
    expect(countOf(next, 'session')).toBe(0);
    await mustDo(next.client.session.start());
  });

  it('a session whose procedure is no longer there is wiped, not shown for ever', async () => {
    const core = await open();
    await atQuestion(core);
    const { session, data } = core.kiosk.runtime.current() ?? {};
    if (!session || !data) throw new Error('no session');
    core.kiosk.store.save(
      session,
      { procedureCode: '9.999999', hasIdentity: true },
      { screen: 'question', data: { ...data, procedureCode: '9.999999' } },
    );
    const next = await afterPowerCut({ recovery: 'continue' });
    expect(next.view().screen.name).toBe('welcome');
    expect(next.kiosk.runtime.current()).toBeNull();
    expect(countOf(next, 'session')).toBe(0);
  });

  it('in the middle of wiping: the wipe is finished, of the portal and of the page too', async () => {
    const core = await open();
    await atQuestion(core);
    await mustDo(core.client.session.back());
    const { session } = core.kiosk.runtime.current() ?? {};
    if (!session) throw new Error('no session');
    core.kiosk.store.end(session);
    const next = await afterPowerCut({ recovery: 'continue' });
    expect(next.view().screen.name).toBe('welcome');
    expect(next.host.wiped).toBe(1);
    expect(next.kiosk.notes.read('erasing')).toBeNull();
  });
});

describe('a full disk', () => {
  /** Lets the file grow no further; what SQLite then answers is SQLITE_FULL. */
  function fill(core: CoreHarness): void {
    const { db } = core.kiosk;
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.exec('CREATE TABLE IF NOT EXISTS ballast (body BLOB)');
    const pages = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count = ${pages}`);
    const add = db.prepare('INSERT INTO ballast VALUES (randomblob(3000))');
    for (;;) {
      try {
        add.run();
      } catch (error) {
        expect((error as { code: string }).code).toBe('SQLITE_FULL');
        return;
      }
    }
  }
  function makeRoom(core: CoreHarness): void {
    core.kiosk.db.pragma('max_page_count = 1000000');
  }

  it('keeps the old state, says so, loses nothing acknowledged, and goes on with room', async () => {
    const core = await open();
    await mustDo(core.client.session.start());
    await mustDo(core.client.session.chooseGoal({ goal: 'procedure', procedureCode: EXTRACT }));
    await mustDo(core.client.session.consent({ agree: true }));
    const before = core.view();
    fill(core);
    const refused = await core.client.identity.readCard({ text: CARD_2021, via: 'wedge' });
    expect(refused).toEqual({ ok: false, failure: { reason: 'STORAGE_FULL' } });
    expect(core.view()).toEqual(before);
    makeRoom(core);
    await mustDo(core.client.identity.readCard({ text: CARD_2021, via: 'wedge' }));
    await screenIs(core, 'cardConfirm');
    const next = await afterPowerCut();
    expect(next.view().screen.name).toBe('resume');
  });

  it('while submitting: no dossier and no submission, then exactly one', async () => {
    const core = await open();
    await walkToReady(core, EXTRACT, CARD_2024);
    await walkToCheck(core);
    await mustDo(core.client.dossier.declare({ checked: true }));
    fill(core);
    expect(await core.client.dossier.submit()).toEqual({
      ok: false,
      failure: { reason: 'STORAGE_FULL' },
    });
    expect(core.view().screen).toMatchObject({ name: 'check', declared: true });
    expect(countOf(core, 'outbox')).toBe(0);
    makeRoom(core);
    await mustDo(core.client.dossier.submit());
    await vi.waitFor(() => screenIs(core, 'result'), { timeout: 10_000 });
    expect(countOf(core, 'outbox')).toBe(1);
  }, 30_000);

  it('does not keep a session from being wiped: the reserve is given up for it', async () => {
    const core = await open();
    await atQuestion(core);
    const end = core.kiosk.store.end;
    let tries = 0;
    core.kiosk.store.end = (session) => {
      tries += 1;
      const hasReserve = readdirSync(join(folder, 'data')).includes('reserve');
      if (hasReserve) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      end(session);
    };
    await mustDo(core.client.session.end({ reason: 'resident' }));
    expect(tries).toBe(2);
    expect(countOf(core, 'session')).toBe(0);
    expect(core.view().screen.name).toBe('welcome');
    expect(core.host.wiped).toBe(1);
  });

  it('that lets nothing be wiped: the page is wiped, it is said, and nobody starts before', async () => {
    const core = await open();
    await atQuestion(core);
    const end = core.kiosk.store.end;
    core.kiosk.store.end = () => {
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    };
    await mustDo(core.client.session.end({ reason: 'idle' }));
    expect(core.view()).toMatchObject({
      screen: { name: 'welcome', needsHelper: false },
      notice: { reason: 'STORAGE_FULL' },
    });
    expect(core.host.wiped).toBe(1);
    expect(await core.client.session.start()).toEqual({
      ok: false,
      failure: { reason: 'STORAGE_FULL' },
    });
    core.kiosk.store.end = end;
    await mustDo(core.client.session.start());
    expect(countOf(core, 'session')).toBe(1);
    expect(core.kiosk.runtime.current()?.data.identity).toBeNull();
  });
});

describe('while one dossier is still queued', () => {
  it('the session can end, and nothing of the person can be read from the disk', async () => {
    const core = await open();
    core.portal.faults.add({ kind: 'refuseConnection' });
    await walkToReady(core, EXTRACT, CARD_2024);
    await walkToCheck(core);
    await submit(core);
    await vi.waitFor(() => expect(core.view().screen).toMatchObject({ state: 'waiting' }), {
      timeout: 10_000,
    });
    await mustDo(core.client.dossier.leaveQueued());
    expect(core.view().screen).toMatchObject({ name: 'result', queued: true });
    await mustDo(core.client.session.end({ reason: 'resident' }));
    for (const personal of ['Ửng', '079199000000', 'Đường Mẫu', '0901234567']) {
      expect(findInFolder(folder, personal), personal).toEqual([]);
    }
    expect(core.kiosk.outbox.queuedCount()).toBe(1);
    core.portal.faults.clear();
    const next = await afterPowerCut();
    await vi.waitFor(() => expect(next.kiosk.outbox.queuedCount()).toBe(0), { timeout: 10_000 });
    for (const personal of ['Ửng', '079199000000', 'Đường Mẫu', '0901234567']) {
      expect(findInFolder(folder, personal), personal).toEqual([]);
    }
  }, 30_000);
});
