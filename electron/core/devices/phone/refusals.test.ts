/** What the phone's server refuses, over real HTTPS. */

import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { err } from '../../../contract/result';
import { COOKIE } from './guards';
import { PHONE_LIMITS } from './limits';
import { ask, jpeg, type OpenWay, openWay, Phone, type WayOptions } from './testing';

let way: OpenWay;
const open = async (options?: WayOptions) => {
  way = await openWay(options);
  return way;
};
afterEach(() => way.link.close());

describe('a phone with the right token', () => {
  it('gets the page, joins, compares the words and sends a picture', async () => {
    const { url, link, seen } = await open();
    const phone = new Phone(way);
    const page = await phone.ask('');
    expect([page.status, page.text]).toEqual([200, '<p>trang</p>']);
    const joined = await phone.post('join');
    expect(joined.json).toMatchObject({ ok: true, words: [...link.words], confirmed: false });
    expect(joined.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^${COOKIE}=[0-9a-z]{26}; Path=/; Secure; HttpOnly; SameSite=Strict$`),
      ),
    ]);
    await phone.post('confirm');
    const picture = jpeg(5_000);
    const sent = await phone.sends(picture);
    expect([sent.status, sent.json]).toEqual([200, expect.objectContaining({ arrived: 1 })]);
    expect(seen.pictures.map((bytes) => Buffer.from(bytes))).toEqual([picture]);
    expect([seen.connected, seen.confirmed, seen.receiving]).toEqual([1, 1, [true, false]]);
    expect(url.pathname).toMatch(/^\/[0-9a-z]{26}\/$/);
  });

  it('may type the address with capital letters and without the last stroke', async () => {
    const { url } = await open();
    const typed = await ask(url, url.pathname.toUpperCase().slice(0, -1));
    expect([typed.status, typed.headers.location]).toEqual([308, url.pathname]);
    expect((await ask(url, url.pathname.toUpperCase())).status).toBe(200);
  });

  it('goes on with its cookie after the page is loaded anew', async () => {
    await open();
    const phone = new Phone(way);
    await phone.joins();
    expect((await phone.post('join')).json).toMatchObject({ ok: true, confirmed: true });
    expect(way.seen.connected).toBe(1);
  });

  it('must have compared the words before it sends', async () => {
    await open();
    const phone = new Phone(way);
    await phone.post('join');
    expect((await phone.sends(jpeg())).status).toBe(403);
    expect(way.seen.pictures).toEqual([]);
  });

  it('closes the way when the words differ', async () => {
    await open();
    const phone = new Phone(way);
    await phone.post('join');
    expect((await phone.post('differ')).status).toBe(200);
    await expect.poll(() => way.seen.ended).toEqual(['PHONE_WORDS_DIFFER']);
  });
});

describe('another than the first phone', () => {
  it('is refused, also with the right token', async () => {
    await open();
    await new Phone(way).joins();
    const second = new Phone(way);
    expect((await second.ask('')).status).toBe(200);
    const joined = await second.post('join');
    expect([joined.status, joined.json.failure?.reason]).toEqual([409, 'PHONE_TAKEN']);
    for (const name of ['confirm', 'active', 'differ']) {
      expect((await second.post(name)).status).toBe(401);
    }
    expect((await second.ask('state')).status).toBe(401);
    expect((await second.sends(jpeg())).status).toBe(401);
    expect(way.seen).toMatchObject({ connected: 1, pictures: [], ended: [] });
  });

  it('is refused with a stolen cookie from another address', async () => {
    await open();
    const phone = new Phone(way);
    await phone.joins();
    const thief = new Phone(way, '127.0.0.9');
    thief.cookie = phone.cookie;
    expect((await thief.sends(jpeg())).status).toBe(401);
    expect((await thief.post('join')).status).toBe(409);
    expect((await phone.sends(jpeg())).status).toBe(200);
  });

  it('is refused with a guessed cookie', async () => {
    await open();
    await new Phone(way).joins();
    const guesser = new Phone(way);
    guesser.cookie = `${COOKIE}=${'0'.repeat(26)}`;
    expect((await guesser.sends(jpeg())).status).toBe(401);
  });
});

describe('requests that are none of ours', () => {
  it('a wrong token, and no token: as if nothing were there', async () => {
    const { url } = await open();
    const wrong = `/${'0'.repeat(26)}/`;
    for (const path of ['/', wrong, `${wrong}phone.js`, '/phone.js', '/favicon.ico', '//']) {
      const reply = await ask(url, path);
      expect([path, reply.status, reply.text]).toEqual([path, 404, '']);
    }
    expect((await ask(url, `${wrong}join`, { method: 'POST' })).status).toBe(404);
    expect(way.seen.connected).toBe(0);
  });

  it('every other path', async () => {
    const { url } = await open();
    const { pathname } = url;
    for (const path of [
      'x',
      'index.html',
      '../',
      'state/',
      '?a=1',
      'state?x',
      '%6aoin',
      'phone.js/',
    ]) {
      expect([path, (await ask(url, pathname + path)).status]).toEqual([path, 404]);
    }
  });

  it('every other method', async () => {
    const { url } = await open();
    const cases = [
      ['PUT', ''],
      ['DELETE', 'picture'],
      ['OPTIONS', 'picture'],
      ['HEAD', ''],
      ['POST', ''],
      ['GET', 'join'],
      ['GET', 'picture'],
      ['PATCH', 'state'],
      ['TRACE', ''],
    ] as const;
    for (const [method, name] of cases) {
      const { status } = await ask(url, url.pathname + name, { method });
      expect([method, name, status]).toEqual([method, name, 405]);
    }
  });

  it('another Host, as a rebound name sends it', async () => {
    const { url } = await open();
    for (const host of [
      'vi-du.example',
      `localhost:${url.port}`,
      '127.0.0.1',
      `[::1]:${url.port}`,
    ]) {
      expect([host, (await ask(url, url.pathname, { headers: { host } })).status]).toEqual([
        host,
        421,
      ]);
      const join = await ask(url, `${url.pathname}join`, { method: 'POST', headers: { host } });
      expect(join.status).toBe(421);
    }
    expect(way.seen.connected).toBe(0);
  });

  it('what another page makes a browser send', async () => {
    const { url } = await open();
    const phone = new Phone(way);
    await phone.joins();
    for (const origin of [
      'https://vi-du.example',
      'null',
      `http://${url.host}`,
      `https://${url.hostname}`,
    ]) {
      expect((await phone.sends(jpeg(), { origin })).status).toBe(403);
      expect((await phone.post('confirm', { headers: { origin } })).status).toBe(403);
      expect((await ask(url, url.pathname, { headers: { origin } })).status).toBe(403);
    }
    for (const site of ['cross-site', 'same-site', 'none']) {
      const headers = { 'sec-fetch-site': site };
      expect((await phone.post('active', { headers })).status).toBe(403);
      expect((await phone.ask('state', { headers })).status).toBe(403);
      expect((await phone.ask('phone.js', { headers })).status).toBe(403);
      const framed = { ...headers, 'sec-fetch-dest': 'iframe' };
      expect((await phone.ask('', { headers: framed })).status).toBe(403);
      const opened = { ...headers, 'sec-fetch-dest': 'document' };
      expect((await phone.ask('', { headers: opened })).status).toBe(200);
    }
    expect(way.seen.pictures).toEqual([]);
  });

  it('a call without an Origin', async () => {
    const { url } = await open();
    const reply = await new Promise<number>((resolve, reject) => {
      const socket = connectTls(
        { host: url.hostname, port: Number(url.port), rejectUnauthorized: false },
        () =>
          socket.write(
            `POST ${url.pathname}join HTTP/1.1\r\nHost: ${url.host}\r\nContent-Length: 0\r\n\r\n`,
          ),
      );
      socket.once('data', (data) => resolve(Number(String(data).split(' ')[1])));
      socket.once('error', reject);
    });
    expect(reply).toBe(403);
  });

  it('allows no other origin to read, and keeps and tells nothing', async () => {
    await open();
    const phone = new Phone(way);
    await phone.joins();
    for (const name of ['', 'phone.js', 'state', 'x']) {
      const { headers } = await phone.ask(name);
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
    }
  });

  it('too many of them from one address, and guesses sooner', async () => {
    await open({ limits: { requestsAtOnce: 5, requestsPerSecond: 0 } });
    const states: number[] = [];
    for (let each = 0; each < 7; each += 1) states.push((await ask(way.url, '/x')).status);
    expect(states).toEqual([404, 404, 404, 404, 404, 429, 429]);
    await way.link.close();

    await open({ limits: { wrongGuesses: 3 } });
    for (let each = 0; each < 3; each += 1) await ask(way.url, '/x/');
    expect((await ask(way.url, way.url.pathname)).status).toBe(429);
    // Another phone is not punished for it.
    expect((await ask(way.url, way.url.pathname, { from: '127.0.0.8' })).status).toBe(200);
  });

  it('plain HTTP', async () => {
    const { url } = await open();
    const got = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(url.port), url.hostname, () =>
        socket.write(`GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`),
      );
      socket.on('data', (data) => {
        text += data;
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(text));
    });
    expect(got).not.toContain('trang');
  });
});

