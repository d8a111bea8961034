import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CoreHarness,
  newFolder,
  openCore,
  removeFolder,
} from '../../../tests/support/core-harness';
import { createQueue, dayOf, guessWait, type Queue } from './queue';

let folder: string;
let core: CoreHarness;
let at = new Date('2026-11-21T10:30:00.000Z');
let queue: Queue;
beforeEach(async () => {
  at = new Date('2026-11-21T10:30:00.000Z');
  folder = newFolder();
  core = await openCore(folder, { now: () => at });
  queue = createQueue(core.kiosk.db, core.kiosk.events, () => at);
});
afterEach(async () => {
  await core.close();
  removeFolder(folder);
});

const later = (minutes: number) => {
  at = new Date(at.getTime() + minutes * 60_000);
};
const taken = (code: string | null) => {
  const ticket = queue.take(code);
  if (!ticket.ok) throw new Error(ticket.failure.reason);
  return ticket.value.number;
};

describe('the queue', () => {
  it('counts from one, calls in order, and says what was called last', () => {
    expect([taken('1.004194'), taken(null), taken('2.000635')]).toEqual([1, 2, 3]);
    expect(queue.called()).toBeNull();
    later(4);
    expect(queue.next('Máy 1')?.number).toBe(1);
    expect(queue.next('Máy 1')?.number).toBe(2);
    expect(queue.called()).toBe(2);
    expect(queue.waiting().map(({ number }) => number)).toEqual([3]);
    expect(queue.next('Máy 2')?.procedureCode).toBe('2.000635');
    expect(queue.next('Máy 2')).toBeNull();
    const waits = core.kiosk.db
      .prepare("SELECT seconds FROM event WHERE kind = 'queueCalled'")
      .pluck()
      .all();
    expect(waits).toEqual([240, 240, 240]);
  });

  it('begins anew the next day, at midnight in Việt Nam', () => {
    expect([taken(null), taken(null)]).toEqual([1, 2]);
    at = new Date('2026-11-21T16:59:59.000Z');
    expect(dayOf(at)).toBe('2026-11-21');
    expect(taken(null)).toBe(3);
    at = new Date('2026-11-21T17:00:00.000Z');
    expect(queue.waiting()).toEqual([]);
    expect(queue.next('Máy 1')).toBeNull();
    expect(queue.called()).toBeNull();
    expect(taken(null)).toBe(1);
    expect(core.kiosk.db.prepare('SELECT count(*) FROM queue_ticket').pluck().get()).toBe(1);
  });

  it('is still there after the plug was pulled', async () => {
    taken(null);
    taken('1.004194');
    await core.close();
    core = await openCore(folder, { now: () => at });
    queue = createQueue(core.kiosk.db, core.kiosk.events, () => at);
    expect(queue.waiting().map(({ number }) => number)).toEqual([1, 2]);
    expect(taken(null)).toBe(3);
  });
});

describe('the guess of a wait', () => {
  it('grows with those ahead and shrinks with the machines', () => {
    expect(guessWait(6, [8, 10, 12], 1)).toBe(60);
    expect(guessWait(6, [8, 10, 12], 3)).toBe(20);
    expect(guessWait(0, [], 1)).toBe(0);
  });

  it('is not made from too little', () => {
    expect(guessWait(2, [10, 10], 2)).toBeNull();
  });
});
