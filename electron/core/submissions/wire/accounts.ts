/** The practice portal's own account calls; the real account is VNeID and has no public interface. */
import { z } from 'zod';
import { Failure } from '../../../contract/reasons';
import { PersonalId, Text } from '../../../contract/values';

export const RegistrationRequest = z.object({
  hoTen: Text.refine((name) => name.trim().length > 0 && name.length <= 500),
  soDinhDanh: PersonalId,
  /** `yyyyMMdd`, `yyyyMM` or `yyyy`. */
  ngaySinh: z.string().regex(/^\d{4}(\d{2}){0,2}$/),
  diaChi: Text,
  soDienThoai: z.string().regex(/^0\d{9}$/),
  /** Any text here: the password rules answer with their own reason. */
  matKhau: z.string().max(1_000),
});
export type RegistrationRequest = z.infer<typeof RegistrationRequest>;

/** A code is on its way: until when it counts, and how often another may be asked for. */
export const CodeSent = z.object({
  maDangKy: z.uuid(),
  hetHanLuc: z.iso.datetime(),
  soLanGuiConLai: z.int().min(0),
});
export type CodeSent = z.infer<typeof CodeSent>;

export const PracticeMessage = z.object({
  maXacThuc: z.string().regex(/^\d{6}$/),
  guiLuc: z.iso.datetime(),
  hetHanLuc: z.iso.datetime(),
});
export type PracticeMessage = z.infer<typeof PracticeMessage>;

export const PracticeMessages = z.object({ tinNhan: z.array(PracticeMessage) });

export const SignedIn = z.object({ phien: z.string().min(1), hetHanLuc: z.iso.datetime() });
export type SignedIn = z.infer<typeof SignedIn>;

/** An expected refusal travels as the same reason code the screens have sentences for. */
export const AccountRefusal = z.object({ loi: Failure });
