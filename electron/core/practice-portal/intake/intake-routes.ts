/** The intake in the national vocabulary: `/mapi/login`, `/mapi/g`, and the upload beside it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { HoSoMC } from '../../submissions/wire/dossier-item';
import { MAX_ATTACHMENT_BYTES, RequestId } from '../../submissions/wire/frozen-dossier';
import { isSuccessCode, MAX_STEPS_PER_CALL, TienDo } from '../../submissions/wire/messages';
import type { PortalSessions } from '../accounts/portal-sessions';
import type { PortalService } from '../faults';
import { isSameSecret } from '../server/guards';
import type { PortalReply, PortalRequest, Route } from '../server/types';
import type { AttachmentStore } from './attachment-store';
import type { DossierDesk, ItemReply } from './dossier-desk';
import { FAILURE_CODES, type ReplyCode, type ReplyCodes } from './reply-codes';
import { WIRE_MESSAGES } from './wire-messages';

/** Answers of a long form with a large family stay far below this. */
const MAX_JSON_BYTES = 2 * 1024 * 1024;

/** Dossiers in one call: a sender's queue of an evening. */
const MAX_ITEMS_PER_CALL = 100;

const PDF_MAGIC = Buffer.from('%PDF-', 'latin1');

/** The account a sending system is given. */
export type ServiceAccount = { username: string; password: string; agencyCode: string };

const Login = z.object({ username: z.string(), password: z.string() });
const Envelope = z.object({
  session: z.string(),
  madonvi: z.string(),
  service: z.string(),
  isUpdating: z.enum(['False', 'True']).default('False'),
  mahoso: z.string().max(50).optional(),
  data: z.array(z.unknown()).max(MAX_ITEMS_PER_CALL).default([]),
});
type Envelope = z.infer<typeof Envelope>;

export type IntakeParts = {
  desk: DossierDesk;
  attachments: AttachmentStore;
  codes: ReplyCodes;
  sessions: PortalSessions<true>;
  account: ServiceAccount;
  /** Called when dossiers were written: persons go at once when no session is open. */
  afterReceipt: () => void;
};