describe('pictures that are refused', () => {
  const joined = async (options?: WayOptions) => {
    await open(options);
    const phone = new Phone(way);
    await phone.joins();
    return phone;
  };

  it('too large, before a byte of it is taken', async () => {
    const phone = await joined({ limits: { pictureBytes: 1_000 } });
    const reply = await phone.sends(jpeg(1_001));
    expect([reply.status, reply.json.failure?.reason]).toEqual([413, 'FILE_TOO_LARGE']);
    expect(way.seen.receiving).toEqual([]);
    expect((await phone.sends(jpeg(1_000))).status).toBe(200);
  });

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n…'), 'FILE_KIND_UNKNOWN'],
    ['a web page', Buffer.from('<script>1</script>'), 'FILE_KIND_UNKNOWN'],
    ['a ZIP', Buffer.from('PK\x03\x04xxxx'), 'FILE_KIND_UNKNOWN'],
    ['a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0'), 'FILE_HEIC'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'FILE_KIND_UNKNOWN'],
  ])('%s that says it is a JPEG', async (_name, bytes, reason) => {
    const phone = await joined();
    const reply = await phone.sends(bytes);
    expect([reply.status, reply.json.failure?.reason]).toEqual([415, reason]);
    expect(way.seen.pictures).toEqual([]);
  });

  it('an empty one, one of another type, one without a length', async () => {
    const phone = await joined();
    expect((await phone.sends(Buffer.alloc(0))).json.failure?.reason).toBe('FILE_EMPTY');
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      '',
    ]) {
      expect((await phone.sends(jpeg(), { 'content-type': type })).status).toBe(415);
    }
    const chunked = await phone.post('picture', {
      headers: { 'content-type': 'image/jpeg', 'transfer-encoding': 'chunked' },
    });
    expect(chunked.status).toBe(411);
    expect(way.seen.pictures).toEqual([]);
  });

  it('with a body where none belongs', async () => {
    const phone = await joined();
    expect((await phone.post('active', { body: Buffer.from('{}') })).status).toBe(413);
    expect((await phone.post('join', { body: jpeg() })).status).toBe(413);
  });

  it('the eleventh', async () => {
    const phone = await joined({
      mayTake: () =>
        way.seen.pictures.length < PHONE_LIMITS.pictures
          ? { ok: true, value: undefined }
          : err('PHONE_PICTURES_ENOUGH'),
    });
    for (let each = 0; each < 10; each += 1) expect((await phone.sends(jpeg())).status).toBe(200);
    const eleventh = await phone.sends(jpeg());
    expect([eleventh.status, eleventh.json.failure?.reason]).toEqual([
      409,
      'PHONE_PICTURES_ENOUGH',
    ]);
    expect(way.seen.pictures).toHaveLength(10);
  });

  it('a second one at the same time', async () => {
    let finish = () => {};
    const started = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const phone = await joined({
      picture: async () => {
        await started;
        return { ok: true, value: { quality: 'clear', arrived: 1, left: 9 } };
      },
    });
    const first = phone.sends(jpeg());
    await expect.poll(() => way.seen.receiving).toEqual([true]);
    expect((await phone.sends(jpeg())).status).toBe(409);
    finish();
    expect((await first).status).toBe(200);
  });

  it('one whose bytes stop coming', async () => {
    const phone = await joined({ limits: { pictureSilenceMs: 50 } });
    const sending = phone.sends(jpeg(), { 'content-length': '5000' });
    const reply = await sending;
    expect([reply.status, reply.json.failure?.reason]).toEqual([408, 'PHONE_PICTURE_CUT']);
    expect(way.seen).toMatchObject({ pictures: [], receiving: [true, false] });
    expect((await phone.sends(jpeg())).status).toBe(200);
  });
});

