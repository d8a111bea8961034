import { describe, expect, it, vi } from 'vitest';
import type { PracticePortalConnection } from '../practice-portal';
import {
  findInFolder,
  RESIDENT,
  request,
  startPortal,
  type TestReply,
} from '../testing/portal-fixture';

// Every commit waits for the disk, and disks of build machines are slow.
vi.setConfig({ testTimeout: 30_000 });

const REGISTRATION = {
  hoTen: RESIDENT.fullName,
  soDinhDanh: RESIDENT.personalId,
  ngaySinh: '199902',
  diaChi: RESIDENT.address,
  soDienThoai: RESIDENT.phone,
  matKhau: RESIDENT.password,
};

const post = (connection: PracticePortalConnection, path: string, json: unknown) =>
  request(connection, 'POST', `/tai-khoan/${path}`, { json });

const register = (connection: PracticePortalConnection, changes: object = {}) =>
  post(connection, 'dang-ky', { ...REGISTRATION, ...changes });

const verify = (connection: PracticePortalConnection, sent: TestReply, maXacThuc: string) =>
  post(connection, 'xac-thuc', { maDangKy: sent.json.maDangKy, maXacThuc });

const resend = (connection: PracticePortalConnection, sent: TestReply) =>
  post(connection, 'gui-lai-ma', { maDangKy: sent.json.maDangKy });

async function readCodes(connection: PracticePortalConnection, phone = RESIDENT.phone) {
  const reply = await request(connection, 'GET', `/dien-thoai/${phone}/tin-nhan`);
  return (reply.json.tinNhan as { maXacThuc: string }[]).map((message) => message.maXacThuc);
}

const wrong = (code: string | undefined) => String((Number(code) + 1) % 1e6).padStart(6, '0');

describe('registering', () => {
  it('sends a six-digit code to that phone, good for three minutes, and makes the account', async () => {
    const { connection } = await startPortal();
    const sent = await register(connection);
    expect(sent).toMatchObject({
      status: 200,
      json: { hetHanLuc: '2026-11-20T02:03:00.000Z', soLanGuiConLai: 4 },
    });
    const codes = await readCodes(connection);
    expect(codes).toEqual([expect.stringMatching(/^\d{6}$/)]);
    expect(await readCodes(connection, '0900000001')).toEqual([]);
    expect((await verify(connection, sent, codes[0] ?? '')).status).toBe(200);

    const again = await register(connection);
    expect(again).toMatchObject({ status: 409, json: { loi: { reason: 'ACCOUNT_EXISTS' } } });
  });

  it('names the field that is malformed and never its value', async () => {
    const { connection } = await startPortal();
    for (const [field, value] of [
      ['hoTen', ' '],
      ['soDinhDanh', '07919900000'],
      ['ngaySinh', '1999-02'],
      ['soDienThoai', '12345'],
    ] as const) {
      const reply = await register(connection, { [field]: value });
      expect(reply.status).toBe(400);
      expect(reply.json).toEqual({ loi: { reason: 'PORTAL_REFUSED', details: { field } } });
    }
  });

  it('refuses a weak password and says what it lacks', async () => {
    const { connection } = await startPortal();
    const reply = await register(connection, { matKhau: 'matkhau' });
    expect(reply.json).toEqual({
      loi: {
        reason: 'PASSWORD_WEAK',
        details: { problems: 'length,upper,digit,special' },
      },
    });
    expect(await readCodes(connection)).toEqual([]);
  });

  it('keeps the name in composed form', async () => {
    const { connection } = await startPortal();
    const sent = await register(connection, { hoTen: RESIDENT.fullName.normalize('NFD') });
    await verify(connection, sent, (await readCodes(connection))[0] ?? '');
    const { soDinhDanh, matKhau } = REGISTRATION;
    const session = await post(connection, 'dang-nhap', { soDinhDanh, matKhau });
    const profile = await request(connection, 'GET', '/tai-khoan/toi', {
      headers: { 'x-phien': session.json.phien },
    });
    expect(profile.json.hoTen).toBe(RESIDENT.fullName.normalize('NFC'));
  });

  it('starts anew when a registration was left unfinished', async () => {
    const { connection } = await startPortal();
    const first = await register(connection);
    const [firstCode = ''] = await readCodes(connection);
    const second = await register(connection);
    const [secondCode = ''] = await readCodes(connection);
    expect((await verify(connection, first, firstCode)).json).toEqual({
      loi: { reason: 'ACCOUNT_CODE_EXPIRED' },
    });
    expect((await verify(connection, second, secondCode)).status).toBe(200);
  });

  it('goes on after a restart in the middle', async () => {
    const { portal, connection } = await startPortal();
    const sent = await register(connection);
    await portal.stop();
    const again = await portal.start();
    const [code = ''] = await readCodes(again);
    expect((await verify(again, sent, code)).status).toBe(200);
  });
});

