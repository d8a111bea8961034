/**
 * One dossier of `DongBoHoSoMC`, with the interface's own names, and how ours becomes one.
 * Field names, codes and lengths: "Tài liệu hướng dẫn kết nối, tích hợp, chia sẻ dữ liệu với Cổng
 * Dịch vụ công quốc gia" (Văn phòng Chính phủ, v1.4.24) and the fields added since 2021.
 */
import { z } from 'zod';
import type { FrozenAttachment, FrozenDossier } from './frozen-dossier';
import { MAX_ANSWER_TEXT, MAX_ATTACHMENTS, RequestId } from './frozen-dossier';
import { toWireDate, toWirePartialDate } from './wire-date';
import { STATUS_CODES, WireDate, WireDateOrEmpty, wireCode, wireText } from './wire-text';

/** Texts the interface gives no length for; a whole page, so that a hostile sender has an end. */
const MAX_LONG_TEXT = 4_000;

/** Longest one-line content (`TrichYeuHoSo`). */
const MAX_SUMMARY_LENGTH = 1_000;

const RESULT_RETURN = { direct: '0', post: '1' } as const;

const FLAG = ['0', '1'] as const;
const empty = <T extends z.ZodType>(schema: T) => z.array(schema).max(1_000).default([]);
const optionalText = (maxLength: number) => wireText(maxLength).default('');

export const TaiLieuNop = z.object({
  TepDinhKemId: wireText(100).pipe(z.string().min(1)),
  TenTepDinhKem: wireText(MAX_LONG_TEXT),
  IsDeleted: wireCode(['False', 'True']),
  MaThanhPhanHoSo: optionalText(50),
  DuongDanTaiTepTin: wireText(MAX_LONG_TEXT),
  DuocSoHoa: wireCode(FLAG),
  DuocTaiSuDung: wireCode(['0', '1', '2']),
  DuocLayTuKhoDMQG: wireCode(FLAG),
  MaKetQuaThayThe: optionalText(100),
});
export type TaiLieuNop = z.infer<typeof TaiLieuNop>;

/** What is ours alone; a strict reader drops the whole block. All values are text, as elsewhere. */
export const XHoTro = z.object({
  /** Client-made id: the same id is the same dossier, however often it is sent. */
  MaYeuCau: RequestId,
  MaDiem: optionalText(100),
  MucDoHoTro: wireCode(['0', '1', '2', '3']).optional(),
  ThoiLuongGiay: wireText(10).optional(),
  /** Working days the procedure takes. */
  SoNgayGiaiQuyet: wireText(3).pipe(z.string().regex(/^\d+$/)).optional(),
  NgaySinhChuHoSo: wireText(8).optional(),
  DiaChiChuHoSo: wireText(MAX_LONG_TEXT).optional(),
  NoiDungKhai: z
    .array(
      z.object({
        Ma: wireText(200),
        Nhan: wireText(MAX_LONG_TEXT),
        GiaTri: wireText(MAX_ANSWER_TEXT),
      }),
    )
    .max(2_000)
    .default([]),
});
export type XHoTro = z.infer<typeof XHoTro>;

export const HoSoMC = z.object({
  /** Empty on a first sending: the receiving system alone gives numbers. */
  MaHoSo: wireText(50),
  MaTTHC: wireText(50).pipe(z.string().min(1)),
  TenTTHC: wireText(MAX_LONG_TEXT),
  MaLinhVuc: wireText(50),
  TenLinhVuc: wireText(500),
  /** 1 at the counter, 2 online, 3 by post. */
  KenhThucHien: wireCode(['1', '2', '3']),
  ChuHoSo: wireText(500),
  /** 1 citizen, 2 business, 3 state body, 4 other. */
  LoaiDoiTuong: wireCode(['1', '2', '3', '4']),
  MaDoiTuong: optionalText(50),
  /** Type 1 is the 12-digit personal number, 2 the former 9-digit one. */
  DinhDanhCHS: z
    .array(z.object({ LoaiDinhDanh: wireCode(['1', '2']), SoDinhDanh: wireText(20) }))
    .max(10),
  SoGiayToChuHoSo: optionalText(100),
  Email: optionalText(100),
  SoDienThoai: optionalText(50),
  TrichYeuHoSo: wireText(MAX_SUMMARY_LENGTH).pipe(z.string().min(1)),
  NgayNopHoSo: WireDate,
  NgayTiepNhan: WireDateOrEmpty,
  NgayHenTra: WireDateOrEmpty,
  TrangThaiHoSo: wireCode(STATUS_CODES),
  NgayTra: WireDateOrEmpty.default(''),
  /** 0 direct, 1 by post, empty when nobody asked. */
  HinhThuc: wireCode(['', '0', '1']),
  NgayKetThucXuLy: WireDateOrEmpty.default(''),
  DonViXuLy: wireText(MAX_LONG_TEXT),
  GhiChu: optionalText(500),
  /** 1 the national portal, 2 the agency's own system. */
  NoiNopHoSo: wireCode(['1', '2']),
  HoSoCoThanhPhanSoHoa: wireCode(FLAG),
  TaiKhoanDuocXacThucVoiVNeID: wireCode(FLAG),
  /** 0 nothing paid, 1 on the national portal, 2 on the agency's gateway, 3 due but not online. */
  DuocThanhToanTrucTuyen: wireCode(['0', '1', '2', '3']),
  DSKetNoiCSDL: empty(z.object({ MaCSDL: wireText(50) })),
  TaiLieuNop: z.array(TaiLieuNop).max(MAX_ATTACHMENTS).default([]),
  DanhSachLePhi: empty(z.unknown()),
  DanhSachTepDinhKemKhac: empty(z.unknown()),
  DanhSachHoSoBoSung: empty(z.unknown()),
  DanhSachGiayToKetQua: empty(z.unknown()),
  x_HoTro: XHoTro.optional(),
});
export type HoSoMC = z.infer<typeof HoSoMC>;

