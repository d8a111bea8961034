import { describe, expect, it } from 'vitest';
import { createEraKey, createSealer, openBytes, sealBytes } from './sealing';

describe('sealing', () => {
  it('gives back what was sealed, and shows nothing of it', () => {
    const sealer = createSealer(createEraKey());
    const sealed = sealer.sealJson('account', { hoTen: 'Nguyễn Thị Thử Nghiệm' });
    expect(sealed.includes(Buffer.from('Nghi', 'utf8'))).toBe(false);
    expect(sealer.openJson('account', sealed)).toEqual({ hoTen: 'Nguyễn Thị Thử Nghiệm' });
  });

  it('does not open with another key, in another place, or changed by one bit', () => {
    const key = createEraKey();
    const sealed = sealBytes(key, 'account', Buffer.from('Ỷ'));
    expect(() => openBytes(createEraKey(), 'account', sealed)).toThrow();
    expect(() => openBytes(key, 'message', sealed)).toThrow();
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(() => openBytes(key, 'account', changed)).toThrow();
    expect(() => openBytes(key, 'account', sealed.subarray(0, 10))).toThrow();
  });

  it('finds by index within one era only', () => {
    const [one, other] = [createSealer(createEraKey()), createSealer(createEraKey())];
    const index = one.index('phone', '0900000000');
    expect(one.index('phone', '0900000000').equals(index)).toBe(true);
    expect(one.index('personalId', '0900000000').equals(index)).toBe(false);
    expect(other.index('phone', '0900000000').equals(index)).toBe(false);
  });
});
