import { describe, expect, it } from 'vitest';
import { makeDossier, makePdf, RESIDENT } from '../../practice-portal/testing/portal-fixture';
import { buildHoSoMC, HoSoMC } from './dossier-item';
import { FrozenDossier } from './frozen-dossier';

const FILES = { a: makePdf('a') };
const STORED = new Map([
  ['a', { TepDinhKemId: 'tep-1', DuongDanTaiTepTin: 'http://127.0.0.1:1/tep/tep-1' }],
]);

/** Every value at the end of every branch. */
function leaves(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.values(value).flatMap(leaves);
}

describe('one dossier of DongBoHoSoMC', () => {
  const { dossier } = makeDossier(FILES);
  const item = buildHoSoMC(dossier, STORED);

  it('says what is known under the interface’s names', () => {
    expect(item).toEqual({
      MaHoSo: '',
      MaTTHC: '2.000635',
      TenTTHC: 'Cấp bản sao Trích lục hộ tịch',
      MaLinhVuc: '',
      TenLinhVuc: 'Hộ tịch',
      KenhThucHien: '2',
      ChuHoSo: RESIDENT.fullName,
      LoaiDoiTuong: '1',
      MaDoiTuong: '',
      DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: RESIDENT.personalId }],
      SoGiayToChuHoSo: RESIDENT.personalId,
      Email: '',
      SoDienThoai: RESIDENT.phone,
      TrichYeuHoSo: 'Cấp bản sao Trích lục hộ tịch',
      NgayNopHoSo: '20261120085930',
      NgayTiepNhan: '',
      NgayHenTra: '',
      TrangThaiHoSo: '1',
      NgayTra: '',
      HinhThuc: '',
      NgayKetThucXuLy: '',
      DonViXuLy: 'UBND phường Ví Dụ',
      GhiChu: '',
      NoiNopHoSo: '2',
      HoSoCoThanhPhanSoHoa: '1',
      TaiKhoanDuocXacThucVoiVNeID: '0',
      DuocThanhToanTrucTuyen: '0',
      DSKetNoiCSDL: [],
      TaiLieuNop: [
        {
          TepDinhKemId: 'tep-1',
          TenTepDinhKem: 'a.pdf',
          IsDeleted: 'False',
          MaThanhPhanHoSo: '2.000635.TP01',
          DuongDanTaiTepTin: 'http://127.0.0.1:1/tep/tep-1',
          DuocSoHoa: '1',
          DuocTaiSuDung: '0',
          DuocLayTuKhoDMQG: '0',
          MaKetQuaThayThe: '',
        },
      ],
      DanhSachLePhi: [],
      DanhSachTepDinhKemKhac: [],
      DanhSachHoSoBoSung: [],
      DanhSachGiayToKetQua: [],
      x_HoTro: {
        MaYeuCau: dossier.id,
        MaDiem: 'DIEM-VI-DU',
        MucDoHoTro: '1',
        ThoiLuongGiay: '75',
        SoNgayGiaiQuyet: '0',
        NgaySinhChuHoSo: '199902',
        DiaChiChuHoSo: RESIDENT.address,
        NoiDungKhai: [
          { Ma: 'requester.name', Nhan: 'Họ, chữ đệm, tên', GiaTri: RESIDENT.fullName },
        ],
      },
    });
  });

  it('carries text only, and is read back as it was written', () => {
    expect(leaves(item).every((value) => typeof value === 'string')).toBe(true);
    expect(HoSoMC.parse(JSON.parse(JSON.stringify(item)))).toEqual(item);
  });

  it('keeps what is ours in one block that can be dropped', () => {
    const { x_HoTro: _, ...strict } = item;
    expect(HoSoMC.parse(strict)).toEqual(strict);
  });

  it('leaves out what nobody said', () => {
    const plain = makeDossier({}, { support: undefined, answers: [] }).dossier;
    const { owner, procedure } = plain;
    const bare = buildHoSoMC(
      {
        ...plain,
        owner: { fullName: owner.fullName, personalId: owner.personalId, phone: '' },
        procedure: { ...procedure, processingDays: null },
        resultReturn: 'post',
      },
      new Map(),
    );
    expect(bare.x_HoTro).toEqual({ MaYeuCau: plain.id, MaDiem: '', NoiDungKhai: [] });
    expect(bare).toMatchObject({ HoSoCoThanhPhanSoHoa: '0', SoDienThoai: '', HinhThuc: '1' });
  });

  it('does not leave without a file that was not put', () => {
    expect(() => buildHoSoMC(dossier, new Map())).toThrow();
  });

  it('cuts only the one-line content, and never half a character', () => {
    const name = `${'x'.repeat(999)}😀`;
    const long = { ...dossier, procedure: { ...dossier.procedure, name }, attachments: [] };
    const built = buildHoSoMC(long, new Map());
    expect(built.TrichYeuHoSo).toBe('x'.repeat(999));
    expect(built.TenTTHC).toBe(name);
    expect(HoSoMC.safeParse(built).success).toBe(true);
  });
});

describe('a frozen dossier', () => {
  const { dossier } = makeDossier(FILES);

  it('is taken as it is, text composed', () => {
    const decomposed = { ...dossier.owner, fullName: RESIDENT.fullName.normalize('NFD') };
    expect(FrozenDossier.parse({ ...dossier, owner: decomposed })).toEqual(dossier);
  });

  it.each([
    ['an id that is not version 7', { id: crypto.randomUUID() }],
    ['a number of eleven digits', { owner: { ...dossier.owner, personalId: '07919900000' } }],
    [
      'a name longer than the wire bears',
      { owner: { ...dossier.owner, fullName: 'x'.repeat(501) } },
    ],
    ['a time without a zone', { submittedAt: '2026-11-20T09:00:00' }],
    ['36 files', { attachments: Array.from({ length: 36 }, () => dossier.attachments[0]) }],
    [
      'a file over 10 MB',
      { attachments: [{ ...dossier.attachments[0], bytes: 10 * 1024 * 1024 + 1 }] },
    ],
  ])('is refused with %s', (_case, changes) => {
    expect(FrozenDossier.safeParse({ ...dossier, ...changes }).success).toBe(false);
  });
});
