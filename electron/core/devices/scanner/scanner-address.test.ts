import { describe, expect, it } from 'vitest';
import { scannerAddress } from './scanner-address';

describe('a scanner’s address as it is typed', () => {
  it.each([
    ['192.168.1.20', 'http://192.168.1.20/eSCL'],
    [' 192.168.1.20:8080/ ', 'http://192.168.1.20:8080/eSCL'],
    ['http://192.168.1.20/eSCL/', 'http://192.168.1.20/eSCL'],
    ['HTTP://May-Quet.local/khac/eSCL', 'http://may-quet.local/khac/eSCL'],
    ['[fe80::1]', 'http://[fe80::1]/eSCL'],
  ])('"%s" is %s', (typed, address) => expect(scannerAddress(typed)).toBe(address));

  it.each([
    ...['', '   ', 'không phải địa chỉ', 'https://192.168.1.20', 'file:///etc/passwd'],
    ...[
      'javascript:alert(1)',
      'http://ai:mat-khau@192.168.1.20',
      'http://a/eSCL?x=1',
      'http://a/#b',
    ],
    'a'.repeat(300),
  ])('"%s" is none', (typed) => expect(scannerAddress(typed)).toBeUndefined());
});
