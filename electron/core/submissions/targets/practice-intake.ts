/** Sends a dossier in the national vocabulary: log in, put the files, then `DongBoHoSoMC`. */
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../../contract/result';
import { buildHoSoMC, type StoredFile } from '../wire/dossier-item';
import type { FrozenAttachment, FrozenDossier } from '../wire/frozen-dossier';
import {
  CODE_FILE_MISSING,
  CODE_SESSION_EXPIRED,
  DossierResult,
  LoginReply,
  SyncReply,
  saysAlreadyExists,
  saysSuccess,
  UploadReply,
} from '../wire/messages';
import { fromWireDate } from '../wire/wire-date';
import { type PortalAnswer, type PortalHttp, parseAnswer } from './portal-http';
import type { ReadAttachment, SendOutcome } from './target';

export type ServiceCredentials = { username: string; password: string; agencyCode: string };

export type PracticeIntake = {
  send(
    dossier: FrozenDossier,
    readAttachment: ReadAttachment,
    signal?: AbortSignal,
  ): Promise<SendOutcome>;
};

/** An attempt ends early by an outcome, or goes on with a value. */
type Step<T> = { go: T } | { end: SendOutcome };

/** Makes the sender; it keeps its session from one dossier to the next. */
export function createPracticeIntake(
  http: PortalHttp,
  credentials: ServiceCredentials,
): PracticeIntake {
  let session: string | undefined;

  async function logIn(signal?: AbortSignal): Promise<Result<string>> {
    const { username, password } = credentials;
    const answer = await http.call({
      method: 'POST',
      path: '/mapi/login',
      json: { username, password },
      signal,
    });
    if (!answer.ok) return answer;
    const reply = parseAnswer(LoginReply, answer.value.json);
    if (!reply.ok) return reply;
    // A refused login is a matter of set-up, not of any dossier: it may be mended and tried again.
    if (!saysSuccess(reply.value)) return err('PORTAL_REFUSED');
    return reply.value.session === '' ? err('PORTAL_BAD_ANSWER') : ok(reply.value.session);
  }

  /** Makes a call with a session; logs in first where there is none, and once more on expiry. */
  async function withSession(
    call: (session: string) => Promise<Result<PortalAnswer>>,
    signal?: AbortSignal,
  ): Promise<Result<PortalAnswer>> {
    for (let isSecondTry = false; ; isSecondTry = true) {
      if (session === undefined) {
        const fresh = await logIn(signal);
        if (!fresh.ok) return fresh;
        session = fresh.value;
      }
      const used = session;
      const answer = await call(used);
      if (!answer.ok || !saysSessionOver(answer.value.json)) return answer;
      if (session === used) session = undefined;
      if (isSecondTry) return err('PORTAL_REFUSED');
    }
  }

  async function upload(
    dossier: FrozenDossier,
    attachment: FrozenAttachment,
    bytes: Uint8Array,
    signal?: AbortSignal,
  ): Promise<Step<StoredFile>> {
    const query = new URLSearchParams({ maYeuCau: dossier.id, maTep: attachment.id });
    const answer = await withSession(
      (phien) =>
        http.call({
          method: 'POST',
          path: `/tep?${query}`,
          headers: {
            'content-type': 'application/pdf',
            'x-phien': phien,
            'x-sha256': attachment.sha256,
          },
          bytes,
          signal,
        }),
      signal,
    );
    if (!answer.ok) return { end: { kind: 'retry', reason: answer.failure.reason } };
    if (answer.value.status === 413) return { end: refused('413') };
    const reply = parseAnswer(UploadReply, answer.value.json);
    if (!reply.ok) return { end: { kind: 'retry', reason: reply.failure.reason } };
    if (saysAlreadyExists(reply.value)) return { end: received('alreadyHave', reply.value) };
    const { TepDinhKemId, DuongDanTaiTepTin } = reply.value;
    if (saysSuccess(reply.value) && TepDinhKemId !== '') {
      return { go: { TepDinhKemId, DuongDanTaiTepTin } };
    }
    return { end: failureOutcome(reply.value) };
  }

  async function uploadAll(
    dossier: FrozenDossier,
    readAttachment: ReadAttachment,
    signal?: AbortSignal,
  ): Promise<Step<Map<string, StoredFile>>> {
    const stored = new Map<string, StoredFile>();
    for (const attachment of dossier.attachments) {
      const bytes = await readAttachment(attachment.id);
      // A file that changed since the resident checked it must not leave in their name.
      if (createHash('sha256').update(bytes).digest('hex') !== attachment.sha256) {
        return { end: { kind: 'refused', reason: 'STORAGE_FAILED', message: 'sha256' } };
      }
      const step = await upload(dossier, attachment, bytes, signal);
      if ('end' in step) return step;
      stored.set(attachment.id, step.go);
    }
    return { go: stored };
  }

  return {
    async send(dossier, readAttachment, signal) {
      const files = await uploadAll(dossier, readAttachment, signal);
      if ('end' in files) return files.end;
      const item = buildHoSoMC(dossier, files.go);
      const answer = await withSession(
        (phien) =>
          http.call({
            method: 'POST',
            path: '/mapi/g',
            json: {
              session: phien,
              madonvi: credentials.agencyCode,
              service: 'DongBoHoSoMC',
              isUpdating: 'False',
              data: [item],
            },
            signal,
          }),
        signal,
      );
      if (!answer.ok) return { kind: 'retry', reason: answer.failure.reason };
      if (answer.value.status === 413) return refused('413');
      const reply = parseAnswer(SyncReply, answer.value.json);
      if (!reply.ok) return { kind: 'retry', reason: reply.failure.reason };
      return readResult(reply.value, dossier.id);
    },
  };
}

