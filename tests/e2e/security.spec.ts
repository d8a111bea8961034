import { createSocket } from 'node:dgram';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { PORT_REQUEST } from '../../electron/contract/page-line';
import { type KioskApp, removeUserData, startKiosk } from '../support/app';
import { CARD_2021 } from '../support/cards';
import { rendererPid } from '../support/renderer-process';
import { button, endSession, rateAndLeave, see } from '../support/steps';
import { packFile, Way } from '../support/way';

let kiosk: KioskApp;
test.beforeAll(async () => {
  // Chromium's drawn camera, so that what is denied is denied by us and not by a missing device.
  kiosk = await startKiosk({ args: ['--use-fake-device-for-media-stream'] });
  await see(kiosk.page, 'welcome');
});
test.afterAll(async () => {
  await kiosk.close();
  removeUserData(kiosk.userData);
});

test('the policy lets scripts and styles come from the application alone', async () => {
  const header = await kiosk.page.evaluate(async () => {
    const answer = await fetch('app://kiosk/index.html');
    return answer.headers.get('content-security-policy') ?? '';
  });
  const policy = new Map(
    header.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(/\s+/);
      return [name, values.join(' ')];
    }),
  );
  expect(header).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:|data:/);
  expect(policy.get('default-src')).toBe("'none'");
  expect(policy.get('script-src')).toBe("'self' 'wasm-unsafe-eval'");
  expect(policy.get('style-src')).toBe("'self'");
  expect(policy.get('connect-src')).toBe("'self'");
  for (const name of ['form-action', 'frame-ancestors', 'base-uri']) {
    expect(policy.get(name)).toBe("'none'");
  }
});

test('neither written-in script nor text as code runs', async () => {
  const ran = await kiosk.page.evaluate(() => {
    const state = window as unknown as { ran?: string[] };
    state.ran = [];
    const script = document.createElement('script');
    script.textContent = 'window.ran.push("inline")';
    document.body.append(script);
    const image = document.createElement('div');
    image.innerHTML = '<img src="app://kiosk/none.png" onerror="window.ran.push(\'handler\')">';
    document.body.append(image);
    script.remove();
    image.remove();
    const tries = [
      () => new Function('window.ran.push("function")')(),
      () => (window as unknown as { eval(code: string): void }).eval('window.ran.push("eval")'),
      () => setTimeout('window.ran.push("timer")', 0),
    ];
    // The driver's own call may run anything; a later task is the page's own again.
    return new Promise<string[]>((resolve) => {
      setTimeout(() => {
        for (const run of tries) {
          try {
            run();
          } catch {
            // Refused, as it should be.
          }
        }
        setTimeout(() => resolve(state.ran ?? []), 100);
      }, 0);
    });
  });
  expect(ran).toEqual([]);
});

test('the page has none of Node or Electron', async () => {
  const kinds = await kiosk.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  );
  expect(kinds).toEqual([]);
  const preferences = await kiosk.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
      contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('the operating system holds the page in a sandbox', async () => {
  test.skip(process.platform !== 'linux', 'read from /proc');
  const pid = await rendererPid(kiosk.app);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  // A seccomp filter, no new rights, and none to begin with.
  expect(status).toMatch(/^Seccomp:\s+2$/m);
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  expect(status).toMatch(/^CapEff:\s+0{16}$/m);
  expect(status).not.toMatch(/^Uid:\s+0\s/m);
  // Its own process namespace: it sees no other process.
  expect(status).toMatch(/^NSpid:\s+\d+\s+\d+/m);
  const commands = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')];
      } catch {
        return [];
      }
    })
    .filter((command) => command.includes(kiosk.userData));
  expect(commands.length).toBeGreaterThan(1);
  expect(commands.join('\n')).not.toMatch(/--no-sandbox|--disable-seccomp|--disable-setuid/);
});

