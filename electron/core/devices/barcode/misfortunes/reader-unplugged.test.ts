import { describe, expect, it, vi } from 'vitest';
import { READER_DELAYS } from '../delays';
import { reportsOf } from '../fakes/reports';
import { CARD_X, CARD_Y, readerUnderTest } from '../testing';

describe('a reader that is pulled out', () => {
  it('says so at once', async () => {
    const { device, hub } = await readerUnderTest();
    const heard = vi.fn();
    hub.onChange(heard);
    device.unplug();
    expect(hub.health()).toEqual({ ready: false, reason: 'READER_UNPLUGGED' });
    expect(hub.readers()[0]?.health()).toEqual({ ready: false, reason: 'READER_UNPLUGGED' });
    expect(heard).toHaveBeenCalled();
  });

  it('in the middle of a card takes the card with it: the next one is whole', async () => {
    const { device, texts, settle } = await readerUnderTest();
    device.send(...reportsOf(CARD_X).slice(0, 2));
    device.unplug();
    device.plug();
    await settle();
    expect(device.isOpen()).toBe(true);
    device.scan(CARD_Y);
    expect(texts()).toEqual([CARD_Y]);
  });

  it('does not end the lost card by silence either', async () => {
    const { device, texts, clock } = await readerUnderTest({ layout: 'B' });
    device.send(...reportsOf(CARD_X, 'B').slice(0, 1));
    device.unplug();
    await clock.pass(READER_DELAYS.partSilenceMs * 2);
    expect(texts()).toEqual([]);
  });

  it('leaves the other one working', async () => {
    const { device, memory, settle, hub, texts } = await readerUnderTest();
    const other = memory.device({ id: { serial: '2' } });
    other.plug();
    await settle();
    device.unplug();
    await settle();
    expect(hub.health()).toEqual({ ready: true });
    other.scan(CARD_X);
    expect(texts()).toEqual([CARD_X]);
  });
});
