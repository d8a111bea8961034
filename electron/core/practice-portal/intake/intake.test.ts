import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it, vi } from 'vitest';
import { buildHoSoMC, type HoSoMC } from '../../submissions/wire/dossier-item';
import {
  logIn,
  makeDossier,
  makePdf,
  type RunningPortal,
  request,
  startPortal,
  type TestReply,
} from '../testing/portal-fixture';

// Every commit waits for the disk, and disks of build machines are slow.
vi.setConfig({ testTimeout: 30_000 });

async function openDesk(overrides: Parameters<typeof startPortal>[0] = {}) {
  const running = await startPortal(overrides);
  const session = await logIn(running.connection);
  return { ...running, session, call: caller(running, session) };
}

const caller =
  ({ connection }: RunningPortal, session: string) =>
  (service: string, more: object = {}, madonvi = '000.00.00.H99') =>
    request(connection, 'POST', '/mapi/g', { json: { session, madonvi, service, ...more } });

type Results = { error_code: unknown; message: string; MaHoSo: string; NgayHenTra: string }[];
const results = (reply: TestReply) => reply.json.result as Results;
const item = (changes: Partial<HoSoMC> = {}): HoSoMC => ({
  ...buildHoSoMC(makeDossier().dossier, new Map()),
  ...changes,
});

function put(
  { connection, session }: RunningPortal & { session: string },
  bytes: Buffer,
  { maYeuCau = uuidv7() as string, maTep = 'tep-1', sha256 = hashOf(bytes), phien = session } = {},
) {
  return request(connection, 'POST', `/tep?${new URLSearchParams({ maYeuCau, maTep })}`, {
    bytes,
    headers: { 'x-phien': phien, 'x-sha256': sha256 },
  });
}
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('login', () => {
  it('answers the number 0 and a session, or a refusal without one', async () => {
    const { connection } = await startPortal();
    const { username, password } = connection.serviceAccount;
    const good = await request(connection, 'POST', '/mapi/login', { json: { username, password } });
    expect(good.json).toEqual({
      error_code: 0,
      message: 'Đăng nhập thành công',
      session: expect.stringMatching(/.{20}/),
    });
    for (const json of [
      { username, password: 'wrong' },
      { username: 'wrong', password },
    ]) {
      const bad = await request(connection, 'POST', '/mapi/login', { json });
      expect(bad.json.error_code).toBe(7);
      expect(bad.json).not.toHaveProperty('session');
    }
  });

  it('gives a session that ends after 30 minutes with its own code', async () => {
    const { call, clock } = await openDesk();
    clock.advance(30 * 60_000 - 1);
    expect((await call('TraCuuHoSo', { mahoso: 'x' })).json.message).toContain('thành công');
    clock.advance(1);
    const over = await call('DongBoHoSoMC', { data: [item()] });
    expect(over.json.error_code).toBe('-2');
  });

  it('refuses an unknown session, agency or service', async () => {
    const { connection, call } = await openDesk();
    const json = { session: 'x', madonvi: '000.00.00.H99', service: 'DongBoHoSoMC', data: [] };
    const stranger = await request(connection, 'POST', '/mapi/g', { json });
    expect(stranger.json.error_code).toBe('-2');
    expect((await call('TraCuuHoSo', {}, '000.00.00.H01')).json.error_code).toBe(-1);
    expect((await call('DongBoDanhMuc')).json.error_code).toBe('6');
  });
});