test('it reaches no network, not even this machine', async () => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.end('da nhan');
  });
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  let datagrams = 0;
  const udp = createSocket('udp4', () => {
    datagrams += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', () => resolve()));
  const port = (server.address() as AddressInfo).port;
  const outcome = await kiosk.page.evaluate(
    async ([httpPort, udpPort]) => {
      const base = `http://127.0.0.1:${httpPort}`;
      const reached = async (work: () => Promise<unknown>) =>
        work().then(
          () => true,
          () => false,
        );
      const loaded = (tag: 'img' | 'iframe' | 'script', url: string) =>
        new Promise<void>((resolve, reject) => {
          const element = document.createElement(tag);
          element.onload = () => resolve();
          element.onerror = () => reject(new Error(tag));
          element.src = url;
          document.body.append(element);
          setTimeout(() => {
            element.remove();
            reject(new Error(tag));
          }, 300);
        });
      const results = {
        fetch: await reached(() => fetch(`${base}/fetch`)),
        noCors: await reached(() => fetch(`${base}/no-cors`, { mode: 'no-cors' })),
        https: await reached(() => fetch(`https://127.0.0.1:${httpPort}/https`)),
        image: await reached(() => loaded('img', `${base}/image`)),
        script: await reached(() => loaded('script', `${base}/script`)),
        socket: await reached(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket(`ws://127.0.0.1:${httpPort}/socket`);
              socket.onopen = resolve;
              socket.onerror = reject;
            }),
        ),
      };
      void loaded('iframe', `${base}/frame`).catch(() => {});
      navigator.sendBeacon(`${base}/beacon`, 'mau');
      const peer = new RTCPeerConnection({
        iceServers: [
          { urls: `stun:127.0.0.1:${udpPort}` },
          { urls: `turn:127.0.0.1:${httpPort}?transport=tcp`, username: 'mau', credential: 'mau' },
        ],
      });
      peer.createDataChannel('mau');
      await peer.setLocalDescription(await peer.createOffer());
      // Asking the server is the first thing gathering does; it ends when the server is silent.
      await new Promise((resolve) => setTimeout(resolve, 700));
      peer.close();
      return results;
    },
    [port, udp.address().port] as const,
  );
  server.close();
  udp.close();
  expect(Object.values(outcome)).not.toContain(true);
  expect(requests).toEqual([]);
  expect(connections).toBe(0);
  expect(datagrams).toBe(0);
});

test('another window or frame is not heard', async () => {
  const { app, page } = kiosk;
  // The same page and preload in a second window: its hello and its calls must go nowhere.
  const second = await app.evaluate(async ({ BrowserWindow }) => {
    const [first] = BrowserWindow.getAllWindows();
    const contents = first?.webContents as unknown as {
      getLastWebPreferences(): { preload: string };
    };
    const { preload } = contents.getLastWebPreferences();
    const other = new BrowserWindow({
      show: false,
      webPreferences: {
        preload,
        session: first?.webContents.session,
        sandbox: true,
        contextIsolation: true,
      },
    });
    await other.loadURL('app://kiosk/index.html');
    const read = () =>
      other.webContents.executeJavaScript(
        `new Promise((resolve) => setTimeout(() => resolve({
          drawn: document.querySelector('[data-screen]') !== null,
          booted: document.querySelector('#root').childElementCount > 0,
        }), 1500))`,
      );
    const state = await read();
    other.destroy();
    return state as { drawn: boolean; booted: boolean };
  });
  expect(second).toEqual({ drawn: false, booted: true });

  // A frame inside the page asks for the page's line: the preload answers only the page itself.
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.name = 'la';
    document.body.append(frame);
  });
  const frame = page.frame('la');
  expect(frame).not.toBeNull();
  const ports = await frame?.evaluate(
    (request) =>
      new Promise<number>((resolve) => {
        let heard = 0;
        window.addEventListener('message', (event) => {
          heard += event.ports.length;
        });
        for (const target of [window, window.parent]) {
          target.postMessage(request, '*');
        }
        setTimeout(() => resolve(heard), 300);
      }),
    PORT_REQUEST,
  );
  expect(ports).toBe(0);
  await page.evaluate(() => document.querySelector('iframe')?.remove());

  // The first window's line still works.
  await button(page, 'welcome:start').click();
  await see(page, 'goal');
  await endSession(kiosk);
});

