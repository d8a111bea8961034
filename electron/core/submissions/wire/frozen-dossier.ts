/** A dossier as it leaves: payload, attachments and id are fixed together when it is finalised. */
import { z } from 'zod';
import { PartialDate, PersonalId, Text } from '../../../contract/values';

/** Longest `ChuHoSo` of the sync interface; a longer name is refused, never cut. */
const MAX_OWNER_NAME_LENGTH = 500;

/** Longest `MaTTHC` and `MaThanhPhanHoSo`. */
const MAX_CODE_LENGTH = 50;

/** Attachments one dossier may carry: the usual limit of provincial portals. */
export const MAX_ATTACHMENTS = 35;

/** Size of one attachment a portal takes; scans are kept to 5 MB, so this leaves room. */
export const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024;

/** A client-made id whose first bits are the time: ids sort as they were made (RFC 9562). */
export const RequestId = z.uuid({ version: 'v7' });
export type RequestId = z.infer<typeof RequestId>;

/** Longest answer in words: a list of 20 papers or people is one answer. */
export const MAX_ANSWER_TEXT = 20_000;

/** One answer as the office reads it: machine key, the question's label, the answer in words. */
export const FrozenAnswer = z.object({
  key: z.string(),
  label: Text,
  text: z
    .string()
    .max(MAX_ANSWER_TEXT)
    .transform((text) => text.normalize('NFC')),
});
export type FrozenAnswer = z.infer<typeof FrozenAnswer>;

/** One PDF; its bytes are read by `id` when it is sent and checked against `sha256` (hex). */
export const FrozenAttachment = z.object({
  id: z.string().min(1).max(200),
  componentId: z.string().max(MAX_CODE_LENGTH),
  componentName: Text,
  fileName: Text.refine((name) => name.length > 0 && name.length <= 255),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(1).max(MAX_ATTACHMENT_BYTES),
});
export type FrozenAttachment = z.infer<typeof FrozenAttachment>;

export const FrozenDossier = z.object({
  id: RequestId,
  /** Made in a practice run: it never leaves the machine (see targets/deliver). */
  practise: z.boolean(),
  procedure: z.object({
    code: z.string().min(1).max(MAX_CODE_LENGTH),
    name: Text.refine((name) => name.length > 0),
    field: Text.refine((field) => field.length <= 500),
    /** Working days; 0 is "the same day"; null where the procedure states none. */
    processingDays: z.int().min(0).max(365).nullable(),
  }),
  owner: z.object({
    fullName: Text.refine((name) => name.length > 0 && name.length <= MAX_OWNER_NAME_LENGTH),
    personalId: PersonalId,
    birthDate: PartialDate.optional(),
    phone: z.string().max(50),
    address: Text.optional(),
  }),
  /** When the resident pressed "Nộp hồ sơ". */
  submittedAt: z.iso.datetime(),
  answers: z.array(FrozenAnswer).max(2_000),
  attachments: z.array(FrozenAttachment).max(MAX_ATTACHMENTS),
  receivingAuthority: Text,
  /** How the result comes back; left empty on the wire when nobody asked. */
  resultReturn: z.enum(['direct', 'post']).optional(),
  /** How much help there was and where: no official field exists, it goes into `x_HoTro`. */
  support: z
    .object({
      pointId: z.string().max(100),
      /** 0 self, 1 guided, 2 together, 3 on behalf. */
      assistanceLevel: z.int().min(0).max(3).optional(),
      durationSeconds: z.int().min(0).optional(),
    })
    .optional(),
});
export type FrozenDossier = z.infer<typeof FrozenDossier>;
