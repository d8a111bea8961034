import { describe, expect, it } from 'vitest';
import { qrPath } from './qr-path';

describe('qrPath', () => {
  it('draws each run of dark modules once', () => {
    expect(qrPath(3, '110001100')).toBe('M0 0h2v1h-2zM2 1h1v1h-1zM0 2h1v1h-1z');
  });

  it('does not join the end of one row with the start of the next', () => {
    expect(qrPath(2, '0110')).toBe('M1 0h1v1h-1zM0 1h1v1h-1z');
  });
});