describe('a phone that is lost in the middle of a picture', () => {
  it('leaves nothing, and goes on where it was when it is back', async () => {
    const { url, seen } = await open();
    const phone = new Phone(way);
    await phone.joins();
    await new Promise<void>((resolve) => {
      const socket = connectTls(
        { host: url.hostname, port: Number(url.port), rejectUnauthorized: false },
        () => {
          socket.write(
            `POST ${url.pathname}picture HTTP/1.1\r\nHost: ${url.host}\r\nOrigin: ${url.origin}\r\n` +
              `Cookie: ${phone.cookie}\r\nContent-Type: image/jpeg\r\nContent-Length: 5000\r\n\r\n`,
          );
          socket.write(jpeg(1_000));
        },
      );
      socket.on('error', () => {});
      void expect
        .poll(() => seen.receiving)
        .toEqual([true])
        .then(() => {
          socket.destroy();
          resolve();
        });
    });
    await expect.poll(() => seen.receiving).toEqual([true, false]);
    expect(seen).toMatchObject({ pictures: [], ended: [] });
    expect((await phone.post('join')).json).toMatchObject({ ok: true, confirmed: true });
    expect((await phone.sends(jpeg())).status).toBe(200);
  });
});

describe('an address that is taken away from the machine', () => {
  it('ends the way, and says so', async () => {
    await open({ limits: { networkLookMs: 10 } });
    way.setAddresses(['192.168.1.20']);
    await expect.poll(() => way.seen.ended).toEqual(['PHONE_NETWORK_LOST']);
    await expect(ask(way.url, way.url.pathname)).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('connections that hold places', () => {
  it('are cut when they never shake hands, and when headers never end', async () => {
    await open({ limits: { handshakeMs: 60, headersMs: 60, checkMs: 20 } });
    const { url } = way;
    const closed = (start: (done: () => void) => void) =>
      new Promise<void>((resolve) => start(resolve));
    await closed((done) =>
      connect(Number(url.port), url.hostname)
        .on('close', done)
        .on('error', () => {}),
    );
    await closed((done) => {
      const socket = connectTls(
        { host: url.hostname, port: Number(url.port), rejectUnauthorized: false },
        () => socket.write(`GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nX-A: `),
      );
      socket
        .on('close', done)
        .on('error', () => {})
        .resume();
    });
    expect((await ask(url, url.pathname)).status).toBe(200);
  });

  it('are cut beyond a few of one address', async () => {
    await open({ limits: { connectionsPerAddress: 2 } });
    const { url } = way;
    const hold = () => connect(Number(url.port), url.hostname).on('error', () => {});
    const held = [hold(), hold()];
    await Promise.all(
      held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))),
    );
    await expect(ask(url, url.pathname)).rejects.toThrow();
    for (const socket of held) socket.destroy();
    await expect
      .poll(() =>
        ask(url, url.pathname).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
  });
});

describe('after it was closed', () => {
  it('nothing answers, and what was on its way is cut', async () => {
    await open();
    const phone = new Phone(way);
    await phone.joins();
    const half = phone.sends(jpeg(), { 'content-length': '5000' });
    half.catch(() => {});
    await expect.poll(() => way.seen.receiving).toEqual([true]);
    await way.link.close();
    await expect(half).rejects.toThrow();
    await expect(ask(way.url, way.url.pathname)).rejects.toThrow(/ECONNREFUSED/);
    await expect.poll(() => way.seen.receiving).toEqual([true, false]);
    expect(way.seen).toMatchObject({ pictures: [], ended: [] });
  });

  it('the next one has another certificate, token and words', async () => {
    await open();
    const first = { ...way, certificate: (await ask(way.url, '/')).certificate };
    await way.link.close();
    await open();
    const { certificate } = await ask(way.url, '/');
    expect(Buffer.from(certificate).equals(Buffer.from(first.certificate))).toBe(false);
    expect(way.url.pathname).not.toBe(first.url.pathname);
    expect((await ask(way.url, first.url.pathname)).status).toBe(404);
  });
});