describe('taking dossiers in', () => {
  it('numbers them by unit, day and a counter', async () => {
    const { call } = await openDesk();
    const numbers: unknown[] = [];
    for (let count = 0; count < 2; count += 1) {
      numbers.push(results(await call('DongBoHoSoMC', { data: [item()] }))[0]?.MaHoSo);
    }
    expect(numbers).toEqual(['H99.12-261120-0001', 'H99.12-261120-0002']);
  });

  it('changes the day at midnight in Vietnam, not in UTC', async () => {
    // 23:50 of the 20th in Vietnam is 16:50 UTC.
    const start = new Date('2026-11-20T16:50:00Z');
    let now = start;
    const { call } = await openDesk({ clock: { now: () => now } });
    const send = async () => results(await call('DongBoHoSoMC', { data: [item()] }))[0]?.MaHoSo;
    expect(await send()).toBe('H99.12-261120-0001');
    now = new Date(start.getTime() + 10 * 60_000);
    expect(await send()).toBe('H99.12-261121-0001');
    // The clock set back: the day counts on, no number is given twice.
    now = start;
    expect(await send()).toBe('H99.12-261120-0002');
  });

  it('counts on after a restart', async () => {
    const { portal, call } = await openDesk();
    await call('DongBoHoSoMC', { data: [item()] });
    await portal.stop();
    const connection = await portal.start();
    const again = caller({ connection } as RunningPortal, await logIn(connection));
    const reply = await again('DongBoHoSoMC', { data: [item()] });
    expect(results(reply)[0]?.MaHoSo).toBe('H99.12-261120-0002');
  });

  it('answers "0" and "00" in turn', async () => {
    const { call } = await openDesk();
    const codes = [];
    for (let count = 0; count < 4; count += 1) {
      codes.push((await call('DongBoHoSoMC', { data: [item()] })).json.error_code);
    }
    expect(codes).toEqual(['0', '00', '0', '00']);
  });

  it('says "đã tồn tại" with the number when the same id comes again, as "3" and -3', async () => {
    const { call } = await openDesk();
    const same = item();
    const first = results(await call('DongBoHoSoMC', { data: [same] }))[0];
    for (const error_code of ['3', -3]) {
      const again = await call('DongBoHoSoMC', { data: [same] });
      expect(again.json).toMatchObject({ error_code, message: 'Hồ sơ đã tồn tại' });
      expect(results(again)[0]?.MaHoSo).toBe(first?.MaHoSo);
    }
  });

  it('takes an item without our block under its own number, then says it exists', async () => {
    const { call } = await openDesk();
    const foreign = item({ MaHoSo: '000.00.31.H56-261120-0007', x_HoTro: undefined });
    expect((await call('DongBoHoSoMC', { data: [foreign] })).json.error_code).toBe('0');
    expect((await call('DongBoHoSoMC', { data: [foreign] })).json.message).toContain('đã tồn tại');
  });

  it('does not give a number that a dossier brought along', async () => {
    const { call } = await openDesk();
    await call('DongBoHoSoMC', { data: [item({ MaHoSo: 'H99.12-261120-0001' })] });
    const next = await call('DongBoHoSoMC', { data: [item()] });
    expect(results(next)[0]?.MaHoSo).toBe('H99.12-261120-0002');
  });

  it('refuses an item that has neither a number nor an id, and a number of no known shape', async () => {
    const { call } = await openDesk();
    for (const changes of [{ x_HoTro: undefined }, { MaHoSo: 'HS-1' }]) {
      const reply = await call('DongBoHoSoMC', { data: [item(changes)] });
      expect(results(reply)[0]?.error_code).toBe(-1);
    }
  });

  it('updates what it has and inserts what it has not when isUpdating is "True"', async () => {
    const { call, connection } = await openDesk();
    const MaHoSo = 'H99.12-261120-0099';
    const upsert = (TrangThaiHoSo: HoSoMC['TrangThaiHoSo']) =>
      call('DongBoHoSoMC', {
        isUpdating: 'True',
        data: [item({ MaHoSo, TrangThaiHoSo, x_HoTro: undefined, NgayHenTra: '20261125170000' })],
      });
    expect((await upsert('2')).json.message).toContain('thành công');
    expect((await upsert('4')).json.message).toContain('thành công');
    expect((await upsert('4')).json.message).toContain('thành công');
    const tracking = await request(connection, 'GET', `/tra-cuu/${MaHoSo}`);
    const statuses = (tracking.json.timeline as { status: number }[]).map((step) => step.status);
    expect(statuses).toEqual([2, 4]);
    expect(tracking.json.dueAt).toBe('2026-11-25T10:00:00.000Z');
  });

  it('takes numbers where it expects text', async () => {
    const { call } = await openDesk();
    const loose = { ...item(), KenhThucHien: 2, LoaiDoiTuong: 1, TrangThaiHoSo: 1 };
    expect((await call('DongBoHoSoMC', { data: [loose] })).json.message).toContain('thành công');
  });

  it('takes the good items of several and says which were not taken', async () => {
    const { call } = await openDesk();
    const bad = { ...item(), NgayNopHoSo: '20260230000000' };
    const reply = await call('DongBoHoSoMC', { data: [item(), bad, item()] });
    expect(reply.json.error_code).toBe('1');
    expect(results(reply).map(({ error_code }) => error_code)).toEqual(['0', -1, '00']);
    expect(results(reply)[1]).toMatchObject({ MaYeuCau: bad.x_HoTro?.MaYeuCau, MaHoSo: '' });
    expect(results(reply)[2]?.MaHoSo).toBe('H99.12-261120-0002');
    expect(JSON.stringify(results(reply))).not.toContain(bad.ChuHoSo);
  });

  it.each([
    ['no procedure', { MaTTHC: '' }],
    ['a name longer than 500', { ChuHoSo: 'Ỷ'.repeat(501) }],
    ['an unknown channel', { KenhThucHien: '4' }],
    ['an unknown status', { TrangThaiHoSo: '11' }],
    ['an id that is not version 7', { x_HoTro: { MaYeuCau: crypto.randomUUID() } }],
    ['36 files', { TaiLieuNop: Array.from({ length: 36 }, () => ({})) }],
  ])('refuses %s', async (_case, changes) => {
    const { call } = await openDesk();
    const reply = await call('DongBoHoSoMC', { data: [{ ...item(), ...changes }] });
    expect(results(reply)[0]?.error_code).toBe(-1);
  });

  it('refuses a call without items', async () => {
    const { call } = await openDesk();
    expect((await call('DongBoHoSoMC', { data: [] })).json.error_code).toBe(-1);
    expect((await call('DongBoHoSoMC', { data: 'x' })).json.error_code).toBe(-1);
  });
});

