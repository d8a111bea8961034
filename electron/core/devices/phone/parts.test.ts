/** The parts that decide by themselves: addresses, words, the certificate. */
import { X509Certificate } from 'node:crypto';
import type { NetworkInterfaceInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasAddress, lanAddress } from './addresses';
import { makeCertificate } from './certificate';
import { createSecret } from './guards';
import { loadWords, WordList, wordsOf } from './words';

const ASSETS = fileURLToPath(new URL('../../../../assets', import.meta.url));

function v4(address: string, more: Partial<NetworkInterfaceInfo> = {}): NetworkInterfaceInfo {
  return {
    address,
    netmask: '255.255.255.0',
    family: 'IPv4',
    mac: '3c:52:82:00:00:01',
    internal: false,
    cidr: `${address}/24`,
    ...more,
  } as NetworkInterfaceInfo;
}

describe('the address to listen on', () => {
  it.each([
    ['none at all', {}, null],
    ['the machine itself only', { lo: [v4('127.0.0.1', { internal: true })] }, null],
    ['a wired network', { eth0: [v4('192.168.1.20')] }, '192.168.1.20'],
    ['Windows’ names', { 'Wi-Fi': [v4('10.0.0.7')] }, '10.0.0.7'],
    ['wireless before wired', { eth0: [v4('10.1.1.1')], wlan0: [v4('172.31.0.2')] }, '172.31.0.2'],
    ['an address of the internet', { eth0: [v4('203.0.113.5')] }, null],
    ['just outside the private ranges', { a: [v4('172.32.0.1')], b: [v4('11.0.0.1')] }, null],
    ['IPv6 only', { eth0: [v4('fd00::2', { family: 'IPv6' } as object)] }, null],
    ['a cable without a network (169.254)', { eth0: [v4('169.254.3.4')] }, null],
    [
      'networks inside the machine',
      {
        docker0: [v4('172.17.0.1')],
        'br-1f': [v4('172.18.0.1')],
        virbr0: [v4('192.168.122.1')],
        'vEthernet (WSL)': [v4('172.20.0.1')],
        'VirtualBox Host-Only Network': [v4('192.168.56.1')],
        'Ethernet 3': [v4('192.168.57.1', { mac: '0a:00:27:00:00:03' })],
        tun0: [v4('10.8.0.2')],
        wg0: [v4('10.9.0.2')],
      },
      null,
    ],
  ])('%s', (_name, interfaces, address) => {
    expect(lanAddress(interfaces)).toBe(address);
  });

  it('is missed when it is gone', () => {
    expect(hasAddress({ eth0: [v4('10.0.0.7')] }, '10.0.0.7')).toBe(true);
    expect(hasAddress({ eth0: [v4('10.0.0.8')] }, '10.0.0.7')).toBe(false);
    expect(hasAddress({}, '10.0.0.7')).toBe(false);
  });
});

describe('the words', () => {
  it('are 256, unlike each other even without their marks', async () => {
    const words = await loadWords(ASSETS);
    expect(words).toHaveLength(256);
    const changed = (index: number, word: string) => ({
      words: words.map((each, at) => (at === index ? word : each)),
    });
    expect(WordList.safeParse(changed(0, words[0] ?? '')).success).toBe(true);
    expect(WordList.safeParse(changed(0, words[1] ?? '')).success).toBe(false);
    expect(WordList.safeParse(changed(0, (words[1] ?? '').normalize('NFD'))).success).toBe(false);
    expect(WordList.safeParse({ words: words.slice(1) }).success).toBe(false);
  });

  it('are told from the SHA-256 of the certificate', () => {
    const list = Array.from({ length: 256 }, (_, index) => `w${index}`);
    // SHA-256 of nothing begins e3 b0 c4 42 (FIPS 180-4).
    expect(wordsOf(new Uint8Array(), list)).toEqual(['w227', 'w176', 'w196', 'w66']);
  });
});

describe('the certificate', () => {
  it('is for this address, for servers, on P-256, and soon over', async () => {
    const now = new Date('2026-11-21T08:00:00Z');
    const { cert, key, der } = await makeCertificate('192.168.1.20', now);
    const read = new X509Certificate(cert);
    expect(read.checkIP('192.168.1.20')).toBe('192.168.1.20');
    expect(read.checkIP('192.168.1.21')).toBeUndefined();
    expect([read.ca, read.publicKey.asymmetricKeyDetails?.namedCurve]).toEqual([
      false,
      'prime256v1',
    ]);
    expect(read.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(new Date(read.validTo).getTime() - now.getTime()).toBeLessThanOrEqual(2 * 86_400_000);
    expect(read.raw.equals(der)).toBe(true);
    expect(key).toContain('PRIVATE KEY');
  });

  it('comes with a token of 128 bits that people can type', () => {
    const secrets = new Set(Array.from({ length: 200 }, createSecret));
    expect(secrets.size).toBe(200);
    for (const secret of secrets) expect(secret).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  });
});
