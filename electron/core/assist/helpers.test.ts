import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import {
  addPerson,
  done,
  EVENING,
  idOf,
  machineOf,
  OTHER_PIN,
  PIN,
  setUp,
  signInAs,
  TECHNICIAN,
} from '../../../tests/support/people';
import { findInFolder } from '../practice-portal/testing/portal-fixture';

/** Slow hashing on a busy machine is no failure. */
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let core: CoreHarness;
let clock: Date;

async function start(options: Parameters<typeof openCore>[1] = {}): Promise<CoreHarness> {
  core = await openCore(folder, { now: () => clock, ...options });
  return core;
}
async function restart(): Promise<CoreHarness> {
  await core.close();
  return start();
}
const pass = (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * 1_000);
};
beforeEach(async () => {
  folder = newFolder();
  clock = EVENING;
  await start();
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

const failure = (reason: string, details?: Record<string, number>) => ({
  ok: false,
  failure: details ? { reason, details } : { reason },
});
const tryPin = (helperId: string, pin: string) =>
  core.client.office.signIn({ helperId, pin, outsideReason: 'other' });
const row = (id: string) =>
  core.kiosk.db.prepare('SELECT * FROM helper WHERE id = ?').get(id) as {
    name: string;
    wrong_tries: number;
    wait_until: string | null;
    pin_hash: Buffer;
    created_by: string | null;
  };

describe('the first technician', () => {
  it('is made on a new machine, and is signed in at once', async () => {
    await done(core.client.office.open());
    expect(core.view().screen).toMatchObject({ office: { page: 'signIn', helpers: [] } });
    const id = await setUp(core);
    expect(core.view().screen).toMatchObject({
      name: 'office',
      signedIn: { name: TECHNICIAN, role: 'technician' },
    });
    expect(core.kiosk.shifts.of(id)).not.toBe(null);
  });

  it('is made only once, also when two ask at the same moment', async () => {
    await done(core.client.office.open());
    const both = await Promise.all([
      core.client.office.createFirst({ name: 'Người Một', pin: PIN }),
      core.client.office.createFirst({ name: 'Người Hai', pin: PIN }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(core.kiosk.helpers.list()).toHaveLength(1);
    await done(core.client.office.open());
    expect(await core.client.office.createFirst({ name: 'Người Ba', pin: PIN })).toEqual(
      failure('NOT_ALLOWED'),
    );
  });

  it.each([
    ['PIN_WEAK', 'Người Thử', '123456'],
    ['PIN_BAD_SHAPE', 'Người Thử', '12345'],
    ['FIELD_REQUIRED', '  ', PIN],
    ['FIELD_BAD_CHARACTERS', '<b>', PIN],
  ])('is refused with %s', async (reason, name, pin) => {
    await done(core.client.office.open());
    expect(await core.client.office.createFirst({ name, pin })).toEqual(failure(reason));
    expect(core.kiosk.helpers.list()).toEqual([]);
  });
});

describe('wrong tries', () => {
  it('say how many are left, then wait 15 s, then twice as long', async () => {
    const id = await setUp(core);
    await done(core.client.office.open());
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await tryPin(id, OTHER_PIN)).toEqual(failure('PIN_WRONG', { triesLeft }));
    }
    expect(await tryPin(id, OTHER_PIN)).toEqual(failure('PIN_WAIT', { seconds: 15 }));
    pass(14);
    // While it waits, even the right PIN is not looked at, and costs no try.
    expect(await tryPin(id, PIN)).toEqual(failure('PIN_WAIT', { seconds: 1 }));
    expect(row(id).wrong_tries).toBe(5);
    pass(1);
    expect(await tryPin(id, OTHER_PIN)).toEqual(failure('PIN_WAIT', { seconds: 30 }));
    pass(30);
    await done(tryPin(id, PIN));
    expect(row(id)).toMatchObject({ wrong_tries: 0, wait_until: null });
  });

  it('are counted over restarts, and so is the wait', async () => {
    const id = await setUp(core);
    await done(core.client.office.open());
    for (let wrong = 0; wrong < 3; wrong += 1) await tryPin(id, OTHER_PIN);
    await restart();
    await done(core.client.office.open());
    expect(await tryPin(id, OTHER_PIN)).toEqual(failure('PIN_WRONG', { triesLeft: 1 }));
    expect(await tryPin(id, OTHER_PIN)).toEqual(failure('PIN_WAIT', { seconds: 15 }));
    await restart();
    await done(core.client.office.open());
    pass(10);
    expect(await tryPin(id, PIN)).toEqual(failure('PIN_WAIT', { seconds: 5 }));
  });

  it('lock at fifteen; a restart, a year and a technician open nothing, a ward officer does', async () => {
    await setUp(core);
    const officer = await addPerson(core, 'Công Chức Thử', 'wardOfficer');
    const id = await addPerson(core, 'Tình Nguyện Thử', 'volunteer');
    await done(core.client.office.open());
    let last: unknown;
    for (let wrong = 0; wrong < 15; wrong += 1) {
      last = await tryPin(id, OTHER_PIN);
      pass(4 * 3_600);
    }
    expect(last).toEqual(failure('PIN_LOCKED'));
    await restart();
    pass(365 * 86_400);
    await done(core.client.office.open());
    expect(await tryPin(id, PIN)).toEqual(failure('PIN_LOCKED'));

    await signInAs(core, idOf(core, TECHNICIAN));
    expect(await core.client.people.unlock({ helperId: id })).toEqual(failure('NOT_ALLOWED'));
    expect(await core.client.people.resetPin({ helperId: id, pin: OTHER_PIN })).toEqual(
      failure('NOT_ALLOWED'),
    );
    await signInAs(core, officer);
    await done(core.client.office.go({ page: 'people' }));
    expect(core.view().screen).toMatchObject({
      office: {
        people: expect.arrayContaining([
          expect.objectContaining({
            id,
            locked: true,
            may: expect.objectContaining({ unlock: true }),
          }),
        ]),
      },
    });
    await done(core.client.people.unlock({ helperId: id }));
    await signInAs(core, id);
  }, 60_000);

  it('wait at least as long after the clock was set back, and not for years after it was ahead', async () => {
    const id = await setUp(core);
    await done(core.client.office.open());
    for (let wrong = 0; wrong < 5; wrong += 1) await tryPin(id, OTHER_PIN);
    pass(5);
    pass(-3_600);
    expect(await tryPin(id, PIN)).toEqual(failure('PIN_WAIT', { seconds: 15 }));
    pass(14);
    expect(await tryPin(id, PIN)).toEqual(failure('PIN_WAIT', { seconds: 1 }));
    pass(1);
    await done(tryPin(id, PIN));
  });

  it('are on the disk before the PIN is looked at: killing the machine gives no try back', async () => {
    const id = await setUp(core);
    await done(core.client.office.open());
    // Even for the right PIN: nothing was told yet.
    const check = core.kiosk.helpers.checkPin(id, PIN);
    const other = new Sqlite(join(folder, 'data', 'dong-hanh.sqlite'), { readonly: true });
    const tries = other.prepare('SELECT wrong_tries FROM helper WHERE id = ?').pluck().get(id);
    other.close();
    expect(tries).toBe(1);
    expect(await check).toMatchObject({ ok: true });
    expect(row(id).wrong_tries).toBe(0);
  });

  it('are counted when many are made at once', async () => {
    const id = await setUp(core);
    await done(core.client.office.open());
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => tryPin(id, `48290${index % 5}`)),
    );
    // The right PIN is among what came too late.
    expect(answers.every(({ ok }) => !ok)).toBe(true);
    expect(row(id).wrong_tries).toBe(5);
    expect(await tryPin(id, PIN)).toEqual(failure('PIN_WAIT', { seconds: 15 }));
  });

  it('are not spent on what can be no PIN', async () => {
    const id = await setUp(core);
    await done(core.client.office.open());
    expect(await tryPin(id, '12345')).toEqual(failure('PIN_BAD_SHAPE'));
    expect(row(id).wrong_tries).toBe(0);
    expect(await tryPin('nobody', PIN)).toEqual(failure('HELPER_UNKNOWN'));
  });
});

describe('the people of a machine', () => {
  it('have names of their own, in composed letters', async () => {
    await setUp(core);
    await addPerson(core, '  Nguyễn   Thị Thử '.normalize('NFD'), 'volunteer').catch(() => {});
    expect(core.kiosk.helpers.list().map(({ name }) => name)).toContain('Nguyễn Thị Thử');
    expect(
      await core.client.people.create({ name: 'NGUYỄN THỊ THỬ', role: 'volunteer', pin: PIN }),
    ).toEqual(failure('NAME_TAKEN'));
    expect(
      await core.client.people.create({ name: 'x'.repeat(61), role: 'volunteer', pin: PIN }),
    ).toEqual({ ok: false, failure: { reason: 'FIELD_TOO_LONG', details: { max: 60 } } });
  });

  it('keep at least one technician, and nobody removes themselves', async () => {
    const first = await setUp(core);
    const officer = await addPerson(core, 'Công Chức Thử', 'wardOfficer');
    expect(await core.client.people.remove({ helperId: first })).toEqual(
      failure('LAST_TECHNICIAN'),
    );
    await signInAs(core, officer);
    expect(await core.client.people.remove({ helperId: first })).toEqual(
      failure('LAST_TECHNICIAN'),
    );
    expect(await core.client.people.remove({ helperId: officer })).toEqual(failure('NOT_ALLOWED'));
    await addPerson(core, 'Kỹ Thuật Hai', 'technician');
    await done(core.client.people.remove({ helperId: first }));
  });

  it('leave no name and no PIN behind, and their shift ends', async () => {
    await setUp(core);
    const id = await addPerson(core, 'Người Sắp Đi', 'volunteer');
    await signInAs(core, id);
    const sealed = row(id).pin_hash;
    await signInAs(core, idOf(core, TECHNICIAN));
    await done(core.client.people.remove({ helperId: id }));
    expect(row(id)).toMatchObject({ name: '', created_by: null, wrong_tries: 0 });
    expect(core.kiosk.shifts.of(id)).toBe(null);
    expect(
      core.kiosk.db.prepare('SELECT count(*) FROM shift WHERE helper_id = ?').pluck().get(id),
    ).toBe(1);
    await done(core.client.office.open());
    expect(await tryPin(id, PIN)).toEqual(failure('HELPER_UNKNOWN'));
    await core.close();
    expect(findInFolder(folder, 'Người Sắp Đi')).toEqual([]);
    expect(findInFolder(folder, sealed)).toEqual([]);
    await start();
  });

  it('removed while signed in may do nothing more', async () => {
    const id = await machineOf(core, 'wardOfficer');
    core.kiosk.helpers.remove(id, { id: 'x', name: 'x', role: 'technician' });
    expect(core.view().screen).toMatchObject({ name: 'office', office: { page: 'signIn' } });
    expect(await core.client.people.create({ name: 'X', role: 'volunteer', pin: PIN })).toEqual(
      failure('NOT_ALLOWED'),
    );
  });

  it('get a new PIN; a technician gives none to a ward officer', async () => {
    await setUp(core);
    const officer = await addPerson(core, 'Công Chức Thử', 'wardOfficer');
    const id = await addPerson(core, 'Tình Nguyện Thử', 'volunteer');
    expect(await core.client.people.resetPin({ helperId: officer, pin: OTHER_PIN })).toEqual(
      failure('NOT_ALLOWED'),
    );
    expect(await core.client.people.resetPin({ helperId: id, pin: '111111' })).toEqual(
      failure('PIN_WEAK'),
    );
    await done(core.client.people.resetPin({ helperId: id, pin: OTHER_PIN }));
    await done(core.client.office.open());
    expect(await tryPin(id, PIN)).toEqual(failure('PIN_WRONG', { triesLeft: 4 }));
    await done(tryPin(id, OTHER_PIN));
  });

  it('are forgotten with the key that sealed their PINs, and a technician is made anew', async () => {
    await setUp(core);
    await core.close();
    const { TEST_MACHINE_KEY: _, ...harness } = await import('../../../tests/support/core-harness');
    core = await harness.openCore(folder, {
      now: () => clock,
      start: {
        userDataFolder: folder,
        assetsFolder: harness.ASSETS_FOLDER,
        machineKey: Buffer.alloc(32, 9).toString('base64'),
        keystoreWeak: true,
        recovery: 'ask',
        sample: true,
      },
    });
    expect(core.kiosk.helpers.list()).toEqual([]);
    await setUp(core);
  });

  it('send no PIN into a view or a log', async () => {
    const said: unknown[] = [];
    const error = console.error;
    console.error = (...words: unknown[]) => said.push(words);
    try {
      const id = await setUp(core);
      await done(core.client.office.open());
      await tryPin(id, OTHER_PIN);
      await done(tryPin(id, PIN));
      await done(core.client.office.go({ page: 'people' }));
    } finally {
      console.error = error;
    }
    const seen = JSON.stringify([core.view(), said]);
    expect(seen).not.toContain(PIN);
    expect(seen).not.toContain(OTHER_PIN);
    await core.close();
    expect(findInFolder(folder, PIN)).toEqual([]);
    await start();
  });
});