describe('due date', () => {
  const due = async (overrides: Parameters<typeof startPortal>[0], changes: Partial<HoSoMC>) => {
    const { call } = await openDesk(overrides);
    return results(await call('DongBoHoSoMC', { data: [item(changes)] }))[0]?.NgayHenTra;
  };

  it('comes from the block, the portal’s table before it, the sender’s own date before both', async () => {
    expect(await due({}, {})).toBe('20261120170000');
    expect(await due({ dueDays: () => 2 }, {})).toBe('20261124170000');
    const holidays = new Set(['2026-11-23']);
    expect(await due({ dueDays: () => 2, holidays }, {})).toBe('20261125170000');
    const NgayHenTra = '20261201170000';
    expect(await due({ dueDays: () => 2 }, { NgayHenTra })).toBe(NgayHenTra);
  });

  it('stays empty where nobody states a time', async () => {
    const { dossier } = makeDossier();
    const procedure = { ...dossier.procedure, processingDays: null };
    const { x_HoTro } = buildHoSoMC({ ...dossier, procedure }, new Map());
    expect(await due({ dueDays: () => undefined }, { x_HoTro })).toBe('');
  });
});

describe('progress and TraCuuHoSo', () => {
  it('appends steps, repeats included, and tells the state without a person', async () => {
    const { call, connection } = await openDesk();
    const MaHoSo = results(await call('DongBoHoSoMC', { data: [item()] }))[0]?.MaHoSo ?? '';
    const step = {
      MaHoSo,
      NguoiXuLy: 'Cán bộ ví dụ',
      ThoiDiemXuLy: '20261120091500',
      NoiDungXuLy: 'Tiếp nhận hồ sơ',
      TrangThai: '2',
    };
    const reply = await call('CapNhatTienDoHoSoMC', { data: [step, step] });
    expect(reply.json.message).toContain('thành công');
    const tracking = await request(connection, 'GET', `/tra-cuu/${MaHoSo}`);
    expect(tracking.json.timeline).toMatchObject([
      { status: 1 },
      { status: 2, at: '2026-11-20T02:15:00.000Z', note: 'Tiếp nhận hồ sơ' },
      { status: 2 },
    ]);
    const found = await call('TraCuuHoSo', { mahoso: MaHoSo });
    expect(found.json.result).toEqual([
      {
        MaHoSo,
        MaTTHC: '2.000635',
        TenTTHC: 'Cấp bản sao Trích lục hộ tịch',
        NgayNopHoSo: '20261120085930',
        NgayTiepNhan: '20261120091500',
        NgayHenTra: '20261120170000',
        TrangThaiHoSo: '2',
        NgayTuChoi: '',
        NgayKetThucXuLy: '',
        NgayTra: '',
      },
    ]);
  });

  it('refuses steps of an unknown dossier one by one, and more than ten at once', async () => {
    const { call } = await openDesk();
    const MaHoSo = results(await call('DongBoHoSoMC', { data: [item()] }))[0]?.MaHoSo ?? '';
    const step = {
      MaHoSo,
      NguoiXuLy: 'x',
      ThoiDiemXuLy: '20261120091500',
      NoiDungXuLy: 'x',
      TrangThai: 2,
    };
    const mixed = await call('CapNhatTienDoHoSoMC', {
      data: [step, { ...step, MaHoSo: 'H99.12-261120-9999' }],
    });
    expect(mixed.json.error_code).toBe('1');
    expect(results(mixed)[1]?.error_code).toBe(4);
    const eleven = Array.from({ length: 11 }, () => step);
    expect((await call('CapNhatTienDoHoSoMC', { data: eleven })).json.error_code).toBe(-1);
  });

  it('answers an unknown number with nothing found', async () => {
    const { call } = await openDesk();
    expect((await call('TraCuuHoSo', { mahoso: 'H99.12-261120-0001' })).json.result).toEqual([]);
  });
});

