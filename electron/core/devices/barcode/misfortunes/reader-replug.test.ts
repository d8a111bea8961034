import { describe, expect, it } from 'vitest';
import { READER_DELAYS } from '../delays';
import { CARD_X, CARD_Y, hubUnderTest, readerUnderTest } from '../testing';

const { nonePollMs, missingPollMs } = READER_DELAYS;

describe('a reader that comes back', () => {
  it('is the same reader at another place, and reads on', async () => {
    const { device, hub, settle, texts } = await readerUnderTest();
    const before = hub.readers();
    device.scan(CARD_X);
    device.unplug();
    await settle();
    device.plug();
    await settle();
    expect(hub.readers()).toEqual(before);
    expect(hub.health()).toEqual({ ready: true });
    device.scan(CARD_Y);
    expect(texts()).toEqual([CARD_X, CARD_Y]);
  });

  it('is found by the slow poll where the system tells nothing', async () => {
    const { memory, clock, hub } = hubUnderTest({ silent: true });
    const device = memory.device();
    await clock.pass(0);
    device.plug();
    await clock.pass(nonePollMs);
    expect(hub.health()).toEqual({ ready: true });
    device.unplug();
    await clock.pass(0);
    expect(hub.health().ready).toBe(false);
    device.plug();
    await clock.pass(nonePollMs);
    expect(hub.health()).toEqual({ ready: true });
  });

  it('is looked for seldom where another one works and the system tells nothing', async () => {
    const { memory, clock, hub } = hubUnderTest({ silent: true });
    const [one, other] = [memory.device(), memory.device({ id: { serial: '2' } })];
    one.plug();
    other.plug();
    await clock.pass(nonePollMs);
    one.unplug();
    await clock.pass(READER_DELAYS.settleMs);
    const looks = memory.looks();
    one.plug();
    await clock.pass(missingPollMs - 1);
    expect(memory.looks()).toBe(looks);
    await clock.pass(1);
    expect(hub.readers().every((reader) => reader.health().ready)).toBe(true);
  });

  it('was never away: an error on a bad cable, and it is opened again', async () => {
    const { device, settle, hub, texts } = await readerUnderTest();
    device.glitch();
    expect(hub.health().ready).toBe(false);
    await settle();
    expect(hub.health()).toEqual({ ready: true });
    device.scan(CARD_X);
    expect(texts()).toEqual([CARD_X]);
  });

  it('by the technician is found at once', async () => {
    const { memory, hub, clock } = hubUnderTest({ silent: true });
    await clock.pass(0);
    memory.device().plug();
    await hub.look();
    await clock.pass(0);
    expect(hub.health()).toEqual({ ready: true });
  });
});