describe('the one-time code', () => {
  it('bears four wrong tries and counts them down; the fifth ends it', async () => {
    const { connection } = await startPortal();
    const sent = await register(connection);
    const [code] = await readCodes(connection);
    for (const triesLeft of [4, 3, 2, 1]) {
      expect((await verify(connection, sent, wrong(code))).json).toEqual({
        loi: { reason: 'ACCOUNT_CODE_WRONG', details: { triesLeft } },
      });
    }
    const tooMany = { loi: { reason: 'ACCOUNT_CODE_TOO_MANY' } };
    expect((await verify(connection, sent, wrong(code))).json).toEqual(tooMany);
    expect((await verify(connection, sent, code ?? '')).json).toEqual(tooMany);
  });

  it('counts for 180 seconds and not one longer', async () => {
    const { connection, clock } = await startPortal();
    const sent = await register(connection);
    const [code = ''] = await readCodes(connection);
    clock.advance(179_999);
    expect((await verify(connection, sent, wrong(code))).json).toMatchObject({
      loi: { reason: 'ACCOUNT_CODE_WRONG' },
    });
    clock.advance(1);
    expect((await verify(connection, sent, code)).json).toEqual({
      loi: { reason: 'ACCOUNT_CODE_EXPIRED' },
    });
  });

  it('can be sent again after it ended; the old one no longer counts', async () => {
    const { connection, clock } = await startPortal({ accountCodeTtlSeconds: 60 });
    const sent = await register(connection);
    const [oldCode = ''] = await readCodes(connection);
    clock.advance(60_000);
    const again = await resend(connection, sent);
    expect(again.json).toEqual({
      maDangKy: sent.json.maDangKy,
      hetHanLuc: '2026-11-20T02:02:00.000Z',
      soLanGuiConLai: 3,
    });
    const [newCode = '', second] = await readCodes(connection);
    expect(second).toBe(oldCode);
    if (oldCode !== newCode) expect((await verify(connection, sent, oldCode)).status).toBe(409);
    expect((await verify(connection, sent, newCode)).status).toBe(200);
  });

  it('is sent five times at most', async () => {
    const { connection } = await startPortal();
    const sent = await register(connection);
    for (let count = 0; count < 4; count += 1) {
      expect((await resend(connection, sent)).status).toBe(200);
    }
    expect((await resend(connection, sent)).json).toEqual({
      loi: { reason: 'ACCOUNT_CODE_TOO_MANY' },
    });
  });

  it('is good a second time when the first answer was lost', async () => {
    const { portal, connection } = await startPortal();
    const sent = await register(connection);
    const [code = ''] = await readCodes(connection);
    portal.faults.add({ kind: 'cutReply', service: 'account', count: 1 });
    await expect(verify(connection, sent, code)).rejects.toThrow();
    expect((await verify(connection, sent, code)).status).toBe(200);
    expect((await verify(connection, sent, wrong(code))).json).toEqual({
      loi: { reason: 'ACCOUNT_EXISTS' },
    });
  });
});

describe('signing in', () => {
  async function signedUp() {
    const running = await startPortal();
    const sent = await register(running.connection);
    await verify(running.connection, sent, (await readCodes(running.connection))[0] ?? '');
    const { soDinhDanh, matKhau } = REGISTRATION;
    const signIn = (changes: object = {}) =>
      post(running.connection, 'dang-nhap', { soDinhDanh, matKhau, ...changes });
    const profile = (phien: unknown) =>
      request(running.connection, 'GET', '/tai-khoan/toi', { headers: { 'x-phien': phien } });
    return { ...running, signIn, profile };
  }

  it('says the same to a wrong password and to an unknown number', async () => {
    const { signIn } = await signedUp();
    const refused = { loi: { reason: 'PORTAL_REFUSED' } };
    expect((await signIn({ matKhau: 'Thu-Nghiem-2' })).json).toEqual(refused);
    expect((await signIn({ soDinhDanh: '079199000001' })).json).toEqual(refused);
  });

  it('opens a session of 30 minutes that use does not prolong', async () => {
    const { signIn, profile, clock } = await signedUp();
    const session = await signIn();
    expect(session.json.hetHanLuc).toBe('2026-11-20T02:30:00.000Z');
    clock.advance(29 * 60_000);
    const { matKhau: _, ...details } = REGISTRATION;
    expect((await profile(session.json.phien)).json).toEqual(details);
    clock.advance(60_000);
    expect((await profile(session.json.phien)).status).toBe(409);
  });

  it('ends when the resident signs out and when persons are forgotten', async () => {
    const { connection, portal, signIn, profile } = await signedUp();
    const [one, other] = [(await signIn()).json.phien, (await signIn()).json.phien];
    await request(connection, 'POST', '/tai-khoan/dang-xuat', { headers: { 'x-phien': one } });
    expect((await profile(one)).status).toBe(409);
    expect((await profile(other)).status).toBe(200);
    portal.forgetPersons();
    expect((await profile(other)).status).toBe(409);
  });
});

describe('the password', () => {
  it('is on no disk and in no log, not even before it is forgotten', async () => {
    const written: string[] = [];
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        written.push(String(chunk));
        return true;
      }),
    );
    const { connection, folder } = await startPortal();
    const sent = await register(connection);
    await verify(connection, sent, (await readCodes(connection))[0] ?? '');
    const { soDinhDanh, matKhau } = REGISTRATION;
    await post(connection, 'dang-nhap', { soDinhDanh, matKhau });
    for (const spy of spies) spy.mockRestore();
    expect(findInFolder(folder, matKhau)).toEqual([]);
    expect(written.join('')).not.toContain(matKhau);
  });
});
