import { createSocket } from 'node:dgram';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startFakeEscl } from '../../../../../tests/support/escl/fake-escl-server';
import { smallPage } from './escl.test-support';
import { browseNetwork, createEsclFinder, openBonjour, serviceUrl } from './find-escl';

/** Programs and sockets of a loaded machine take their time. */
vi.setConfig({ testTimeout: 30_000 });

const never = new AbortController().signal;

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

describe('looking for eSCL devices', () => {
  it('finds one behind ipp-usb and one typed in, each once, and opens them', async () => {
    const usb = await startFakeEscl({ serial: 'USB1', platen: smallPage(1), hasFeeder: false });
    const typed = await startFakeEscl({ serial: 'NET1' });
    onTestFinished(() => Promise.all([usb.close(), typed.close()]).then(() => undefined));
    const port = Number(new URL(usb.url).port);
    const finder = createEsclFinder({
      localPorts: [port, 1],
      addresses: () => [`${typed.url}/`, 'file:///etc', 'không phải địa chỉ'],
      // The same device is announced on the network as well.
      browse: async () => [usb.url, 'http://127.0.0.1:1/eSCL'],
    });
    const found = await finder.find(never);
    expect(found.map(({ id, sources, duplex }) => [id.serial, sources, duplex])).toEqual([
      ['NET1', ['flatbed', 'feeder'], true],
      ['USB1', ['flatbed'], false],
    ]);
    const scanner = found[1]?.open();
    expect(await scanner?.check()).toEqual({ ready: true });
    await scanner?.close();
  });

  it('hears what is announced by DNS-SD', async () => {
    const port = await freeUdpPort();
    const announcer = openBonjour('127.0.0.1', port);
    onTestFinished(() => announcer.destroy());
    announcer.publish({
      name: 'Máy quét thử',
      type: 'uscan',
      port: 9_095,
      probe: false,
      disableIPv6: true,
      txt: { rs: 'eSCL', ty: 'Thử Nghiệm M1' },
    });
    const urls = await browseNetwork(2_000, never, { port, interfaces: ['127.0.0.1'] });
    expect(urls).toHaveLength(1);
    expect(urls[0]).toMatch(/^http:\/\/[\d.]+:9095\/eSCL$/);
  });

  it.each([
    [
      { port: 80, txt: { rs: '/eSCL/' }, addresses: ['fe80::1', '192.0.2.7'] },
      'http://192.0.2.7/eSCL',
    ],
    [{ port: 8080, txt: undefined, addresses: ['192.0.2.7'] }, 'http://192.0.2.7:8080/eSCL'],
    [{ port: 80, txt: { rs: '@198.51.100.1/' }, addresses: ['192.0.2.7'] }, undefined],
    [{ port: 0, txt: {}, addresses: ['192.0.2.7'] }, undefined],
    [{ port: 80, txt: {}, addresses: ['fe80::1'] }, undefined],
    [{ port: 80, txt: {}, addresses: ['999.1.1.1'] }, undefined],
  ])('%j is at %s', (service, url) => expect(serviceUrl(service)).toBe(url));
});
