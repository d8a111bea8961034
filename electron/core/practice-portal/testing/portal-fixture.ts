/** Starts real portals for tests, in folders of their own that go when the test is over. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { onTestFinished } from 'vitest';
import type { FrozenAttachment, FrozenDossier } from '../../submissions/wire/frozen-dossier';
import { type AdvanceableClock, createAdvanceableClock } from '../clock';
import {
  createPracticePortal,
  type PracticePortal,
  type PracticePortalConnection,
  type PracticePortalOptions,
} from '../practice-portal';

/** Friday 20 November 2026, 9:00 in Vietnam. */
export const FRIDAY_MORNING = new Date('2026-11-20T02:00:00Z');

/** Nobody: a name and numbers that cannot be anyone's. */
export const RESIDENT = {
  fullName: 'Nguyễn Thị Thử Nghiệm Đặng Ỷ',
  personalId: '079199000000',
  birthDate: { year: 1999, month: 2 },
  address: 'Số 1 ngõ Ví Dụ, phường Thử Nghiệm',
  phone: '0900000000',
  password: 'Thu-Nghiem-1',
};

export type RunningPortal = {
  portal: PracticePortal;
  connection: PracticePortalConnection;
  clock: AdvanceableClock;
  folder: string;
  options: PracticePortalOptions;
};

/** An empty folder that is removed after the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'practice-portal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a portal on a clock that stands still until it is advanced. */
export async function startPortal(
  overrides: Partial<PracticePortalOptions> = {},
): Promise<RunningPortal> {
  const folder = makeFolder();
  const clock = createAdvanceableClock({ now: () => FRIDAY_MORNING });
  const options: PracticePortalOptions = {
    databasePath: join(folder, 'practice-portal.sqlite'),
    machineKey: randomBytes(32),
    clock,
    automaticClerk: false,
    ...overrides,
  };
  const portal = createPracticePortal(options);
  const connection = await portal.start();
  onTestFinished(() => portal.stop());
  return { portal, connection, clock, folder, options };
}

export type TestReply = { status: number; json: Record<string, unknown> };

/** One request with the right token, unless `headers` say otherwise. */
export async function request(
  { origin, token }: { origin: string; token: string },
  method: 'GET' | 'POST',
  path: string,
  { json, bytes, headers = {} }: { json?: unknown; bytes?: Uint8Array; headers?: object } = {},
): Promise<TestReply> {
  const body = json === undefined ? bytes : JSON.stringify(json);
  const response = await fetch(origin + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(body !== undefined && { body: body as BodyInit }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

/** Logs the kiosk in as a sending system; returns the session. */
export async function logIn(connection: PracticePortalConnection): Promise<string> {
  const { username, password } = connection.serviceAccount;
  const reply = await request(connection, 'POST', '/mapi/login', { json: { username, password } });
  return String(reply.json.session);
}

/** A small file that begins and ends as a PDF does, with `text` inside. */
export function makePdf(text: string): Buffer {
  return Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`, 'utf8');
}

/** A dossier with the files given, and what reads them. */
export function makeDossier(
  files: Record<string, Buffer> = {},
  overrides: Partial<FrozenDossier> = {},
): { dossier: FrozenDossier; readAttachment: (id: string) => Promise<Uint8Array> } {
  const attachments = Object.entries(files).map(
    ([id, bytes]): FrozenAttachment => ({
      id,
      componentId: '2.000635.TP01',
      componentName: 'Giấy tờ hộ tịch cũ',
      fileName: `${id}.pdf`,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
    }),
  );
  const { fullName, personalId, birthDate, phone, address } = RESIDENT;
  const dossier: FrozenDossier = {
    id: uuidv7(),
    practise: false,
    procedure: {
      code: '2.000635',
      name: 'Cấp bản sao Trích lục hộ tịch',
      field: 'Hộ tịch',
      processingDays: 0,
    },
    owner: { fullName, personalId, birthDate, phone, address },
    submittedAt: '2026-11-20T01:59:30.000Z',
    answers: [{ key: 'requester.name', label: 'Họ, chữ đệm, tên', text: fullName }],
    attachments,
    receivingAuthority: 'UBND phường Ví Dụ',
    support: { pointId: 'DIEM-VI-DU', assistanceLevel: 1, durationSeconds: 75 },
    ...overrides,
  };
  return {
    dossier,
    readAttachment: async (id) => {
      const bytes = files[id];
      if (!bytes) throw new Error(`no file ${id}`);
      return bytes;
    },
  };
}

/** Files of the folder in which `needle` is found, as UTF-8 or UTF-16 text or as raw bytes. */
export function findInFolder(folder: string, needle: string | Buffer): string[] {
  const forms =
    typeof needle === 'string'
      ? [
          Buffer.from(needle, 'utf8'),
          Buffer.from(needle, 'utf16le'),
          Buffer.from(needle, 'utf16le').swap16(),
        ]
      : [needle];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path);
      return forms.some((form) => content.includes(form));
    });
}