describe('files', () => {
  it('are kept and given back whole, to a session only', async () => {
    const desk = await openDesk();
    const pdf = makePdf('Giấy khai sinh');
    const reply = await put(desk, pdf);
    const url = String(reply.json.DuongDanTaiTepTin);
    expect(url).toBe(`${desk.connection.origin}/tep/${reply.json.TepDinhKemId}`);
    const authorization = `Bearer ${desk.connection.token}`;
    const got = await fetch(url, { headers: { authorization, 'x-phien': desk.session } });
    expect(Buffer.from(await got.arrayBuffer()).equals(pdf)).toBe(true);
    expect((await fetch(url, { headers: { authorization } })).status).toBe(401);
  });

  it('keep their id when sent again, and count 35 to a dossier', async () => {
    const desk = await openDesk();
    const maYeuCau = uuidv7();
    const ids = new Set<unknown>();
    for (let count = 1; count <= 35; count += 1) {
      const reply = await put(desk, makePdf(`${count}`), { maYeuCau, maTep: `tep-${count}` });
      ids.add(reply.json.TepDinhKemId);
    }
    expect(ids.size).toBe(35);
    const again = await put(desk, makePdf('7, again'), { maYeuCau, maTep: 'tep-7' });
    expect(ids.has(again.json.TepDinhKemId)).toBe(true);
    const tooMany = await put(desk, makePdf('36'), { maYeuCau, maTep: 'tep-36' });
    expect(tooMany.json).toMatchObject({
      error_code: -1,
      message: expect.stringMatching('số tệp'),
    });
  });

  it('are refused when they are no PDF, damaged on the way, without a session or an id', async () => {
    const desk = await openDesk();
    const pdf = makePdf('x');
    expect((await put(desk, Buffer.from('PK\u0003\u0004'))).json.error_code).toBe(-1);
    expect((await put(desk, Buffer.alloc(0))).json.error_code).toBe(-1);
    expect((await put(desk, pdf, { sha256: '0'.repeat(64) })).json.error_code).toBe('5');
    expect((await put(desk, pdf, { phien: 'x' })).json.error_code).toBe('-2');
    expect((await put(desk, pdf, { maYeuCau: 'x' })).json.error_code).toBe(-1);
    expect((await put(desk, pdf, { maTep: '' })).json.error_code).toBe(-1);
  });

  it('must be there before the dossier that names them; nothing of it is kept otherwise', async () => {
    const { call } = await openDesk();
    const { dossier } = makeDossier({ a: makePdf('a') });
    const gone = { TepDinhKemId: uuidv7(), DuongDanTaiTepTin: '' };
    const naming = buildHoSoMC(dossier, new Map([['a', gone]]));
    const reply = await call('DongBoHoSoMC', { data: [naming] });
    expect(results(reply)[0]).toMatchObject({ error_code: '5', MaHoSo: '' });
    const next = await call('DongBoHoSoMC', { data: [item()] });
    expect(results(next)[0]?.MaHoSo).toBe('H99.12-261120-0001');
  });

  it('cannot be taken by another dossier', async () => {
    const desk = await openDesk();
    const kept = (await put(desk, makePdf('a'))).json;
    const stored = new Map([
      ['a', { TepDinhKemId: String(kept.TepDinhKemId), DuongDanTaiTepTin: '' }],
    ]);
    const naming = () => buildHoSoMC(makeDossier({ a: makePdf('a') }).dossier, stored);
    const first = await desk.call('DongBoHoSoMC', { data: [naming()] });
    expect(results(first)[0]?.message).toContain('thành công');
    const second = await desk.call('DongBoHoSoMC', { data: [naming()] });
    expect(results(second)[0]?.error_code).toBe('5');
  });
});