function readResult(reply: SyncReply, requestId: string): SendOutcome {
  const result = reply.result.find((each) => each.MaYeuCau === requestId);
  // A reply without an item of this dossier speaks of the message or the set-up, not of it.
  if (!result) {
    const isPraise = saysSuccess(reply) || saysAlreadyExists(reply);
    return { kind: 'retry', reason: isPraise ? 'PORTAL_BAD_ANSWER' : 'PORTAL_REFUSED' };
  }
  if (saysAlreadyExists(result)) return received('alreadyHave', result);
  if (saysSuccess(result)) return received('accepted', result);
  return failureOutcome(result);
}

function received(
  kind: 'accepted' | 'alreadyHave',
  result: Pick<DossierResult, 'MaHoSo' | 'NgayNhan' | 'NgayHenTra'>,
): SendOutcome {
  const receivedAt = fromWireDate(result.NgayNhan)?.toISOString();
  if (result.MaHoSo === '' || !receivedAt) return { kind: 'retry', reason: 'PORTAL_BAD_ANSWER' };
  const dueAt = fromWireDate(result.NgayHenTra)?.toISOString();
  return { kind, dossierNumber: result.MaHoSo, receivedAt, ...(dueAt && { dueAt }) };
}

/** A code that says "not this dossier" is final; one that says "not now" is tried again. */
function failureOutcome(reply: { error_code: string; message: string }): SendOutcome {
  // A success code beside a message that does not say so, or no number at all: not to be trusted.
  const isFailureCode =
    Number.isInteger(Number(reply.error_code)) && Number(reply.error_code) !== 0;
  if (!isFailureCode) return { kind: 'retry', reason: 'PORTAL_BAD_ANSWER' };
  if (reply.error_code === CODE_FILE_MISSING) return { kind: 'retry', reason: 'PORTAL_REFUSED' };
  return refused(reply.message);
}

function refused(message: string): SendOutcome {
  return { kind: 'refused', reason: 'PORTAL_REFUSED', message };
}

function saysSessionOver(json: unknown): boolean {
  const reply = DossierResult.pick({ error_code: true }).safeParse(json);
  return reply.success && reply.data.error_code === CODE_SESSION_EXPIRED;
}
