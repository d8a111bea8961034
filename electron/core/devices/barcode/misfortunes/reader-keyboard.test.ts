import { describe, expect, it } from 'vitest';
import { CARD_X, hubUnderTest } from '../testing';

describe('a reader in keyboard mode', () => {
  it('is shown as such, so that someone can scan the set-up code', async () => {
    const { memory, settle, hub } = hubUnderTest();
    const keyboard = memory.device({ kind: 'wedge', label: 'KBW' });
    keyboard.plug();
    await settle();
    expect(hub.readers().map(({ kind, label }) => [kind, label])).toEqual([['wedge', 'KBW']]);
    expect(hub.health()).toEqual({ ready: false, reason: 'READER_KEYBOARD' });
  });

  it('that changes its mode comes back as a reader that works, and alone', async () => {
    const { memory, settle, hub, texts } = hubUnderTest();
    const keyboard = memory.device({ kind: 'wedge' });
    keyboard.plug();
    await settle();
    keyboard.unplug();
    const reader = memory.device({ kind: 'hidPos' });
    reader.plug();
    await settle();
    expect(hub.readers().map(({ kind }) => kind)).toEqual(['hidPos']);
    expect(hub.health()).toEqual({ ready: true });
    reader.scan(CARD_X);
    expect(texts()).toEqual([CARD_X]);
  });

  it('does not hide that another one works, nor cause any polling then', async () => {
    const { memory, settle, hub, clock } = hubUnderTest();
    memory.device({ kind: 'wedge' }).plug();
    memory.device({ kind: 'hidPos' }).plug();
    await settle();
    expect(hub.health()).toEqual({ ready: true });
    const looks = memory.looks();
    await clock.pass(600_000);
    expect(memory.looks()).toBe(looks);
  });
});
