/** The desk alone, on a clock that stands still. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../contract/result';
import { createPhoneDesk, type KeepPicture, type PhoneDesk, type PhonePlace } from './desk';
import { createMemoryPhone, type MemoryPhone } from './fake-memory';
import { type Clock, PHONE_LIMITS } from './limits';

/** Due times by what is to be run; `pass` moves the time on. */
function standingClock(): Clock & { pass(ms: number): void } {
  let now = 0;
  const due = new Map<object, { at: number; run: () => void }>();
  return {
    setTimeout(run, ms) {
      const id = {};
      due.set(id, { at: now + ms, run });
      return id;
    },
    clearTimeout: (id) => void due.delete(id as object),
    pass(ms) {
      now += ms;
      for (const [id, { at, run }] of due) {
        if (at > now) continue;
        due.delete(id);
        run();
      }
    },
  };
}

let clock: ReturnType<typeof standingClock>;
let phone: MemoryPhone;
let desk: PhoneDesk;
let place: PhonePlace | null;
let touched: number;
const keep: KeepPicture = async () => ok([{ id: 'page', quality: 'blurred' }]);

beforeEach(() => {
  clock = standingClock();
  phone = createMemoryPhone();
  place = { sessionId: 'one', componentId: 'lease' };
  touched = 0;
  desk = createPhoneDesk({
    scanner: phone,
    limits: PHONE_LIMITS,
    clock,
    place: () => place,
    language: () => 'vi',
    changed: () => desk.follow(),
    touched: () => {
      touched += 1;
    },
  });
});

describe('the desk of the phone', () => {
  it('closes the way when nobody does anything for ten minutes, and says so', async () => {
    await desk.open(keep);
    clock.pass(PHONE_LIMITS.idleMs - 1);
    expect(phone.isOpen()).toBe(true);
    clock.pass(1);
    expect(phone.isOpen()).toBe(false);
    expect(desk.view()).toMatchObject({ link: null, failure: { reason: 'PHONE_TIMED_OUT' } });
  });

  it('counts every sign of a person, and puts off the kiosk’s own time-out with it', async () => {
    await desk.open(keep);
    expect(touched).toBe(0);
    clock.pass(PHONE_LIMITS.idleMs - 1);
    phone.touches();
    expect(touched).toBe(1);
    clock.pass(PHONE_LIMITS.idleMs - 1);
    expect(phone.isOpen()).toBe(true);
    clock.pass(1);
    expect(phone.isOpen()).toBe(false);
    phone.touches();
    expect(touched).toBe(1);
  });

  it('tells the phone what the picture is like', async () => {
    await desk.open(keep);
    expect(await phone.sends(new Uint8Array(1))).toEqual(
      ok({ quality: 'blurred', arrived: 1, left: 9 }),
    );
  });

  it.each([
    ['another session', { sessionId: 'two', componentId: 'lease' }],
    ['another paper', { sessionId: 'one', componentId: 'photo' }],
    ['another screen', null],
  ])('refuses pictures at once on %s, and closes when it hears of it', async (_name, next) => {
    await desk.open(keep);
    place = next;
    // Nobody has told the desk yet.
    expect(await phone.sends(new Uint8Array(1))).toMatchObject({
      failure: { reason: 'PHONE_CLOSED' },
    });
    expect(phone.isOpen()).toBe(true);
    desk.follow();
    expect([phone.isOpen(), desk.view()]).toEqual([false, null]);
  });

  it('asks again, after the picture was read, whether it is still wanted', async () => {
    let wanted: (() => boolean) | undefined;
    await desk.open(async (_place, _bytes, isWanted) => {
      wanted = isWanted;
      return ok([]);
    });
    await phone.sends(new Uint8Array(1));
    expect(wanted?.()).toBe(true);
    place = { sessionId: 'two', componentId: 'lease' };
    expect(wanted?.()).toBe(false);
  });

  it('does not let two pictures at once both be the last', async () => {
    await desk.open(keep);
    const all = await Promise.all(Array.from({ length: 12 }, () => phone.sends(new Uint8Array(1))));
    expect(all.filter((each) => each.ok)).toHaveLength(10);
  });

  it('opens nothing without a paper on screen', async () => {
    place = null;
    expect(await desk.open(keep)).toMatchObject({ failure: { reason: 'SESSION_WRONG_STEP' } });
    expect(phone.opened()).toBe(0);
  });
});