test('every permission is denied but the camera, and that only where cards are read', async () => {
  const ask = () =>
    kiosk.page.evaluate(async () => {
      const media = (constraints: MediaStreamConstraints) =>
        navigator.mediaDevices.getUserMedia(constraints).then(
          (stream) => {
            for (const track of stream.getTracks()) track.stop();
            return 'granted';
          },
          (error: DOMException) => error.name,
        );
      const place = () =>
        new Promise<string>((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'other'),
          );
        });
      return {
        video: await media({ video: true }),
        audio: await media({ audio: true }),
        both: await media({ audio: true, video: true }),
        place: await place(),
        notice: await Notification.requestPermission(),
        clipboard: await navigator.clipboard.readText().then(
          () => 'granted',
          () => 'denied',
        ),
        midi: await navigator.requestMIDIAccess({ sysex: true }).then(
          () => 'granted',
          () => 'denied',
        ),
        stored: (await navigator.permissions.query({ name: 'persistent-storage' })).state,
      };
    });
  const denied = {
    video: 'NotAllowedError',
    audio: 'NotAllowedError',
    both: 'NotAllowedError',
    place: 'denied',
    notice: 'denied',
    clipboard: 'denied',
    midi: 'denied',
    stored: 'denied',
  };
  expect(await ask()).toEqual(denied);
  const way = new Way(kiosk.page);
  await way.toIdentify(packFile('2.000635'));
  expect(await ask()).toEqual({ ...denied, video: 'granted' });
  await way.identify(CARD_2021);
  await see(kiosk.page, 'ready');
  expect(await ask()).toEqual(denied);
  await endSession(kiosk);
});

test('developer tools stay shut', async () => {
  const open = await kiosk.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.openDevTools();
    return contents?.isDevToolsOpened();
  });
  expect(open).toBe(false);
});

test('a whole way asks for the own files only and breaks no rule', async () => {
  const { page } = kiosk;
  const addresses = new Set<string>();
  const complaints: string[] = [];
  page.on('request', (request) => addresses.add(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.evaluate(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  const way = new Way(page);
  await way.toIdentify(packFile('1.001193'));
  await button(page, 'identify:useCamera').click();
  await expect(button(page, 'identify:camera.close')).toBeVisible();
  await button(page, 'identify:camera.close').click();
  await way.identify(CARD_2021);
  await way.toCheck();
  await way.submit();
  await button(page, 'result:save').click();
  await expect(page.getByText(/Đã lưu phiếu/)).toBeVisible();
  expect(
    [...addresses].filter((url) => !/^(app:\/\/kiosk\/|blob:app:\/\/kiosk\/)/.test(url)),
  ).toEqual([]);
  expect(complaints).toEqual([]);
  await rateAndLeave(kiosk);
});

test('it opens no window, goes nowhere and saves nothing', async () => {
  const { page, app } = kiosk;
  await app.evaluate(({ BrowserWindow }) => {
    const downloads: boolean[] = [];
    (globalThis as unknown as { downloads: boolean[] }).downloads = downloads;
    BrowserWindow.getAllWindows()[0]?.webContents.session.on('will-download', (event) => {
      downloads.push(event.defaultPrevented);
    });
  });
  const url = page.url();
  const opened = await page.evaluate(() => {
    const press = (attributes: Record<string, string>) => {
      const link = document.createElement('a');
      for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
      document.body.append(link);
      link.click();
      link.remove();
    };
    const file = URL.createObjectURL(new Blob(['mau'], { type: 'text/plain' }));
    press({ href: 'https://vi-du.example/', target: '_blank' });
    press({ href: 'https://vi-du.example/' });
    press({ href: 'app://kiosk/print/mau' });
    press({ href: 'file:///etc/hostname' });
    press({ href: file, download: 'mau.txt' });
    press({ href: 'app://kiosk/index.html', download: 'mau.html' });
    const refresh = document.createElement('meta');
    refresh.httpEquiv = 'refresh';
    refresh.content = '0;url=https://vi-du.example/';
    document.head.append(refresh);
    const form = document.createElement('form');
    form.action = 'https://vi-du.example/';
    document.body.append(form);
    form.submit();
    form.remove();
    return window.open('https://vi-du.example/') !== null || window.open('about:blank') !== null;
  });
  expect(opened).toBe(false);
  // The driver waits for ever for the turned-down navigations to end, so main is asked.
  const after = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return {
      windows: BrowserWindow.getAllWindows().length,
      downloads: (globalThis as unknown as { downloads: boolean[] }).downloads,
      url: contents?.getURL(),
      screen: await contents?.executeJavaScript(
        `new Promise((resolve) => setTimeout(
          () => resolve(document.querySelector('[data-screen]').dataset.screen), 1000))`,
      ),
    };
  });
  expect(after.url).toBe(url);
  expect(after.screen).toBe('welcome');
  expect(after.windows).toBe(1);
  // Each one was turned down before it began.
  expect(after.downloads.length).toBeGreaterThan(0);
  expect(after.downloads).not.toContain(false);
});