/** Makes the routes of the intake. */
export function createIntakeRoutes(parts: IntakeParts): Route[] {
  const { desk, attachments, codes, sessions, account } = parts;

  function login({ json }: PortalRequest): PortalReply {
    const input = Login.safeParse(json);
    if (!input.success) return reply(FAILURE_CODES.malformed, WIRE_MESSAGES.malformed);
    const isRight =
      isSameSecret(input.data.username, account.username) &&
      isSameSecret(input.data.password, account.password);
    if (!isRight) return reply(FAILURE_CODES.loginRefused, WIRE_MESSAGES.loginRefused);
    return reply(0, WIRE_MESSAGES.loggedIn, { session: sessions.open(true).id });
  }

  function sync({ json }: PortalRequest): PortalReply {
    const envelope = Envelope.safeParse(json);
    if (!envelope.success) return reply(FAILURE_CODES.malformed, WIRE_MESSAGES.malformed);
    const { session, madonvi, service } = envelope.data;
    if (!sessions.find(session)) return reply(FAILURE_CODES.sessionOver, WIRE_MESSAGES.sessionOver);
    if (madonvi !== account.agencyCode) {
      return reply(FAILURE_CODES.malformed, WIRE_MESSAGES.unknownAgency);
    }
    if (service === 'DongBoHoSoMC') return syncDossiers(envelope.data);
    if (service === 'CapNhatTienDoHoSoMC') return addProgress(envelope.data);
    if (service === 'TraCuuHoSo') return lookUp(envelope.data);
    return reply(FAILURE_CODES.unknownService, WIRE_MESSAGES.unknownService);
  }

  function syncDossiers({ data, isUpdating }: Envelope): PortalReply {
    if (data.length === 0) return reply(FAILURE_CODES.malformed, WIRE_MESSAGES.malformed);
    const results = data.map((item): ItemReply => {
      const dossier = HoSoMC.safeParse(item);
      return dossier.success
        ? desk.receive(dossier.data, isUpdating === 'True')
        : malformedItem(item);
    });
    parts.afterReceipt();
    return summarise(results);
  }

  function addProgress({ data }: Envelope): PortalReply {
    if (data.length === 0 || data.length > MAX_STEPS_PER_CALL) {
      return reply(FAILURE_CODES.malformed, WIRE_MESSAGES.malformed);
    }
    const results = data.map((item): ItemReply => {
      const step = TienDo.safeParse(item);
      return step.success ? desk.addProgress(step.data) : malformedItem(item);
    });
    parts.afterReceipt();
    return summarise(results);
  }

  function lookUp({ mahoso }: Envelope): PortalReply {
    const found = mahoso === undefined ? undefined : desk.describe(mahoso);
    // Nothing found is no failure: it says "not synced yet".
    return reply(codes.success(), WIRE_MESSAGES.done, { result: found ? [found] : [] });
  }

  /** One reply over the items: all taken, all known, or not all taken. */
  function summarise(results: readonly ItemReply[]): PortalReply {
    const [first] = results;
    if (first && results.length === 1) {
      return reply(first.error_code, first.message, { result: results });
    }
    const isTaken = ({ error_code, message }: ItemReply) =>
      isSuccessCode(String(error_code)) || message === WIRE_MESSAGES.exists;
    return results.every(isTaken)
      ? reply(codes.success(), WIRE_MESSAGES.done, { result: results })
      : reply(FAILURE_CODES.partly, WIRE_MESSAGES.partly, { result: results });
  }

  function upload({ headers, query, body, origin }: PortalRequest): PortalReply {
    if (!sessions.find(String(headers['x-phien'] ?? ''))) {
      return reply(FAILURE_CODES.sessionOver, WIRE_MESSAGES.sessionOver);
    }
    const requestId = RequestId.safeParse(query.get('maYeuCau'));
    const clientId = query.get('maTep') ?? '';
    if (!requestId.success || clientId === '' || clientId.length > 200) {
      return reply(FAILURE_CODES.malformed, WIRE_MESSAGES.malformed);
    }
    const known = desk.findByRequest(requestId.data);
    if (known) return { status: 200, json: known };
    if (!body.subarray(0, PDF_MAGIC.length).equals(PDF_MAGIC)) {
      return reply(FAILURE_CODES.malformed, WIRE_MESSAGES.fileNotPdf);
    }
    if (createHash('sha256').update(body).digest('hex') !== headers['x-sha256']) {
      return reply(FAILURE_CODES.fileMissing, WIRE_MESSAGES.fileDamaged);
    }
    const id = attachments.keep(requestId.data, clientId, body);
    if (!id) return reply(FAILURE_CODES.malformed, WIRE_MESSAGES.tooManyFiles);
    return reply(codes.success(), WIRE_MESSAGES.done, {
      TepDinhKemId: id,
      DuongDanTaiTepTin: `${origin}/tep/${id}`,
    });
  }

  function download({ params, headers }: PortalRequest): PortalReply {
    if (!sessions.find(String(headers['x-phien'] ?? ''))) return { status: 401, json: {} };
    const bytes = attachments.read(params[0] ?? '');
    return bytes
      ? { status: 200, bytes, contentType: 'application/pdf' }
      : { status: 404, json: {} };
  }

  const jsonBody = { kind: 'json', maxBytes: MAX_JSON_BYTES } as const;
  const fileBody = { kind: 'bytes', maxBytes: MAX_ATTACHMENT_BYTES } as const;
  return [
    {
      method: 'POST',
      path: /^\/mapi\/login$/,
      body: jsonBody,
      service: 'login',
      handle: login,
    },
    { method: 'POST', path: /^\/mapi\/g$/, body: jsonBody, service: serviceOf, handle: sync },
    { method: 'POST', path: /^\/tep$/, body: fileBody, service: 'upload', handle: upload },
    {
      method: 'GET',
      path: /^\/tep\/([0-9a-f-]{36})$/,
      body: { kind: 'none' },
      service: 'upload',
      handle: download,
    },
  ];
}

function serviceOf(json: unknown): PortalService {
  const name = z.object({ service: z.string() }).safeParse(json).data?.service;
  return name === 'CapNhatTienDoHoSoMC' || name === 'TraCuuHoSo' ? name : 'DongBoHoSoMC';
}

/** Business failures travel as 200 with a code, as on the national interface. */
function reply(error_code: ReplyCode, message: string, more: object = {}): PortalReply {
  return { status: 200, json: { error_code, message, ...more } };
}

/** Says which item was malformed by the ids it carries; its other values are not echoed. */
function malformedItem(item: unknown): ItemReply {
  const ids = z
    .object({
      MaHoSo: z.string().max(50).catch(''),
      x_HoTro: z
        .object({ MaYeuCau: z.string().max(50) })
        .optional()
        .catch(undefined),
    })
    .safeParse(item).data;
  return {
    error_code: FAILURE_CODES.malformed,
    message: WIRE_MESSAGES.malformed,
    MaYeuCau: ids?.x_HoTro?.MaYeuCau ?? '',
    MaHoSo: ids?.MaHoSo ?? '',
    NgayNhan: '',
    NgayHenTra: '',
  };
}
