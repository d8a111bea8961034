/** Requests and replies of the sync interface around its dossiers, as both ends read them. */
import { z } from 'zod';
import { STATUS_CODES, WireDate, WireDateOrEmpty, wireCode, wireText } from './wire-text';

/** A reply code: text or number, `0` and `00` alike. */
const ErrorCode = wireText(10);

/** Reply to `login`; code 0 comes with a session. */
export const LoginReply = z.object({
  error_code: ErrorCode,
  message: wireText(1_000),
  session: wireText(500).default(''),
});
export type LoginReply = z.infer<typeof LoginReply>;

/** Reply to an upload; a dossier the portal already has answers "đã tồn tại" with its number. */
export const UploadReply = z.object({
  error_code: ErrorCode,
  message: wireText(1_000),
  TepDinhKemId: wireText(100).default(''),
  DuongDanTaiTepTin: wireText(4_000).default(''),
  MaHoSo: wireText(50).default(''),
  NgayNhan: WireDateOrEmpty.default(''),
  NgayHenTra: WireDateOrEmpty.default(''),
});
export type UploadReply = z.infer<typeof UploadReply>;

/** What became of one item of `data[]`. */
export const DossierResult = z.object({
  error_code: ErrorCode,
  message: wireText(1_000),
  MaYeuCau: wireText(50).default(''),
  MaHoSo: wireText(50).default(''),
  NgayNhan: WireDateOrEmpty.default(''),
  NgayHenTra: WireDateOrEmpty.default(''),
});
export type DossierResult = z.infer<typeof DossierResult>;

/** Reply to `DongBoHoSoMC` and `CapNhatTienDoHoSoMC`: one result an item, in the order sent. */
export const SyncReply = z.object({
  error_code: ErrorCode,
  message: wireText(1_000),
  result: z.array(DossierResult).default([]),
});
export type SyncReply = z.infer<typeof SyncReply>;

/** One step of `CapNhatTienDoHoSoMC`. */
export const TienDo = z.object({
  MaHoSo: wireText(50).pipe(z.string().min(1)),
  NguoiXuLy: wireText(50).pipe(z.string().min(1)),
  ChucDanh: wireText(200).default(''),
  ThoiDiemXuLy: WireDate,
  PhongBanXuLy: wireText(500).default(''),
  NoiDungXuLy: wireText(4_000).pipe(z.string().min(1)),
  TrangThai: wireCode(STATUS_CODES),
  NgayBatDau: WireDateOrEmpty.default(''),
  NgayKetThucTheoQuyDinh: WireDateOrEmpty.default(''),
});
export type TienDo = z.infer<typeof TienDo>;

/** One sender puts at most this many steps into a call; more are refused as malformed. */
export const MAX_STEPS_PER_CALL = 10;

/** Codes that mean "done": systems in use answer either. */
export function isSuccessCode(code: string): boolean {
  return code === '0' || code === '00';
}

/** Whether a reply says the dossier is known: code 0, 3 or -3 together with "đã tồn tại". */
export function saysAlreadyExists(reply: { error_code: string; message: string }): boolean {
  const code = reply.error_code;
  return (
    (isSuccessCode(code) || code === '3' || code === '-3') &&
    reply.message.toLocaleLowerCase('vi').includes('đã tồn tại')
  );
}

/** Whether a reply says it worked: a success code alone is not trusted without "thành công". */
export function saysSuccess(reply: { error_code: string; message: string }): boolean {
  return (
    isSuccessCode(reply.error_code) && reply.message.toLocaleLowerCase('vi').includes('thành công')
  );
}

/** The session is unknown or over: log in again. The national codes beyond 0 and ±3 are not public. */
export const CODE_SESSION_EXPIRED = '-2';

/** A dossier names a file the portal does not hold: upload it again. */
export const CODE_FILE_MISSING = '5';
