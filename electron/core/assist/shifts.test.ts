import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { addPerson, done, EVENING, PIN, setUp, signInAs } from '../../../tests/support/people';

/** Slow hashing on a busy machine is no failure. */
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let core: CoreHarness;
let clock: Date;

async function start(options: Parameters<typeof openCore>[1] = {}): Promise<void> {
  core = await openCore(folder, { now: () => clock, ...options });
}
const pass = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000);
};
beforeEach(() => {
  folder = newFolder();
  clock = EVENING;
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

const shifts = () =>
  core.kiosk.db
    .prepare(
      'SELECT helper_id AS id, started_at AS began, ended_at AS ended, outside_reason AS why FROM shift ORDER BY id',
    )
    .all() as Array<{ id: string; began: string; ended: string | null; why: string | null }>;
const events = (kind: string) =>
  core.kiosk.db
    .prepare('SELECT value, session FROM event WHERE kind = ? ORDER BY id')
    .all(kind) as Array<{ value: string; session: string | null }>;

/** A point where nobody works alone. */
async function guardedPoint(): Promise<void> {
  await start();
  writeFileSync(
    join(folder, 'point.json'),
    JSON.stringify({ ...core.kiosk.point, residentsAlone: false }),
  );
  await core.close();
  await start();
}

describe('a shift', () => {
  it('begins with signing in, outlives the page, and ends with "Hết ca"', async () => {
    await start();
    const id = await setUp(core);
    pass(10);
    await done(core.client.office.close());
    expect(core.view().screen).toMatchObject({ name: 'welcome' });
    expect(shifts()).toEqual([{ id, began: EVENING.toISOString(), ended: null, why: null }]);
    // Coming back asks for the PIN, and begins no second shift.
    await done(core.client.office.open());
    expect(core.view().screen).toMatchObject({ signedIn: null });
    expect(await core.client.office.signOut()).toMatchObject({
      failure: { reason: 'NOT_ALLOWED' },
    });
    await signInAs(core, id);
    pass(20);
    await done(core.client.office.signOut());
    expect(core.view().screen).toMatchObject({ name: 'welcome' });
    expect(shifts()).toEqual([
      { id, began: EVENING.toISOString(), ended: clock.toISOString(), why: null },
    ]);
    expect(events('shiftStarted')).toEqual([{ value: 'technician', session: null }]);
    expect(events('shiftEnded')).toEqual([{ value: 'technician', session: null }]);
  });

  it('of several helpers at one machine goes on side by side', async () => {
    await start();
    const one = await setUp(core);
    const two = await addPerson(core, 'Tình Nguyện Thử', 'volunteer');
    await signInAs(core, two);
    expect(core.kiosk.shifts.open().map(({ helperId }) => helperId)).toEqual([one, two]);
    await done(core.client.office.signOut());
    expect(core.kiosk.shifts.open().map(({ helperId }) => helperId)).toEqual([one]);
  });

  it('outside the hours is asked why, before a try is spent, and only when it begins', async () => {
    await start();
    const first = await setUp(core);
    const id = await addPerson(core, 'Tình Nguyện Thử', 'volunteer');
    clock = new Date('2026-11-23T09:00:00+07:00');
    await done(core.client.office.open());
    expect(core.view().screen).toMatchObject({ office: { outside: true } });
    expect(await core.client.office.signIn({ helperId: id, pin: '904417' })).toMatchObject({
      failure: { reason: 'SHIFT_REASON_NEEDED' },
    });
    expect(
      core.kiosk.db.prepare('SELECT wrong_tries FROM helper WHERE id = ?').pluck().get(id),
    ).toBe(0);
    await done(core.client.office.signIn({ helperId: id, pin: PIN, outsideReason: 'appointment' }));
    expect(shifts().at(-1)).toMatchObject({ id, why: 'appointment' });
    // Already in a shift: not asked again.
    await done(core.client.office.open());
    await done(core.client.office.signIn({ helperId: first, pin: PIN }));
  });

  it('inside the hours keeps no reason, whatever the page sends', async () => {
    await start();
    const first = await setUp(core);
    await done(core.client.office.signOut());
    await done(core.client.office.open());
    await done(core.client.office.signIn({ helperId: first, pin: PIN, outsideReason: 'other' }));
    expect(shifts().at(-1)).toMatchObject({ why: null, ended: null });
  });

  it('left open by a crash ends at the next start, when it was last known to go on', async () => {
    await start();
    await setUp(core);
    pass(30);
    core.kiosk.shifts.seen();
    const lastKnown = clock.toISOString();
    // A crash writes nothing more: the row is put back to what a killed process would leave.
    pass(7);
    await core.close();
    const { default: Sqlite } = await import('better-sqlite3');
    const db = new Sqlite(join(folder, 'data', 'dong-hanh.sqlite'));
    db.prepare('UPDATE shift SET seen_at = ?').run(lastKnown);
    db.close();
    pass(600);
    await start();
    expect(shifts()).toMatchObject([{ ended: lastKnown }]);
  });

  it('goes on when only the core died', async () => {
    await start();
    await setUp(core);
    await core.close();
    await start({ recovery: 'continue' });
    expect(shifts()).toMatchObject([{ ended: null }]);
  });

  it('nobody ended is not counted through the night', async () => {
    await start();
    await setUp(core);
    pass(11 * 60);
    core.kiosk.shifts.seen();
    const lastKnown = clock.toISOString();
    pass(90);
    core.kiosk.shifts.seen();
    expect(shifts()).toMatchObject([{ ended: lastKnown }]);
  });

  it('never ends before it began', async () => {
    await start();
    await setUp(core);
    pass(-120);
    await done(core.client.office.signOut());
    expect(shifts()).toMatchObject([{ ended: EVENING.toISOString() }]);
  });
});

describe('a point where nobody works alone', () => {
  it('lets residents begin while a volunteer is on shift, and not while only a technician is', async () => {
    await guardedPoint();
    expect(core.view().screen).toEqual({ name: 'welcome', needsHelper: true });
    expect(await core.client.session.start()).toMatchObject({ failure: { reason: 'NO_HELPER' } });
    await setUp(core);
    const volunteer = await addPerson(core, 'Tình Nguyện Thử', 'volunteer');
    await done(core.client.office.close());
    expect(await core.client.session.start()).toMatchObject({ failure: { reason: 'NO_HELPER' } });
    await signInAs(core, volunteer);
    await done(core.client.office.close());
    expect(core.view().screen).toEqual({ name: 'welcome', needsHelper: false });
    await done(core.client.session.start());
    expect(core.view().screen.name).toBe('goal');
  });

  it('is not the usual one', async () => {
    await start();
    expect(core.view().screen).toEqual({ name: 'welcome', needsHelper: false });
    await done(core.client.session.start());
  });
});

describe('the page of a helper', () => {
  it('closes when nobody touches it, and the shift goes on', async () => {
    await start();
    const id = await setUp(core);
    const { endUnattended } = await import('../sessions/lifecycle');
    await endUnattended(core.kiosk);
    expect(core.view().screen.name).toBe('welcome');
    expect(core.kiosk.shifts.of(id)).not.toBe(null);
    expect(await core.client.office.go({ page: 'people' })).toMatchObject({
      failure: { reason: 'NOT_ALLOWED' },
    });
  });

  it('is not reached past a session, and its door does not open over one', async () => {
    await start();
    await setUp(core);
    await done(core.client.session.start());
    expect(await core.client.office.open()).toMatchObject({
      failure: { reason: 'SESSION_WRONG_STEP' },
    });
    expect(await core.client.office.go({ page: 'people' })).toMatchObject({
      failure: { reason: 'NOT_ALLOWED' },
    });
  });

  it('stays shut when a session began while the PIN was checked', async () => {
    await start();
    const id = await setUp(core);
    await done(core.client.office.open());
    const entering = core.client.office.signIn({ helperId: id, pin: PIN });
    await done(core.client.session.start());
    expect(await entering).toMatchObject({ failure: { reason: 'SESSION_WRONG_STEP' } });
    expect(core.view().screen.name).toBe('goal');
  });
});
