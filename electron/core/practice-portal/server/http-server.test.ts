import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { logIn, makePdf, request, startPortal } from '../testing/portal-fixture';

// Every commit waits for the disk, and disks of build machines are slow.
vi.setConfig({ testTimeout: 30_000 });

/** A request with headers `fetch` would not let through; resolves with the status. */
function rawStatus(
  origin: string,
  headers: Record<string, string>,
  path = '/tra-cuu/H99.12-261120-0001',
): Promise<number> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const call = httpRequest({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on('error', reject);
    call.end();
  });
}

describe('who may talk to the portal', () => {
  it('listens on the loopback address only', async () => {
    const { connection } = await startPortal();
    expect(connection.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('refuses a missing or wrong token', async () => {
    const { connection } = await startPortal();
    expect(await rawStatus(connection.origin, {})).toBe(401);
    expect(await rawStatus(connection.origin, { authorization: 'Bearer wrong' })).toBe(401);
    const right = { authorization: `Bearer ${connection.token}` };
    expect(await rawStatus(connection.origin, right)).toBe(404);
  });

  it('has another token after each start', async () => {
    const { portal, connection } = await startPortal();
    await portal.stop();
    const again = await portal.start();
    expect(again.token).not.toBe(connection.token);
    const reply = await rawStatus(again.origin, { authorization: `Bearer ${connection.token}` });
    expect(reply).toBe(401);
  });

  it('refuses another Host, as a rebound name sends it', async () => {
    const { connection } = await startPortal();
    const authorization = `Bearer ${connection.token}`;
    const { port } = new URL(connection.origin);
    for (const host of ['vi-du.example', `localhost:${port}`, '127.0.0.1']) {
      expect(await rawStatus(connection.origin, { authorization, host })).toBe(421);
    }
  });

  it('refuses what a browser sends for a page', async () => {
    const { connection } = await startPortal();
    const authorization = `Bearer ${connection.token}`;
    const origin = 'https://vi-du.example';
    expect(await rawStatus(connection.origin, { authorization, origin })).toBe(403);
    const fetchSite = { authorization, 'sec-fetch-site': 'cross-site' };
    expect(await rawStatus(connection.origin, fetchSite)).toBe(403);
  });
});

describe('what the portal takes', () => {
  it('answers 404 and 405 for what it does not have', async () => {
    const { connection } = await startPortal();
    expect((await request(connection, 'GET', '/khong-co')).status).toBe(404);
    expect((await request(connection, 'GET', '/mapi/login')).status).toBe(405);
  });

  it('answers 400 to broken JSON and broken UTF-8', async () => {
    const { connection } = await startPortal();
    for (const bytes of [Buffer.from('{"a":'), Buffer.from([0x22, 0xff, 0x22]), Buffer.from('')]) {
      expect((await request(connection, 'POST', '/mapi/login', { bytes })).status).toBe(400);
    }
  });

  it('refuses JSON over 2 MB and a file over 10 MB with 413, and goes on', async () => {
    const { connection } = await startPortal();
    const long = Buffer.alloc(2 * 1024 * 1024 + 1, 0x20);
    expect((await request(connection, 'POST', '/mapi/g', { bytes: long })).status).toBe(413);
    const file = Buffer.alloc(10 * 1024 * 1024 + 1, 0x20);
    expect((await request(connection, 'POST', '/tep', { bytes: file })).status).toBe(413);
    expect(await logIn(connection)).not.toBe('');
  });

  it('takes a file of exactly 10 MB', async () => {
    const { connection } = await startPortal();
    const session = await logIn(connection);
    const start = makePdf('lớn');
    const bytes = Buffer.concat([start, Buffer.alloc(10 * 1024 * 1024 - start.length, 0x20)]);
    const reply = await request(
      connection,
      'POST',
      '/tep?maYeuCau=0192f3c0-0000-7000-8000-000000000000&maTep=a',
      {
        bytes,
        headers: {
          'x-phien': session,
          'x-sha256': createHash('sha256').update(bytes).digest('hex'),
        },
      },
    );
    expect(reply.json.message).toBe('Thực hiện thành công');
  });

  it('cuts a sender who never ends', async () => {
    const { connection } = await startPortal();
    const { hostname, port } = new URL(connection.origin);
    const piece = Buffer.alloc(1024 * 1024, 0x20);
    const sentMegabytes = await new Promise<number>((resolve) => {
      let sent = 0;
      const call = httpRequest({
        hostname,
        port,
        method: 'POST',
        path: '/mapi/g',
        headers: { authorization: `Bearer ${connection.token}` },
      });
      const finish = () => resolve(sent);
      call.on('error', finish);
      call.on('response', finish);
      const push = () => {
        if (call.destroyed || sent > 500) return finish();
        sent += 1;
        call.write(piece, push);
      };
      push();
    });
    expect(sentMegabytes).toBeLessThan(200);
  });

  it('tells nobody to keep an answer', async () => {
    const { connection } = await startPortal();
    const response = await fetch(`${connection.origin}/tra-cuu/x`, {
      headers: { authorization: `Bearer ${connection.token}` },
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('stops although a request hangs', async () => {
    const { portal, connection } = await startPortal();
    portal.faults.add({ kind: 'slow', milliseconds: 3_600_000 });
    const hanging = request(connection, 'GET', '/tra-cuu/x').catch(() => 'ended');
    const reached = fetch(`${connection.origin}/tra-cuu/x`).then((reply) => reply.status);
    // A refused request answers at once, so by now the first one has reached the portal, too.
    expect(await reached).toBe(401);
    await portal.stop();
    expect(await hanging).toBe('ended');
  });
});