/** Where the portal put one attachment. */
export type StoredFile = { TepDinhKemId: string; DuongDanTaiTepTin: string };

/**
 * Writes a frozen dossier as one item of `data[]`. What nobody knows goes empty: no date of
 * acceptance (the agency accepts), no technical id, no field code, no verified account.
 * @param stored where each attachment was put, by its id
 * @throws Error when an attachment was not uploaded first: a dossier must not leave without it
 */
export function buildHoSoMC(
  dossier: FrozenDossier,
  stored: ReadonlyMap<string, StoredFile>,
): HoSoMC {
  const { procedure, owner, support } = dossier;
  return {
    MaHoSo: '',
    MaTTHC: procedure.code,
    TenTTHC: procedure.name,
    MaLinhVuc: '',
    TenLinhVuc: procedure.field,
    KenhThucHien: '2',
    ChuHoSo: owner.fullName,
    LoaiDoiTuong: '1',
    MaDoiTuong: '',
    DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: owner.personalId }],
    SoGiayToChuHoSo: owner.personalId,
    Email: '',
    SoDienThoai: owner.phone,
    // The whole name also travels in TenTTHC, so cutting this line loses nothing.
    TrichYeuHoSo: cutText(procedure.name, MAX_SUMMARY_LENGTH),
    NgayNopHoSo: toWireDate(new Date(dossier.submittedAt)),
    NgayTiepNhan: '',
    NgayHenTra: '',
    TrangThaiHoSo: '1',
    NgayTra: '',
    HinhThuc: dossier.resultReturn ? RESULT_RETURN[dossier.resultReturn] : '',
    NgayKetThucXuLy: '',
    DonViXuLy: dossier.receivingAuthority,
    GhiChu: '',
    NoiNopHoSo: '2',
    HoSoCoThanhPhanSoHoa: dossier.attachments.length > 0 ? '1' : '0',
    TaiKhoanDuocXacThucVoiVNeID: '0',
    DuocThanhToanTrucTuyen: '0',
    DSKetNoiCSDL: [],
    TaiLieuNop: dossier.attachments.map((attachment) => buildTaiLieuNop(attachment, stored)),
    DanhSachLePhi: [],
    DanhSachTepDinhKemKhac: [],
    DanhSachHoSoBoSung: [],
    DanhSachGiayToKetQua: [],
    x_HoTro: {
      MaYeuCau: dossier.id,
      MaDiem: support?.pointId ?? '',
      ...(support?.assistanceLevel !== undefined && {
        MucDoHoTro: String(support.assistanceLevel) as '0' | '1' | '2' | '3',
      }),
      ...(support?.durationSeconds !== undefined && {
        ThoiLuongGiay: String(support.durationSeconds),
      }),
      ...(procedure.processingDays !== null && {
        SoNgayGiaiQuyet: String(procedure.processingDays),
      }),
      ...(owner.birthDate && { NgaySinhChuHoSo: toWirePartialDate(owner.birthDate) }),
      ...(owner.address && { DiaChiChuHoSo: owner.address }),
      NoiDungKhai: dossier.answers.map(({ key, label, text }) => ({
        Ma: key,
        Nhan: label,
        GiaTri: text,
      })),
    },
  };
}

function buildTaiLieuNop(
  attachment: FrozenAttachment,
  stored: ReadonlyMap<string, StoredFile>,
): TaiLieuNop {
  const file = stored.get(attachment.id);
  if (!file) throw new Error('an attachment was not uploaded before its dossier was built');
  return {
    TepDinhKemId: file.TepDinhKemId,
    TenTepDinhKem: attachment.fileName,
    IsDeleted: 'False',
    MaThanhPhanHoSo: attachment.componentId,
    DuongDanTaiTepTin: file.DuongDanTaiTepTin,
    DuocSoHoa: '1',
    DuocTaiSuDung: '0',
    DuocLayTuKhoDMQG: '0',
    MaKetQuaThayThe: '',
  };
}

/** Cuts without leaving half a character behind. */
function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength);
  const last = cut.charCodeAt(maxLength - 1);
  return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
}
