/** The practice portal as a target: sending, looking up, and the account calls. */
import { z } from 'zod';
import { err, ok, type Result } from '../../../contract/result';
import type { PartialDate } from '../../../contract/values';
import {
  AccountRefusal,
  CodeSent,
  PracticeMessages,
  type RegistrationRequest,
} from '../wire/accounts';
import { DOSSIER_NUMBER, DossierTracking } from '../wire/look-up';
import { toWirePartialDate } from '../wire/wire-date';
import { createPortalHttp, type PortalAnswer, type PortalCall, parseAnswer } from './portal-http';
import { createPracticeIntake } from './practice-intake';
import type { PracticeOnlyTarget } from './target';

/** Deadline of one request to a portal on the same machine, a 10 MB upload included. */
const DEFAULT_TIMEOUT_MS = 15_000;

/** Agency code of the fictitious sender. */
const DEFAULT_AGENCY_CODE = '000.00.00.H99';

export type PracticeTargetOptions = {
  origin: string;
  token: string;
  username: string;
  password: string;
  agencyCode?: string;
  timeoutMs?: number;
};

export type Registration = {
  fullName: string;
  personalId: string;
  birthDate: PartialDate;
  address: string;
  /** Ten digits, 0 first. */
  phone: string;
  password: string;
};

/** A one-time code is on its way; times are ISO 8601. */
export type SentCode = { registrationId: string; expiresAt: string; resendsLeft: number };

/** A message on the drawn phone. */
export type PhoneMessage = { code: string; sentAt: string; expiresAt: string };

export type PracticeTarget = PracticeOnlyTarget & {
  /** LOOKUP_BAD_NUMBER, LOOKUP_NOT_FOUND and the PORTAL reasons. Case and spaces do not matter. */
  lookUp(number: string): Promise<Result<DossierTracking>>;
  /** PASSWORD_WEAK (details.problems: comma-joined), ACCOUNT_EXISTS and the PORTAL reasons. */
  register(registration: Registration): Promise<Result<SentCode>>;
  /** ACCOUNT_CODE_WRONG (details.triesLeft), _EXPIRED, _TOO_MANY and the PORTAL reasons. */
  verifyCode(registrationId: string, code: string): Promise<Result<null>>;
  /** ACCOUNT_CODE_TOO_MANY, ACCOUNT_CODE_EXPIRED (nothing to resend for), the PORTAL reasons. */
  resendCode(registrationId: string): Promise<Result<SentCode>>;
  /** The drawn phone's messages, newest first. */
  readPracticeMessages(phone: string): Promise<Result<PhoneMessage[]>>;
};

/** Makes the target for one start of the practice portal. */
export function createPracticeTarget(options: PracticeTargetOptions): PracticeTarget {
  const { origin, token, username, password, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const agencyCode = options.agencyCode ?? DEFAULT_AGENCY_CODE;
  const http = createPortalHttp(origin, token, timeoutMs);
  const intake = createPracticeIntake(http, { username, password, agencyCode });

  /** A call of the portal's own interface: expected refusals come with their reason. */
  async function ask<Schema extends z.ZodType>(
    call: PortalCall,
    schema: Schema,
  ): Promise<Result<z.output<Schema>>> {
    const answer = await http.call(call);
    if (!answer.ok) return answer;
    return answer.value.status === 200
      ? parseAnswer(schema, answer.value.json)
      : readRefusal(answer.value);
  }

  const askForCode = async (call: PortalCall): Promise<Result<SentCode>> => {
    const sent = await ask(call, CodeSent);
    if (!sent.ok) return sent;
    const { maDangKy, hetHanLuc, soLanGuiConLai } = sent.value;
    return ok({ registrationId: maDangKy, expiresAt: hetHanLuc, resendsLeft: soLanGuiConLai });
  };

  return {
    id: 'practice',
    kind: 'practice',
    send: (dossier, readAttachment, signal) => intake.send(dossier, readAttachment, signal),

    async lookUp(typed) {
      const number = typed.normalize('NFC').replace(/\s+/g, '').toUpperCase();
      if (!DOSSIER_NUMBER.test(number)) return err('LOOKUP_BAD_NUMBER');
      const path = `/tra-cuu/${encodeURIComponent(number)}`;
      const answer = await http.call({ method: 'GET', path });
      if (!answer.ok) return answer;
      if (answer.value.status === 404) return err('LOOKUP_NOT_FOUND');
      if (answer.value.status !== 200) return err('PORTAL_BAD_ANSWER');
      const tracking = parseAnswer(DossierTracking, answer.value.json);
      // An answer about another dossier must not be shown as this one's.
      return tracking.ok && tracking.value.number !== number ? err('PORTAL_BAD_ANSWER') : tracking;
    },

    register(registration) {
      const json: RegistrationRequest = {
        hoTen: registration.fullName,
        soDinhDanh: registration.personalId,
        ngaySinh: toWirePartialDate(registration.birthDate),
        diaChi: registration.address,
        soDienThoai: registration.phone,
        matKhau: registration.password,
      };
      return askForCode({ method: 'POST', path: '/tai-khoan/dang-ky', json });
    },

    async verifyCode(registrationId, code) {
      const json = { maDangKy: registrationId, maXacThuc: code.replace(/\s+/g, '') };
      const call: PortalCall = { method: 'POST', path: '/tai-khoan/xac-thuc', json };
      const verified = await ask(call, z.object({}));
      return verified.ok ? ok(null) : verified;
    },

    resendCode: (registrationId) =>
      askForCode({
        method: 'POST',
        path: '/tai-khoan/gui-lai-ma',
        json: { maDangKy: registrationId },
      }),

    async readPracticeMessages(phone) {
      const path = `/dien-thoai/${encodeURIComponent(phone)}/tin-nhan`;
      const messages = await ask({ method: 'GET', path }, PracticeMessages);
      if (!messages.ok) return messages;
      return ok(
        messages.value.tinNhan.map(({ maXacThuc, guiLuc, hetHanLuc }) => ({
          code: maXacThuc,
          sentAt: guiLuc,
          expiresAt: hetHanLuc,
        })),
      );
    },
  };
}

function readRefusal(answer: PortalAnswer): Result<never> {
  const refusal = AccountRefusal.safeParse(answer.json);
  if (!refusal.success) return err('PORTAL_BAD_ANSWER');
  return { ok: false, failure: refusal.data.loi };
}
