import { describe, expect, it } from 'vitest';
import { createKey, importKey, openJson, sealJson, unwrapKey, wrapKey } from './vault';

const PLAIN = Buffer.from('Nguyễn Thị Thử Nghiệm · 079199000000');

describe('a vault key', () => {
  it('opens what it sealed, and what it sealed does not show the text', () => {
    const key = createKey();
    const sealed = key.seal(PLAIN, 'session:1');
    expect(sealed.includes('079199000000')).toBe(false);
    expect(key.open(sealed, 'session:1')).toEqual(PLAIN);
  });

  it('seals the same text differently each time', () => {
    const key = createKey();
    expect(key.seal(PLAIN, 'a').equals(key.seal(PLAIN, 'a'))).toBe(false);
  });

  it('does not open for another purpose or with another key', () => {
    const key = createKey();
    const sealed = key.seal(PLAIN, 'session:1');
    expect(() => key.open(sealed, 'session:2')).toThrow();
    expect(() => createKey().open(sealed, 'session:1')).toThrow();
  });

  it('notices every single flipped byte, and every cut', () => {
    const key = createKey();
    const sealed = key.seal(Buffer.from('ngắn'), 'x');
    for (let at = 0; at < sealed.length; at += 1) {
      const flipped = Buffer.from(sealed);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      expect(() => key.open(flipped, 'x'), `byte ${at}`).toThrow();
      expect(() => key.open(sealed.subarray(0, at), 'x'), `cut at ${at}`).toThrow();
    }
  });

  it('neither seals nor opens nor gives itself away after it was destroyed', () => {
    const key = createKey();
    const sealed = key.seal(PLAIN, 'x');
    key.destroy();
    expect(() => key.open(sealed, 'x')).toThrow('destroyed');
    expect(() => key.seal(PLAIN, 'x')).toThrow('destroyed');
    expect(() => key.export()).toThrow('destroyed');
  });

  it('has 32 bytes, no more and no less', () => {
    expect(() => importKey(Buffer.alloc(31))).toThrow(RangeError);
    expect(() => importKey(Buffer.alloc(33))).toThrow(RangeError);
  });

  it('is wrapped for one owner under one machine key', () => {
    const machine = createKey();
    const key = createKey();
    const wrapped = wrapKey(machine, key, 'session:1');
    const sealed = sealJson(key, { name: 'Thử' }, 'p');
    expect(openJson(unwrapKey(machine, wrapped, 'session:1'), sealed, 'p')).toEqual({
      name: 'Thử',
    });
    expect(() => unwrapKey(machine, wrapped, 'session:2')).toThrow();
    expect(() => unwrapKey(createKey(), wrapped, 'session:1')).toThrow();
    expect(wrapped.includes(key.export())).toBe(false);
  });
});
